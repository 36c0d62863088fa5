"""What an author is told of mistakes in the body of a page: one line each, with a remedy."""

from __future__ import annotations

import re
from collections import defaultdict

import pytest

from tests.support.pages import select_first
from tests.support.project import Result
from tests.support.sample import post, sample

LABEL = "no section, figure, equation or theorem has the label"
NOTHING = "write its path relative to this page, or #label"
NO_TITLE = "has no title or caption to quote: write the words yourself"

# Body below "# Title" and an empty line, and what is told of it as "line: text".
CASES: dict[str, tuple[str, list[str]]] = {
    # Blocks
    "directive": (
        "```{figur} x.png\n```\n",
        ['3: no directive is named "figur": did you mean "figure"? [myst.directive_unknown]'],
    ),
    "directive-of-domain": (
        "```{thoerem}\nx\n```\n",
        [
            '3: no directive is named "thoerem": did you mean "prf:theorem"? '
            "[myst.directive_unknown]"
        ],
    ),
    "directive-far": (
        "```{mermaid}\nx\n```\n",
        [
            '3: no directive is named "mermaid": Reference, in the handbook, lists those that '
            "there are [myst.directive_unknown]"
        ],
    ),
    "argument-missing": (
        "```{image}\n```\n",
        [
            "3: {image} lacks what belongs behind its braces: write ```{image} and it, on one "
            "line [docutils]"
        ],
    ),
    "option": (
        "```{posts}\n:tags: attention\n```\n",
        ['4: {posts} has no option "tags": did you mean "tag"? [myst.directive_option]'],
    ),
    "option-value": (
        "```{posts}\n:limit: many\n```\n",
        [
            '4: {posts}: the option "limit" cannot be "many": write a whole number '
            "[myst.directive_option]"
        ],
    ),
    "empty-block": (
        "```{note}\n```\n",
        ["3: {note} is empty: write its text between its fences, or delete it [docutils]"],
    ),
    "empty-table": (
        "```{table}\n```\n",
        ["3: {table} is empty: write its text between its fences, or delete it [docutils]"],
    ),
    "rows": (
        "```{list-table}\n* - a\n  - b\n* - c\n```\n",
        [
            "3: {list-table} cannot be read (uniform two-level bullet list expected, but row 2 "
            "does not contain the same number of items as row 1 (1 vs 2)): write it in that form "
            "[docutils]"
        ],
    ),
    "csv": (
        "```{csv-table}\n:file: nope.csv\n```\n",
        [
            '3: {csv-table}: there is no file "docs/nope.csv": give a path relative to the folder '
            "that make is run in [docutils]"
        ],
    ),
    "grid": (
        "::::{grid} 2\n\ntext\n\n::::\n",
        ["5: only {grid-item} can stand in {grid}: put what stands here into one [design.grid]"],
    ),
    "tab-item": (
        ":::{tab-item} A\nx\n:::\n",
        [
            "3: {tab-item} stands outside of a {tab-set}: put one around it, with one colon more "
            "[design.tab]"
        ],
    ),
    "include": (
        "```{include} nope.md\n```\n",
        ['3: there is no file "nope.md" to include: give a path relative to this page [docutils]'],
    ),
    "included-by-itself": (
        "```{include} included-by-itself.md\n```\n",
        [
            "3: {include}: included-by-itself.md includes itself: delete that, or include another "
            "file [groundwork.includes-itself]"
        ],
    ),
    "short": (
        "```{short} nope\n```\n",
        [
            '3: unknown short "nope": shorts are named as their files in docs/shorts, without .md '
            "[groundwork.unknown-short]"
        ],
    ),
    "lines": (
        "```{code-block} python\n:emphasize-lines: 99\n\nx\n```\n",
        ['3: the code has lines 1-1 only, not "99": mend the option'],
    ),
    "braces": (
        "```{note\nx\n```\n",
        [
            '3: the head of the block, "{note", lacks its closing brace: write {note} '
            "[misc.highlighting_failure]"
        ],
    ),
    # Names
    "role": (
        "See {emphasi}`x`.\n",
        ['3: no role is named "emphasi": did you mean "emphasis"? [myst.role_unknown]'],
    ),
    "role-of-domain": (
        "See {footcit:p}`knuth1984`.\n",
        ['3: no role is named "footcit:p": did you mean "footcite:p"? [myst.role_unknown]'],
    ),
    "head-without-a-space": (
        "```{note}Title\nx\n```\n",
        [
            '3: "{note}Title" is no head of a block: write a space between, ```{note} Title '
            "[misc.highlighting_failure]"
        ],
    ),
    "host-alone": (
        "See [it](//a.example/b).\n",
        [
            '3: "//a.example/b" says not how its host is asked: write https://a.example/b '
            "[myst.xref_missing]"
        ],
    ),
    "rows-missing": (
        "```{list-table}\n```\n",
        ["3: {list-table} is empty: write its text between its fences, or delete it [docutils]"],
    ),
    "language": (
        "```pyhton\nx\n```\n",
        ['3: no language is named "pyhton": did you mean "python"? [misc.highlighting_failure]'],
    ),
    "image": (
        "![A picture](posts/alpha/phto.png)\n",
        [
            '3: there is no image "posts/alpha/phto.png": did you mean "posts/alpha/photo.png"? '
            "[image.not_readable]"
        ],
    ),
    "image-elsewhere": (
        "![A picture](photo.png)\n",
        [
            '3: there is no image "photo.png": give a path relative to this page '
            "[image.not_readable]"
        ],
    ),
    "images-side-by-side": (
        "Words.\n\n![A](one.png) ![B](two.png)\n",
        [
            f'5: there is no image "{name}.png": give a path relative to this page '
            "[image.not_readable]"
            for name in ("one", "two")
        ],
    ),
    "download": (
        "A {download}`file.zip`.\n",
        [
            '3: there is no file "file.zip" to download: give a path relative to this page '
            "[download.not_readable]"
        ],
    ),
    "directive-in-a-line": (
        "Words {figure}`photo.png`.\n",
        [
            "3: {figure} is a directive, and stands in no line: write ```{figure} and its end "
            "[myst.role_unknown]"
        ],
    ),
    "number-of-no-formula": (
        "See {math:numref}`nope`.\n",
        [
            '3: no section, figure, equation or theorem has the label "nope": write (nope)= before '
            "what it names [ref.numref]"
        ],
    ),
    "image-folder": (
        "![A picture](posts)\n",
        ['3: the image "posts" is a folder: name a file in it [image.not_readable]'],
    ),
    "image-undescribed": (
        "Text\n\n![](posts/alpha/photo.png)\n",
        [
            '5: the image "photo.png" has no text for readers who cannot see it: describe it '
            "between the brackets, ![A cat](…), or write ![](…){.decoration} if it says nothing "
            "[groundwork.missing-alt]"
        ],
    ),
    "image-ornament": ("![](posts/alpha/photo.png){.decoration}\n", []),
    "citation": (
        "A {footcite:p}`knuht1984`.\n\n```{footbibliography}\n```\n",
        [
            '3: docs/references.bib has no entry "knuht1984": did you mean "knuth1984"? '
            "[bibtex.key_not_found]"
        ],
    ),
    "citation-without-list": (
        "A {cite}`knuth1984`.\n",
        [
            "3: {cite} cites what a {bibliography} lists, and no page has one: write "
            "{footcite:p}, and {footbibliography} at the end of the page [bibtex.key_not_found]"
        ],
    ),
    "citation-without-notes": (
        "Text.\n\nA {footcite:p}`knuth1984`.\n",
        [
            "5: the page cites and has no {footbibliography}: write one at its end "
            "[groundwork.no-footbibliography]"
        ],
    ),
    "toctree": (
        "```{toctree}\nabot\n```\n",
        [
            '3: the toctree lists "abot", and there is no page abot.md: did you mean "about"? '
            "[toc.not_readable]"
        ],
    ),
    # References
    "label": (
        "See [x](#nope) and [](#nope).\n",
        [f'3: {LABEL} "nope": write (nope)= before what it names [groundwork.unknown-label]'],
    ),
    "label-near": (
        "See [](#frist-section).\n",
        [f'3: {LABEL} "frist-section": did you mean "first-section"? [groundwork.unknown-label]'],
    ),
    "label-of-role": (
        "See {ref}`frist-section` and {numref}`frist-section`.\n",
        [f'3: {LABEL} "frist-section": did you mean "first-section"? [ref.ref]'],
    ),
    "label-of-paragraph": (
        "(here)=\nA paragraph.\n\nSee [](#here), {ref}`here` and [it](#here).\n",
        [
            f'6: what the label "here" stands before {NO_TITLE}, [words](#here) '
            "[groundwork.unknown-label]",
        ],
    ),
    "label-of-figure": (
        "```{figure} posts/alpha/photo.png\n:name: bare\n:alt: x\n```\n\nSee [](#bare).\n",
        [
            f'8: what the label "bare" stands before {NO_TITLE}, [words](#bare) '
            "[groundwork.unknown-label]"
        ],
    ),
    "label-twice": (
        "(aa)=\n## One\n\n(aa)=\n## Two\n",
        ['6: the label "aa" stands twice on this page: rename one of the two [docutils]'],
    ),
    "label-of-two-theorems": (
        ":::{prf:theorem}\n:label: bb\n\nx\n:::\n\n:::{prf:theorem}\n:label: bb\n\nx\n:::\n",
        ['10: the label "bb" stands twice on this page: rename one of the two [docutils]'],
    ),
    "label-of-two-lines": (
        "$$\n\\begin{align}\nx \\label{eq:d} \\\\\ny \\label{eq:d}\n\\end{align}\n$$\n",
        ['6: the label "eq-d" stands twice on this page: rename one of the two [docutils]'],
    ),
    "label-of-two-equations": (
        "$$\nx\n$$ (cc)\n\n$$\ny\n$$ (cc)\n",
        ['9: the label "cc" stands twice on this page: rename one of the two [docutils]'],
    ),
    "number": ("(sec)=\n## A section\n\nSee {numref}`sec`.\n", []),
    "page": (
        "See [](nope).\n",
        [f'3: there is no page or file "nope": {NOTHING} [myst.xref_missing]'],
    ),
    "page-near": (
        "See [x](abuot.md).\n",
        ['3: there is no page or file "abuot.md": did you mean "about.md"? [myst.xref_missing]'],
    ),
    "page-as-published": (
        "See [x](about.html).\n",
        ['3: "about.html" names no source: write about.md [myst.xref_missing]'],
    ),
    "place-of-page": (
        "See [x](about.md#nope).\n",
        [
            '3: about.md has no place "nope": write (nope)= before it there, and [](#nope) here '
            "[myst.xref_missing]"
        ],
    ),
    "empty-link": (
        "See [x]().\n",
        [
            "3: the link leads nowhere: write an address, a page or a #label in its brackets "
            "[myst.xref_missing]"
        ],
    ),
    "scheme": (
        "See [x](doi:10.1).\n",
        [
            '3: "doi:" is no beginning of an address that a link may have: write https:, http: or '
            "mailto: [myst.xref_missing]"
        ],
    ),
    "draft": (
        "See [](#hidden), [x](posts/alpha/hidden.md) and {doc}`posts/alpha/hidden`.\n",
        [
            "3: the link leads to posts/alpha/hidden, which is a draft: publish that first, or "
            "take the link out [myst.xref_missing]",
            '3: the label "hidden" is on posts/alpha/hidden, which is a draft: publish that first, '
            "or take the link out [groundwork.unknown-label]",
        ],
    ),
    "future": (
        "See [](#eq-later).\n",
        [
            '3: the label "eq-later" is on posts/alpha/later, which waits for 2999-01-01: publish '
            "that first, or take the link out [groundwork.unknown-label]"
        ],
    ),
    "note": (
        "A note[^nope].\n",
        [
            '3: the page has no note "nope": write [^nope]: and its text on a line of its own '
            "[docutils]"
        ],
    ),
    "note-twice": (
        "A note[^a].\n\n[^a]: One.\n\n[^a]: Two.\n",
        ["7: the note [^a] has two texts: rename one of the two [ref.footnote]"],
    ),
    "note-unused": (
        "Text.\n\n[^a]: One.\n",
        [
            "5: nothing refers to this note: write its mark [^name] where it belongs, or delete "
            "it [ref.footnote]"
        ],
    ),
    # Text
    "level": (
        "## A\n\n#### B\n",
        ["5: a heading #### stands below one of ##: write ###, one level deeper [myst.header]"],
    ),
    "rule": (
        "---\n\ntext\n",
        [
            "3: a rule --- parts two texts, and there is none on one of its sides: delete it "
            "[docutils]"
        ],
    ),
    "formula": (
        "A $\\foo$ b.\n",
        [
            '3: formula: Undefined control sequence: \\foo, at "\\foo": mend it, or give it a '
            "meaning in katex_macros of conf.py [groundwork.formula]"
        ],
    ),
    "unforeseen": (
        "{rfc}`yy` and ```{x\n\n{raw}`x`\n",
        [
            '3: "yy" is no number of a RFC: write the number alone [docutils]',
            "5: {raw} passes markup by everything that the site checks: write Markdown, or allow "
            "it in conf.py, allow_raw = True [groundwork.raw]",
        ],
    ),
    # Endings of lines as other systems write them count as one.
    "windows": (
        "text\r\n\r\n## Two\r\n\r\n[](#nope)\r\n",
        [f'7: {LABEL} "nope": write (nope)= before what it names [groundwork.unknown-label]'],
    ),
}
IN_LINE = re.compile(r"([\w/.-]+):(\d+): (?:WARNING|ERROR|CRITICAL): (.*)")


@pytest.fixture(scope="module")
def told(tmp_path_factory: pytest.TempPathFactory) -> Result:
    """A site with a page for each case."""
    hidden = post("hidden").replace("level:", "draft: true\nlevel:")
    files = {
        "posts/alpha/hidden.md": hidden,
        "posts/alpha/later.md": post("later", date="2999-01-01"),
        **{f"{name}.md": f"# Page {name}\n\n{body}" for name, (body, _) in CASES.items()},
    }
    project = sample(tmp_path_factory.mktemp("told"))
    for name, text in files.items():
        (project.docs / name).write_bytes(text.encode())
    return project.build(jobs=2)


@pytest.fixture(scope="module")
def by_page(told: Result) -> dict[str, list[str]]:
    """What was told of each page as "line: text", sorted."""
    found: dict[str, list[str]] = defaultdict(list)
    for line in told.output.splitlines():
        form = IN_LINE.fullmatch(line)
        assert form, f"no message, or one of several lines: {line}"
        found[form[1]].append(f"{form[2]}: {form[3]}")
    return {page: sorted(lines) for page, lines in found.items()}


@pytest.mark.parametrize("name", CASES)
def test_mistake_is_told_once_with_a_remedy(name: str, by_page: dict[str, list[str]]) -> None:
    assert by_page.get(f"{name}.md", []) == sorted(CASES[name][1])


def test_nothing_else_is_told(by_page: dict[str, list[str]]) -> None:
    assert set(by_page) == {f"{name}.md" for name, (_, expected) in CASES.items() if expected}


def test_a_number_can_be_asked_for_as_elsewhere(told: Result) -> None:
    assert "See A section." in select_first(told.page("number"), "article").text


def test_words_of_ones_own_lead_to_a_paragraph(told: Result) -> None:
    link = select_first(told.page("label-of-paragraph"), 'article a[href="#here"]')
    assert link.text == "it"


def test_ornament_is_passed_over(told: Result) -> None:
    assert select_first(told.page("image-ornament"), "article img")["alt"] == ""
