"""Questions: asked where they belong, named by labels, and out of the text."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.support.pages import article, attribute, links, select_first, texts
from tests.support.project import Result
from tests.support.questions import FIRST, IN_PLACE, OF_THEOREM, OTHERS, SHORT, asking
from tests.support.sample import FILES, sample


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Result:
    """A site with questions of each kind, built."""
    files = {**asking(), "about.md": FILES["about.md"] + OTHERS}
    result = sample(tmp_path_factory.mktemp("site"), files).build(jobs=2)
    assert result.warnings == []
    return result


def labels(site: Result, page: str) -> list[str]:
    """Return the labels of the questions on *page*."""
    return [attribute(one, "data-recall") for one in article(site, page).select("details.question")]


def test_question_is_asked_in_its_place_and_that_of_a_theorem_at_the_end(site: Result) -> None:
    assert labels(site, "posts/alpha/first") == ["q-left", "thm-first"]
    here, theorem = article(site, "posts/alpha/first").select("details.question")
    assert select_first(here, "summary").get_text() == "What is left?"
    assert links(here, "a") == ["second.html#second-section"]
    assert select_first(theorem, "summary em").get_text() == "hold"
    assert len(theorem.select(".katex")) == 1
    # What is asked of a theorem leads to it.
    assert texts(theorem, ".facts a") == ["Theorem 1"]
    assert links(theorem, ".facts a") == ["#thm-first"]


def test_short_asks_its_own_question_at_its_foot(site: Result) -> None:
    assert labels(site, "shorts/one") == ["short-one"]
    question = select_first(article(site, "shorts/one"), "details.question")
    assert select_first(question, "summary").select(".katex")
    assert links(question, "a") == ["../posts/alpha/first.html#first-section"]


def test_other_pages_ask_by_label_and_say_what_it_is_about(site: Result) -> None:
    assert labels(site, "about") == ["thm-first", "short-one"]
    theorem, short = article(site, "about").select("details.question")
    assert links(theorem, ".facts a") == ["posts/alpha/first.html#thm-first"]
    assert links(short, ".facts a") == ["shorts/one.html"]
    assert "posts/alpha/first.html#first-section" in links(short, "a")


def test_questions_are_no_part_of_the_text(site: Result, tmp_path: Path) -> None:
    plain = sample(tmp_path).build(jobs=2)
    for page in ("posts/alpha/first", "shorts/one"):
        here, there = (texts(article(one, page), ".facts .fact") for one in (site, plain))
        assert here == there
    theorem = select_first(article(site, "posts/alpha/first"), ".theorem")
    assert (
        theorem.get_text()
        == select_first(article(plain, "posts/alpha/first"), ".theorem").get_text()
    )


def test_markdown_and_feed_have_question_and_answer(site: Result) -> None:
    for text in (site.text("posts/alpha/first.md"), site.text("atom.xml")):
        assert text.index("What is left?") < text.index("As many as before")


@pytest.mark.parametrize(
    ("files", "warning"),
    [
        (
            asking("\n```{recall} thm-frist\n```\n"),
            f'{FIRST}:36: WARNING: unknown question "thm-frist": did you mean "thm-first"?',
        ),
        (
            asking("\n```{recall} nothing\n```\n"),
            f'{FIRST}:36: WARNING: unknown question "nothing": theorems and shorts are named that '
            "have a question, and questions by their label",
        ),
        (
            asking(IN_PLACE.replace(":label: q-left\n", "")),
            f"{FIRST}:36: WARNING: the question has no label: write :label: and a name that it "
            "keeps",
        ),
        (
            asking("\n:::{question} What is left?\n:label: q-left\n:::\n"),
            f"{FIRST}:36: WARNING: the question has no answer: write it below, in one to three "
            "sentences",
        ),
        (
            asking(IN_PLACE + IN_PLACE),
            f'{FIRST}:42: WARNING: the question "q-left" is also one of posts/alpha/first: change '
            "one label",
        ),
        (
            asking(IN_PLACE.replace("As many", "As many [^1]") + "\n[^1]: A note.\n"),
            f"{FIRST}:36: WARNING: a question is asked on other pages too, which have no notes, "
            "pictures or labels of this one: say it in words, formulas and links",
        ),
        (
            {FIRST: FILES[FIRST].replace(":label: thm-first\n", OF_THEOREM.rpartition(":a")[0])},
            f"{FIRST}:21: WARNING: :question: and :answer: go together: write both, or none",
        ),
        (
            {"about.md": "# A\n\n:::{prf:lemma}\n:question: Q?\n:answer: A.\n\nL.\n:::\n"},
            "about.md:3: WARNING: a question is known by the label of its theorem: write :label: "
            "as well",
        ),
        (
            {SHORT: FILES[SHORT].replace("distils:", "question: Why?\ndistils:")},
            f'{SHORT}:6: WARNING: "question" without "answer": write the answer as well',
        ),
        (
            {SHORT: FILES[SHORT].replace("distils:", "answer: So.\ndistils:")},
            f'{SHORT}:6: WARNING: "answer" without "question": write the question as well',
        ),
    ],
)
@pytest.mark.many(3)
def test_what_is_wrong_is_told_in_one_line(
    files: dict[str, str], warning: str, tmp_path: Path
) -> None:
    assert [line.partition(" [")[0] for line in sample(tmp_path, files).build().warnings] == [
        warning
    ]


HOSTILE = r"""
:::::{question} Why [](#nowhere) and {prf:ref}`first-section` and $\undefined$?
:label: q-out

Outer answer.

::::{question} Inner *words*?
:label: q-in

Inner answer.
::::

::::{prf:lemma}
:label: lem-in

A lemma.
::::
:::::

```{include} ../../part.txt
```

```{recall} q-out, q-out
```
"""
PART = ":::{question} Included?\n:label: q-part\n:::\n\n> :::{detour} \n> :::\n"


def test_question_is_told_of_once_where_it_is_written(tmp_path: Path) -> None:
    elsewhere = FILES["about.md"] + "\n```{recall} q-out\n```\n"
    files = {**asking(HOSTILE), "part.txt": PART, "about.md": elsewhere}
    result = sample(tmp_path, files).build()
    told = [one.partition(" [groundwork.")[0].split(" WARNING: ") for one in result.warnings]
    assert [(place, text[:48]) for place, text in told] == [
        (f"{FIRST}:41:", "a question stands in the answer of another one: "),
        (f"{FIRST}:36:", "a question is asked on other pages too, which ha"),
        ("part.txt:1:", "the question has no answer: write it below, in o"),
        ("part.txt:5:", "a detour without content stands below the headin"),
        (f"{FIRST}:36:", "no section, figure, equation or theorem has the "),
        (f"{FIRST}:36:", 'the label "first-section" is not that of a theor'),
        (f"{FIRST}:36:", r"formula: Undefined control sequence: \undefined,"),
    ]
    text = article(result, "posts/alpha/first").get_text()
    assert all(words in text for words in ("Inner words?", "Inner answer.", "Included?"))


def test_question_without_answer_loses_no_word(tmp_path: Path) -> None:
    files = asking("\n:::{question} What is left?\n:label: q-left\n:::\n")
    result = sample(tmp_path, files).build()
    assert "What is left?" in article(result, "posts/alpha/first").get_text()


def test_book_has_questions_and_no_scripts_of_theirs(tmp_path: Path) -> None:
    result = sample(tmp_path, asking()).build(builder="epub")
    assert result.warnings == []
    text = result.text("posts/alpha/first.xhtml")
    assert text.index("What is left?") < text.index("As many as before")
