"""Begin a new post or short: ``python -m extensions.newpage post --title "A title"``.

What is not given is asked for on the terminal.  The file that is written is a draft and
passes every check of its front matter.
"""

from __future__ import annotations

import argparse
import datetime
import re
import sys
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Any

import yaml

from .frontmatter import LEVELS, Kind, kind_of, read, slugify
from .frontmatter.fields import FEWEST_TAGS, MOST_TAGS, did_you_mean
from .frontmatter.nodes import shown
from .vocabulary import Vocabulary, check, load

AUTHORS = ["Groundwork"]
SUMMARY = "Say here in one sentence what the reader will know at the end of this post."
CLAIM = "Say here the one idea of this short in one sentence that can be true or false."

_FENCE = re.compile(r"\s*(`{3,}|:{3,})\{toctree\}")
_SPECIAL = re.compile(r"[\\`*_{}\[\]<>$&~|!#^]")


class RefusalError(Exception):
    """The page cannot be begun; the text says why, in one line."""


def main(argv: Sequence[str] | None = None) -> int:
    """Write the page that *argv* asks for; 0 if it is written, 2 if it is refused."""
    arguments = _parser().parse_args(argv)
    try:
        path = _begin(arguments)
    except RefusalError as refusal:
        print(f"error: {refusal}", file=sys.stderr)
        return 2
    print(path)
    return 0


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="python -m extensions.newpage", description=__doc__)
    kinds = parser.add_subparsers(dest="kind", required=True)
    post = kinds.add_parser("post", help="a long piece")
    post.add_argument("--series", help="the folder of its series; none if left out")
    short = kinds.add_parser("short", help="a piece of one idea")
    short.add_argument("--topic", help="a topic of the vocabulary")
    for kind in (post, short):
        kind.add_argument("--title")
        kind.add_argument("--tags", help=f"{FEWEST_TAGS} to {MOST_TAGS}, joined by commas")
        kind.add_argument("--docs", type=Path, default=Path("docs"), help="default: docs")
        kind.add_argument("--date", type=datetime.date.fromisoformat, help="default: today")
    return parser


def _begin(arguments: argparse.Namespace) -> Path:
    """Ask for what is missing, check all of it, and only then write."""
    vocabulary = _vocabulary(arguments.docs)
    title = _title(arguments.title)
    slug = slugify(title)
    tags = _tags(arguments.tags, vocabulary)
    date = arguments.date or datetime.date.today()
    if arguments.kind == Kind.SHORT:
        topic = _topic(arguments.topic, vocabulary)
        docname, text = f"shorts/{slug}", _short(title, slug, date, tags, topic)
        index = None
    else:
        series = _series(arguments.series, arguments.docs)
        docname = f"posts/{series}/{slug}" if series else f"posts/{slug}"
        text = _post(title, slug, date, tags)
        index = arguments.docs / "posts" / series / "index.md" if series else None
    path: Path = arguments.docs / f"{docname}.md"
    _verify(path, text, docname, arguments.kind, vocabulary)
    listing = _listed(index, slug) if index else ""
    path.parent.mkdir(parents=True, exist_ok=True)
    _write(path, text)
    if index:
        _write(index, listing)
    return path


def _verify(path: Path, text: str, docname: str, kind: str, vocabulary: Vocabulary) -> None:
    """Refuse what exists, and what the build would refuse."""
    if path.exists():
        raise RefusalError(f"{path} exists: choose another title")
    if kind_of(docname) != kind:
        raise RefusalError(f"{path} is the place of an index: choose another title")
    reading = read(text, docname)
    for message in (*reading.messages, *check(reading, vocabulary)):
        raise RefusalError(message.text)


def _vocabulary(docs: Path) -> Vocabulary:
    path = docs / "vocabulary.yml"
    if not path.is_file():
        raise RefusalError(f"{path} is missing: give the folder of the sources with --docs")
    vocabulary, messages = load(path.read_text("utf-8"))
    for message in messages:
        raise RefusalError(f"{path}:{message.line}: {message.text}")
    return vocabulary


def _given(value: str | None, argument: str, question: str) -> str:
    """The *value* of an argument, or the answer to *question* on a terminal."""
    if value is None and not sys.stdin.isatty():
        raise RefusalError(f"{argument} is missing: give it, or run this on a terminal")
    try:
        answer = input(question) if value is None else value
    except EOFError:
        raise RefusalError(f"{argument} was not answered: nothing is written") from None
    return " ".join(answer.split())


def _title(value: str | None) -> str:
    title = _given(value, "--title", "Title: ")
    if not title:
        raise RefusalError("the title is empty: write one")
    return title


def _tags(value: str | None, vocabulary: Vocabulary) -> list[str]:
    answer = _given(value, "--tags", _question("Tags, joined by commas", vocabulary.tags))
    tags = [tag.strip() for tag in answer.split(",") if tag.strip()]
    for tag in tags:
        _known("tag", tag, vocabulary.tags)
    return tags


def _topic(value: str | None, vocabulary: Vocabulary) -> str:
    topic = _given(value, "--topic", _question("Topic", vocabulary.topics))
    return _known("topic", topic, vocabulary.topics)


def _series(value: str | None, docs: Path) -> str:
    """The series; empty for a post without one."""
    folders = sorted(path.parent.name for path in (docs / "posts").glob("*/index.md"))
    if value is None and not sys.stdin.isatty():
        return ""
    series = _given(value, "--series", _question("Series (empty for none)", folders))
    return _known("series", series, folders) if series else ""


def _question(what: str, choices: Iterable[str]) -> str:
    return f"{what}\n  one of: {', '.join(choices)}\n> "


def _known(what: str, name: str, choices: Iterable[str]) -> str:
    if name in choices:
        return name
    otherwise = f": choose from {', '.join(choices) or 'none yet'}"
    raise RefusalError(f"unknown {what} {shown(name)}{did_you_mean(name, choices, otherwise)}")


def _post(title: str, slug: str, date: datetime.date, tags: list[str]) -> str:
    fields = {
        "date": date,
        "tags": tags,
        "summary": SUMMARY,
        "authors": AUTHORS,
        "level": LEVELS[0],
        "draft": True,
    }
    body = "Say what the question is and why it is worth asking.\n\n## The first step\n\nBegin.\n"
    return _page(fields, slug, title, body)


def _short(title: str, slug: str, date: datetime.date, tags: list[str], topic: str) -> str:
    fields = {
        "date": date,
        "tags": tags,
        "topic": topic,
        "claim": CLAIM,
        "distils": None,
        "authors": AUTHORS,
        "draft": True,
    }
    return _page(fields, f"short-{slug}", title, "Show why the claim holds.\n")


def _page(fields: dict[str, Any], label: str, title: str, body: str) -> str:
    front = yaml.safe_dump(
        fields, sort_keys=False, allow_unicode=True, default_flow_style=None, width=10_000
    )
    return f"---\n{front}---\n\n({label})=\n# {_markdown(title)}\n\n{body}"


def _markdown(text: str) -> str:
    """*text* as Markdown that shows it as it is."""
    return _SPECIAL.sub(r"\\\g<0>", text)


def _listed(index: Path, slug: str) -> str:
    """The text of *index* with *slug* as the last entry of its toctree."""
    text = _read(index)
    end_of_line = "\r\n" if "\r\n" in text else "\n"
    lines = text.split(end_of_line)
    start, end = _toctree(lines, index)
    while end - 1 > start and not lines[end - 1].strip():
        end -= 1
    entry = [slug]
    if end - 1 == start or lines[end - 1].lstrip().startswith(":"):
        entry.insert(0, "")  # Options end at an empty line.
    return end_of_line.join(lines[:end] + entry + lines[end:])


def _toctree(lines: list[str], index: Path) -> tuple[int, int]:
    """The numbers of the first and last line of the toctree in *lines*."""
    for start, line in enumerate(lines):
        if opened := _FENCE.match(line):
            for end in range(start + 1, len(lines)):
                if lines[end].strip().startswith(opened[1]) and not lines[end].strip(" `:"):
                    return start, end
    raise RefusalError(f"{index} has no closed toctree: add one for the order of the series")


def _read(path: Path) -> str:
    # As bytes, so that the line ends of the file stay as they are.
    return path.read_bytes().decode("utf-8")


def _write(path: Path, text: str) -> None:
    path.write_bytes(text.encode("utf-8"))


if __name__ == "__main__":
    sys.exit(main())
