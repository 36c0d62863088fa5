"""No source shows through: what a page says is text, and each formula is said once."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from itertools import chain, product

import pytest
from lxml import html
from lxml.html import HtmlElement

from tests.site.conftest import FeedEntry
from tests.support.reading import in_unicode, maths, said, tell, tex, text_of, texts

RAW = {
    "dollar sign": re.compile(r"\$"),
    "TeX": re.compile(r"\\[a-zA-Z()\[\]]|[_^]\{"),
    "Markdown link": re.compile(r"\]\("),
    "footnote": re.compile(r"\[\^"),
    "role": re.compile(r"\{[a-z][a-z:-]+\}"),
    "directive": re.compile(r":::|```"),
    "emphasis": re.compile(r"\*\*\w"),
    "list in a line": re.compile(r"^[-*] \w", re.MULTILINE),
    # As an English word it begins a sentence, and another word follows.
    "None": re.compile(r"\bNone\b(?! [a-z])|[^\s.!?:”’)] None\b"),
}
FAULTY = " | ".join(
    f"//*[contains(@class, '{name}')]"
    for name in ("katex-error", "problematic", "system-message", "unpublished")
)
# What holds lines of text and no other of its kind.
LINES = "//p | //h1 | //h2 | //h3 | //h4 | //dt | //td | //th | //figcaption | //summary | //title"
SPOKEN = "//title/text() | //@aria-label | //@alt | //@title | //meta/@content"

# A formula as MathML without tags, as TeX, and in Unicode.
Forms = tuple[str, str, str]

SQUARE = ("n2", "n^2", "n²")
MATH = (
    '<span class="katex"><span class="katex-mathml"><math><semantics><mrow><msup><mi>n</mi>'
    '<mn>2</mn></msup></mrow><annotation encoding="application/x-tex">n^2</annotation>'
    '</semantics></math></span><span class="katex-html" aria-hidden="true">n2</span></span>'
)


def raw(text: str) -> list[str]:
    """Return what in *text* is Markdown, TeX or a value, with its surroundings."""
    found = ((name, sign.search(text)) for name, sign in RAW.items())
    return [f"{name} in “{_around(text, hit)}”" for name, hit in found if hit]


def _around(text: str, hit: re.Match[str]) -> str:
    return " ".join(text[max(0, hit.start() - 30) : hit.end() + 30].split())


def doubled(text: str, formulas: Iterable[Forms]) -> list[str]:
    """Return those of *formulas* that *text* says twice running, in one form or in two."""
    found, rest = [], text
    for forms in sorted(formulas, key=lambda forms: -len(forms[0])):
        if any(_side_by_side(rest, *pair) for pair in product(forms, repeat=2)):
            found.append(f"formula {forms[0]} doubled in “{text[:60]}”")
        for form in forms:
            # A formula may say a shorter one twice: aaᵀ.
            rest = rest.replace(form, "ª") if len(form) > 1 else rest
    return found


def forms_in(tree: HtmlElement) -> dict[str, Forms]:
    """Return, by its TeX, the texts that may stand for each formula in *tree*."""
    formulas = {tex(math): math for math in maths(tree)}
    return {name: (said(math), name, in_unicode(math)) for name, math in formulas.items()}


def _side_by_side(text: str, first: str, second: str) -> bool:
    # "11" is a number, and not the formula 1 doubled.
    if first not in text or second not in text or (first + second).isdigit():
        return False
    # "a a" may be a word and a letter.
    space = r"\s*" if len(first + second) > 3 else ""
    return bool(re.search(rf"(?<!\w){re.escape(first)}{space}{re.escape(second)}(?!\w)", text))


def doubled_in(tree: HtmlElement) -> Iterator[str]:
    """Yield the formulas that are said twice running in a line or an attribute of *tree*."""
    forms = forms_in(tree)
    for line in tree.xpath(LINES):
        if inside := {tex(math) for math in maths(line)}:
            yield from doubled(text_of(line), [forms[name] for name in inside])
    for text in sorted(set(map(str, tree.xpath(SPOKEN)))):
        yield from doubled(text, forms.values())


@pytest.mark.parametrize(
    "text",
    [
        "costs $n$ steps",
        r"about \(n\)",
        r"so \[x\]",
        r"the \frac of it",
        "x_{i} grows",
        "see [this](#that)",
        "noted[^1]",
        "by {eq}`eq-loss`",
        "by {prf:ref}",
        "::: note",
        "``` python",
        "a **bold word",
        "Either\n- one\n- two",
        "None",
        "12 Jan 2026 · None min",
        "updated None",
        "by (None)",
    ],
)
def test_source_is_found_in_text(text: str) -> None:
    assert raw(text)


@pytest.mark.parametrize(
    "text",
    [
        "None of these holds. None is needed: none at all.",
        "P(A ∣ B) = ½, x² ∈ {0, 1}, {a} and aᵢ_(max)",
        "[1] (see there) and f(x)[0]",
        "a well-known case — or two - at most * three",
        "1. First: second",
    ],
)
def test_text_is_not_taken_for_source(text: str) -> None:
    assert raw(text) == []


def test_code_scripts_and_annotations_are_not_read_and_labels_are() -> None:
    tree = html.fromstring(
        f"<div><pre>$a</pre>one <code>$b</code>two<script>$c</script><style>$d</style>{MATH}"
        '<a aria-label="three" title="four" href="$e">five</a><img alt="six" src="$f"></div>'
    )
    read = " ".join(texts(tree))
    assert "$" not in read
    assert "n^2" not in read
    assert [word for word in read.split() if word.isalpha() and word != "n"] == (
        ["one", "two", "five", "three", "four", "six"]
    )


@pytest.mark.parametrize(
    "text",
    ["in n2n^2 steps", "in n2n2 steps", "n^2n²", "in n²n² steps", "in n^2 n² steps", "n2\nn^2"],
)
def test_doubled_formula_is_found(text: str) -> None:
    assert len(doubled(text, [SQUARE])) == 1


@pytest.mark.parametrize("text", ["in n² steps", "n², n² and n²", "from n² to n²", "run2n2"])
def test_formula_that_is_said_again_is_not_doubled(text: str) -> None:
    assert doubled(text, [SQUARE]) == []


def test_formula_may_say_another_twice() -> None:
    letter, square = ("a",) * 3, ("aa⊤", r"aa^\top", "aaᵀ")
    assert doubled("then aaᵀ, a letter", [letter, square]) == []
    assert doubled("then aaᵀ, aa letter", [letter, square]) != []


def test_doubled_formula_is_found_in_lines_and_attributes() -> None:
    good = f'<div><p>In {MATH} steps, {MATH}.</p><img alt="n² steps"></div>'
    assert list(doubled_in(html.fromstring(good))) == []
    for bad in (f"<p>{MATH} n^2</p>", f"<p>{MATH}{MATH}</p>", f'<p>{MATH}<img alt="n2n^2"></p>'):
        assert len(list(doubled_in(html.fromstring(f"<div>{bad}</div>")))) == 1, bad


@pytest.mark.site
def test_no_source_shows_on_a_page(visited_trees: dict[str, HtmlElement]) -> None:
    found = {page: map(raw, texts(tree)) for page, tree in visited_trees.items()}
    tell({page: [*chain.from_iterable(faults)] for page, faults in found.items()})


@pytest.mark.site
def test_no_error_and_no_draft_is_marked_on_a_page(trees: dict[str, HtmlElement]) -> None:
    tell(
        {
            page: [f"{one.get('class')}: {text_of(one)}" for one in tree.xpath(FAULTY)]
            for page, tree in trees.items()
        }
    )


@pytest.mark.site
def test_no_formula_is_doubled_on_a_page(visited_trees: dict[str, HtmlElement]) -> None:
    tell({page: doubled_in(tree) for page, tree in visited_trees.items()})


@pytest.mark.site
def test_each_formula_is_heard_once(trees: dict[str, HtmlElement]) -> None:
    """KaTeX writes MathML to be heard and HTML to be seen: one of each, the latter hidden.

    Rows one below the other, for a narrow column, are a second form to be seen.
    """
    for page, tree in trees.items():
        for katex in tree.find_class("katex"):
            heard, *seen = katex
            assert len(maths(heard)) == 1, page
            assert 1 <= len(seen) <= 2, page
            for form in seen:
                assert "katex-html" in (form.get("class") or "").split(), page
                assert form.get("aria-hidden") == "true", page


@pytest.mark.site
def test_no_source_shows_in_the_feed(feed_entries: list[FeedEntry]) -> None:
    assert feed_entries
    tell(
        {
            entry.page: [f for text in (entry.title, *texts(entry.content)) for f in raw(text)]
            for entry in feed_entries
        }
    )


@pytest.mark.site
def test_formulas_of_the_feed_are_mathml_alone(
    feed_entries: list[FeedEntry], trees: dict[str, HtmlElement], many: bool
) -> None:
    formulas = 0
    for entry in feed_entries:
        classes = " ".join(map(str, entry.content.xpath("//@class")))
        assert "katex" not in classes, entry.page
        assert list(doubled_in(entry.content)) == [], entry.page
        assert doubled(entry.title, forms_in(trees[entry.page]).values()) == [], entry.page
        formulas += len(maths(entry.content))
    assert formulas or not many
