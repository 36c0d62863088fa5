"""A new page passes every check and shows its title as it was given."""

from __future__ import annotations

import io
from pathlib import Path

import pytest
from markdown_it import MarkdownIt
from mdit_py_plugins.dollarmath import dollarmath_plugin
from mdit_py_plugins.front_matter import front_matter_plugin
from mdit_py_plugins.myst_blocks import myst_block_plugin

from extensions.model.frontmatter import Post, Short, read, slugify
from extensions.model.vocabulary import check, load
from extensions.tools.new_page import main
from tests.support.project import SITE
from tests.tools.terminal import Terminal

INDEX = "# Series\n\n```{toctree}\n:numbered:\n\nfirst\nsecond\n```\n\nEnd.\n"
VOCABULARY = """\
tracks:
  learning: {title: Learning, line: How machines learn.}
topics:
  losses: {title: Losses, line: What a loss asks., track: learning}
  tensors: {title: Tensors, line: Numbers in a box., track: learning}
tags:
  attention: {title: Attention, line: Who looks at whom.}
  memory: {title: Memory, line: Where numbers lie.}
  meta: {title: Meta, line: Of this site.}
"""


@pytest.fixture
def docs(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    folder = tmp_path / "docs"
    index = folder / "posts" / "basics" / "index.md"
    index.parent.mkdir(parents=True)
    index.write_text(INDEX, "utf-8")
    (folder / "vocabulary.yml").write_text(VOCABULARY, "utf-8")
    (tmp_path / "site.toml").write_text(SITE, "utf-8")
    monkeypatch.setattr("sys.stdin", io.StringIO())
    return folder


def _run(docs: Path, *arguments: str) -> int:
    return main([*arguments, "--docs", str(docs), "--date", "2026-05-10"])


def _faults(docs: Path, path: Path) -> list[object]:
    docname = path.relative_to(docs).with_suffix("").as_posix()
    reading = read(path.read_text("utf-8"), docname)
    vocabulary, _ = load(VOCABULARY)
    return [*reading.messages, *check(reading, vocabulary)]


@pytest.mark.parametrize(
    "title",
    [
        "Plain",
        'She said "yes": it\'s C:\\path',
        "Costs $5 and $6, *not* _more_",
        "A {{ key }} <b> & &amp; [link](x) `code` ~~s~~ #",
        "1. First | second ^ third!",
        "🙂 emoji",
        "تعلم عميق",
    ],
)
@pytest.mark.parametrize("kind", ["post", "short"])
def test_title_round_trips(
    docs: Path, capsys: pytest.CaptureFixture[str], kind: str, title: str
) -> None:
    topic = ["--topic", "losses"] if kind == "short" else []
    assert _run(docs, kind, "--title", title, "--tags", "attention, memory", *topic) == 0
    path = docs / f"{kind}s" / f"{slugify(title)}.md"
    assert capsys.readouterr().out == f"{path}\n"
    assert _faults(docs, path) == []
    parser = MarkdownIt().use(front_matter_plugin).use(myst_block_plugin).use(dollarmath_plugin)
    tokens = parser.parse(path.read_text("utf-8"))
    assert tokens[1].content == f"{'short-' if kind == 'short' else ''}{slugify(title)}"
    assert [child.type for child in tokens[3].children or []].count("text") >= 1
    assert "".join(child.content for child in tokens[3].children or []) == title


def test_post_in_a_series(docs: Path) -> None:
    arguments = ["--title", "Third", "--tags", "meta,memory", "--series", "basics"]
    assert _run(docs, "post", *arguments) == 0
    path = docs / "posts" / "basics" / "third.md"
    text = path.read_text("utf-8")
    record = read(text, "posts/basics/third").record
    assert isinstance(record, Post)
    assert (record.draft, record.level, record.authors) == (True, "foundation", ("An author",))
    assert "(third)=\n# Third\n" in text
    assert "\n## " in text
    index = (docs / "posts" / "basics" / "index.md").read_text("utf-8")
    assert index == INDEX.replace("second\n", "second\nthird\n")


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("```{toctree}\n```\n", "```{toctree}\n\nthird\n```\n"),
        (":::{toctree}\n:numbered:\n:::\n", ":::{toctree}\n:numbered:\n\nthird\n:::\n"),
        ("```{toctree}\r\n\r\na\r\n\r\n```\r\n", "```{toctree}\r\n\r\na\r\nthird\r\n\r\n```\r\n"),
    ],
)
def test_entry_in_a_toctree(docs: Path, before: str, after: str) -> None:
    index = docs / "posts" / "basics" / "index.md"
    index.write_bytes(before.encode())
    arguments = ["--title", "Third", "--tags", "meta,memory", "--series", "basics"]
    assert _run(docs, "post", *arguments) == 0
    assert index.read_bytes().decode() == after


TAGS = ["--tags", "meta,memory"]


@pytest.mark.parametrize(
    ("arguments", "error"),
    [
        (["post", *TAGS], "TITLE is missing: give it, or run this on a terminal"),
        (["post", "--title", "T"], "TAGS is missing: give it, or run this on a terminal"),
        (
            ["short", "--title", "T", *TAGS],
            "TOPIC is missing: give it, or run this on a terminal",
        ),
        (["post", "--title", " ", *TAGS], "the title is empty: write one"),
        (
            ["post", "--title", "T", "--tags", "meta,memori"],
            'unknown tag "memori": did you mean "memory"?',
        ),
        (["post", "--title", "T", "--tags", "meta"], "1 tag is too few: write 2 to 5"),
        (
            ["short", "--title", "T", "--topic", "loses", *TAGS],
            'unknown topic "loses": did you mean "losses"?',
        ),
        (
            ["post", "--title", "T", "--series", "basic", *TAGS],
            'unknown series "basic": did you mean "basics"?',
        ),
        (
            ["post", "--title", "T", "--series", "zzz", *TAGS],
            'unknown series "zzz": choose from basics, plain',
        ),
        (
            ["post", "--title", "T", "--series", "bare", *TAGS],
            'unknown series "bare": choose from basics, plain',
        ),
        (
            ["post", "--title", "T", "--series", "plain", *TAGS],
            "DOCS/posts/plain/index.md has no closed toctree: add one for the order of the series",
        ),
        (
            ["post", "--title", "Index", *TAGS],
            "DOCS/posts/index.md is the place of an index: choose another title",
        ),
        (
            ["post", "--title", "Taken", *TAGS],
            "DOCS/posts/taken.md exists: choose another title",
        ),
    ],
)
def test_refusals_write_nothing(
    docs: Path, capsys: pytest.CaptureFixture[str], arguments: list[str], error: str
) -> None:
    (docs / "posts" / "bare").mkdir()
    (docs / "posts" / "plain").mkdir()
    (docs / "posts" / "plain" / "index.md").write_text("# Plain\n", "utf-8")
    (docs / "posts" / "taken.md").write_text("mine", "utf-8")
    before = {path: path.is_file() and path.read_bytes() for path in docs.rglob("*")}
    assert _run(docs, *arguments) == 2
    assert capsys.readouterr().err == f"error: {error.replace('DOCS', str(docs))}\n"
    assert {path: path.is_file() and path.read_bytes() for path in docs.rglob("*")} == before


def test_missing_and_broken_vocabulary(docs: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = docs / "vocabulary.yml"
    path.write_text("- a\n", "utf-8")
    assert _run(docs, "post") == 2
    path.unlink()
    assert _run(docs, "post") == 2
    assert capsys.readouterr().err == (
        f"error: {path}:1: the vocabulary is a list: make it a mapping\n"
        f"error: {path} is missing: give the folder of the sources with --docs\n"
    )


def test_asks_on_a_terminal(
    docs: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr("sys.stdin", Terminal("A title\nmeta, memory\nlosses\n"))
    assert _run(docs, "short") == 0
    out = capsys.readouterr().out
    assert "Topic\n  one of: losses, tensors" in out
    record = read((docs / "shorts" / "a-title.md").read_text("utf-8"), "shorts/a-title").record
    assert isinstance(record, Short)
    assert (record.topic, record.distils, record.draft) == ("losses", None, True)


def test_end_of_input_on_a_terminal(
    docs: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr("sys.stdin", Terminal(""))
    assert _run(docs, "post") == 2
    assert capsys.readouterr().err == "error: TITLE was not answered: nothing is written\n"
