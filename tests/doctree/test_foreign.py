"""Pages from other sites: what means nothing here is told with its line and what to write."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import yaml

from extensions.model.frontmatter import read
from tests.support.project import Project, Result
from tests.support.sample import PNG

CASES: list[dict[str, Any]] = yaml.safe_load(
    Path(__file__).parents[1].joinpath("fixtures", "foreign.yml").read_text("utf-8")
)
# Texts that look a little like such marks, and are none.
ORDINARY = r"""
A matrix [[1, 2], [3, 4]], an entry a[[i]], [[1]](https://a.example) and [[known]] too.

[known]: https://a.example

If a == b or c === d, then 5% of 20%, i++ and ++j, C++ and g++, x^2 and y^[2], ~5 and ~6, 10~20.

At 12:30:45, std::vector, a:b:c, <https://a.example/:x:/>, an email a@b.example and @handle.

Sets {a, b}, {1}, {x: 1} and {"a": 1}; $\{x\}$, \{x\}, ${HOME}; the generic List<String>, <Name>.

It waits ... and so on. See `:ref:`, `.. note::`, `[[x]]`, `==x==`, `{#a}`, `{: .b}`, `:smile:`.

The import of goods from China; export of data. !important; what??? No way!!! Yes.

A term
: Its definition: one.

![A cat](photo.png){width=30px} [text](https://a.example){.wide} and [words]{.small}.

## A heading: with {sub}`2` and $\{x\}$

- [ ] open
- [a](https://a.example) b
- [1] c

> *Who?* [sic] asked -- and ++ too.

% A comment of MyST.

The end\
of a line, C:\theta\pi, \_x\_ and 3\times.
"""


@pytest.fixture(scope="module")
def told(tmp_path_factory: pytest.TempPathFactory) -> Result:
    """Each case on a page of its own, below a title; the ordinary text on one more."""
    files = {f"case-{n}.md": f"# Case {n}\n\n{case['text']}\n" for n, case in enumerate(CASES)}
    files["ordinary.md"] = f"# Ordinary\n{ORDINARY}"
    for name, text in PAGES.items():
        files[name] = text
    project = Project(tmp_path_factory.mktemp("foreign"), files)
    (project.docs / "photo.png").write_bytes(PNG)
    return project.build(jobs=2)


def translate_errors(result: Result, page: str) -> list[str]:
    """Return what is told of *page*, in the order of its lines."""
    lines = (line.split(":", 2) for line in result.warnings if line.startswith(f"{page}:"))
    found = sorted((int(number), text) for _, number, text in lines)
    return [f"{number}:{text}" for number, text in found]


def as_told(case: dict[str, Any]) -> Iterator[tuple[int, str]]:
    """Yield the line on its page and the message of what is told of *case*."""
    for one in case["told"]:
        place, _, text = one.partition(": ")
        line, kind = place.split(" ")
        yield int(line) + 2, f" WARNING: {text} [{kind}]"


@pytest.mark.parametrize("number", range(len(CASES)), ids=[case["text"][:20] for case in CASES])
def test_foreign_mark_is_told_with_line_and_remedy(told: Result, number: int) -> None:
    expected = [f"{line}:{text}" for line, text in sorted(as_told(CASES[number]))]
    assert translate_errors(told, f"case-{number}.md") == expected


def test_ordinary_text_is_left_alone(told: Result) -> None:
    assert translate_errors(told, "ordinary.md") == []


def test_nothing_else_is_told(told: Result) -> None:
    pages = {line.partition(".md:")[0] for line in told.output.splitlines()}
    assert pages == {f"case-{n}" for n in range(len(CASES))} | {
        name.removesuffix(".md") for name in PAGES
    }


# Whole pages: how front matter and titles of other sites are told, each fault once.
PAGES = {
    "toml.md": '+++\ntitle = "Of Hugo"\n+++\n\n# Of Hugo\n',
    "json.md": '{\n  "title": "Of JSON"\n}\n\n# Of JSON\n',
    "late.md": "\n---\nsummary: A.\n---\n\n# Late\n",
    "open.md": "---\nsummary: A.\n\n# Open\n",
    "title.md": "---\ntitle: Of Jekyll\nlayout: page\n---\n\nText.\n",
    "posted.md": "---\ntitle: Of Jekyll\ndate: 2026-01-01\nlayout: post\n---\n\n# Posted\n",
    "second.md": "## Before\n\nText.\n\n# Title\n",
}
OF_PAGES = {
    "toml.md": [
        "1: WARNING: the front matter is in another form: write lines of key: value between two "
        "of --- [groundwork.other-front-matter]"
    ],
    "json.md": [
        "1: WARNING: the front matter is in another form: write lines of key: value between two "
        "of --- [groundwork.other-front-matter]"
    ],
    "late.md": [
        '1: WARNING: front matter must begin on the first line: delete what stands before "---" '
        "[groundwork.late-front-matter]"
    ],
    "open.md": [
        '1: WARNING: the front matter is not closed: end it with a line "---" '
        "[groundwork.not-closed]"
    ],
    "title.md": [
        '2: WARNING: unknown key "title": write it as a line "# Title" below the front matter '
        "[groundwork.title-key]",
        '3: WARNING: unknown key "layout": it has no use here: delete it [groundwork.unknown-key]',
    ],
    "posted.md": [
        "3: WARNING: date: these are keys of a post, and here is the place of a page: move the "
        "file to docs/posts, or a folder in it [groundwork.wrong-place]"
    ],
    "second.md": [
        "1: WARNING: a heading stands before the title of the page: write the line of the title, "
        "# Title, above it [groundwork.late-title]"
    ],
}


@pytest.mark.parametrize("name", PAGES)
def test_front_matter_and_titles_of_other_sites_are_told_once(told: Result, name: str) -> None:
    assert translate_errors(told, name) == OF_PAGES[name]


@pytest.mark.parametrize(
    ("docname", "key", "said"),
    [
        ("posts/a", "lastmod", "write updated instead"),
        ("posts/a", "description", "write summary instead"),
        ("shorts/a", "description", "write claim instead"),
        ("a", "categories", "it has no use here: delete it"),
        ("posts/a", "categories", "write tags instead"),
        ("posts/a", "redirects", "write redirect_from instead"),
        ("posts/a", "thumbnail", "write image instead"),
        ("a", "mathjax", "it has no use here: delete it"),
        ("posts/a", "published", "write draft: true for what is not to be published, or delete it"),
        (
            "posts/a",
            "permalink",
            "a page has the address of its file: rename that, or name a former one in "
            "redirect_from",
        ),
        (
            "posts/a",
            "weight",
            "the order of a series is that of the toctree in its index.md: delete the key",
        ),
        (
            "posts/a",
            "series",
            "a post is in the series whose folder it stands in: move the file there",
        ),
    ],
)
def test_key_of_another_site_is_told_with_ours(docname: str, key: str, said: str) -> None:
    messages = read(f"---\n{key}: x\n---\n", docname).messages
    assert f'unknown key "{key}": {said}' in [message.text for message in messages]
