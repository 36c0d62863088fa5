"""Begin a post, a short or a series, each with a command: ``make new-post TITLE="A title"``.

What is not given is asked for on the terminal, and what is wrong is asked for again.  The
file that is written builds at once; a post or a short is a draft.
"""

from __future__ import annotations

import argparse
import datetime
import sys
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

from extensions.lib.site_file import NAME, SiteFileError, read_site
from extensions.model.frontmatter import Kind, Standard, kind_of, read
from extensions.model.vocabulary import Vocabulary, check, load
from extensions.tools.new_page import drafts
from extensions.tools.new_page.answers import RefusalError, answered, one_of, tags_in, title_in
from extensions.tools.new_page.drafts import Customs, markdown, slug_of
from extensions.tools.new_page.reading_order import listed

# Other commands ask in the same way.
__all__ = [
    "RefusalError",
    "answered",
    "listed",
    "main",
    "markdown",
    "one_of",
    "slug_of",
    "title_in",
]


@dataclass(frozen=True)
class Begun:
    """A page that can be written: its ``docname`` and ``text``.

    ``index`` is the page of its series, which is to list it as ``slug``, if it has one.
    """

    docname: str
    text: str
    slug: str
    index: Path | None = None


def main(argv: Sequence[str] | None = None) -> int:
    """Write the page that *argv* asks for; 0 if it is written, 2 if it is refused."""
    arguments = _parser().parse_args(argv)
    return told(lambda: print(_begin(arguments)), arguments.docs)


def told(work: Callable[[], object], docs: Path) -> int:
    """Return 0 after *work*, or 2 after a line that says why it could not be done below *docs*."""
    try:
        work()
    except RefusalError as refusal:
        print(f"error: {refusal}", file=sys.stderr)
    except OSError as error:
        message = f"{error.filename or docs}: {error.strerror}"
        print(f"error: {message}: mend that and begin again", file=sys.stderr)
    except KeyboardInterrupt:
        print("\ninterrupted: nothing is written", file=sys.stderr)
    else:
        return 0
    return 2


@dataclass(frozen=True)
class _Desk:
    """What new pages have to fit in: the sources, the vocabulary and what the site asks for."""

    docs: Path
    vocabulary: Vocabulary
    is_open: bool
    customs: Customs

    @property
    def standard(self) -> Standard:
        return self.customs.standard


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="python -m extensions.tools.new_page.command", description=__doc__
    )
    kinds = parser.add_subparsers(dest="kind", required=True)
    post = kinds.add_parser("post", help="a long piece")
    post.add_argument("--series", help="the folder of its series; none if left out")
    short = kinds.add_parser("short", help="a piece of one idea")
    short.add_argument("--topic", help="a topic of the vocabulary")
    series = kinds.add_parser("series", help="posts in an order of reading")
    series.add_argument("--track", help="a track of the vocabulary")
    for kind in (post, short):
        kind.add_argument("--tags", help="joined by commas")
        kind.add_argument("--date", type=datetime.date.fromisoformat, help="default: today")
    for kind in (post, short, series):
        kind.add_argument("--title")
        kind.add_argument("--docs", type=Path, default=Path("docs"), help="default: docs")
    return parser


def _begin(arguments: argparse.Namespace) -> Path:
    """Ask for what is missing, check all of it, and only then write; return the new file."""
    desk = _desk(arguments.docs)
    title = answered(arguments.title, "TITLE", "Title: ", title_in)
    rest = _rest(arguments, desk)

    def page(answer: str) -> Begun:
        begun = _page(arguments.kind, title_in(answer), rest, desk)
        _verify(begun, arguments.kind, desk)
        return begun

    # Whether a title can be had is known when the series is.
    begun = answered(title, "TITLE", "Title: ", page)
    listing = listed(begun.index, begun.slug) if begun.index else b""
    path = desk.docs / f"{begun.docname}.md"
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(begun.text.encode("utf-8"))
    if begun.index:
        begun.index.write_bytes(listing)
    return path


@dataclass(frozen=True)
class _Rest:
    """What is asked for after the title, as far as the kind of page has it."""

    date: datetime.date
    tags: list[str]
    place: str
    """The series of a post, the topic of a short, the track of a series."""


def _rest(arguments: argparse.Namespace, desk: _Desk) -> _Rest:
    if arguments.kind == Kind.SERIES:
        track = _chosen(arguments.track, "track", desk.vocabulary.tracks, desk)
        return _Rest(datetime.date.min, [], track)
    date = arguments.date or datetime.date.today()

    def fitting(answer: str) -> list[str]:
        tags = tags_in(answer, None if desk.is_open else desk.vocabulary.tags)
        _check(drafts.post("Any", "any", date, tags, desk.customs), "posts/any", desk)
        return tags

    if arguments.tags is None and not desk.standard.tags[0] and not sys.stdin.isatty():
        tags = []
    else:
        question = _question("Tags, joined by commas", desk.vocabulary.tags)
        tags = answered(arguments.tags, "TAGS", question, fitting)
    if arguments.kind == Kind.SHORT:
        place = _chosen(arguments.topic, "topic", desk.vocabulary.topics, desk)
    else:
        place = _series(arguments.series, desk.docs)
    return _Rest(date, tags, place)


def _chosen(value: str | None, noun: str, choices: Iterable[str], desk: _Desk) -> str:
    names = list(choices)
    is_asked = desk.standard.asks_for(noun)
    if value is None and not is_asked and not (names and sys.stdin.isatty()):
        return ""

    def accepted(answer: str) -> str:
        if (desk.is_open and answer) or (not answer and not is_asked):
            return answer
        return one_of(answer, noun, names)

    return answered(value, noun.upper(), _question(noun.capitalize(), names), accepted)


def _series(value: str | None, docs: Path) -> str:
    """The series of a post; empty for none."""
    folders = sorted(path.parent.name for path in (docs / "posts").glob("*/index.md"))
    if value is None and not (folders and sys.stdin.isatty()):
        return ""

    def known(answer: str) -> str:
        if answer:
            listed(docs / "posts" / one_of(answer, "series", folders) / "index.md", "new")
        return answer

    return answered(value, "SERIES", _question("Series (empty for none)", folders), known)


def _question(noun: str, choices: Iterable[str]) -> str:
    names = ", ".join(choices)
    return f"{noun}\n  one of: {names}\n> " if names else f"{noun}: "


def _page(kind: str, title: str, rest: _Rest, desk: _Desk) -> Begun:
    slug = slug_of(title)
    if kind == Kind.SERIES:
        text = drafts.series(title, slug, rest.place, desk.customs)
        return Begun(f"posts/{slug}/index", text, slug)
    if kind == Kind.SHORT:
        text = drafts.short(title, slug, rest.date, rest.tags, rest.place, desk.customs)
        return Begun(f"shorts/{slug}", text, slug)
    text = drafts.post(title, slug, rest.date, rest.tags, desk.customs)
    if not rest.place:
        return Begun(f"posts/{slug}", text, slug)
    index = desk.docs / "posts" / rest.place / "index.md"
    return Begun(f"posts/{rest.place}/{slug}", text, slug, index)


def _verify(begun: Begun, kind: str, desk: _Desk) -> None:
    """Refuse a path that exists, is no place for a page of *kind*, or would give a warning."""
    path = desk.docs / f"{begun.docname}.md"
    if path.exists():
        raise RefusalError(f"{path} exists: choose another title")
    if kind_of(begun.docname) != kind:
        raise RefusalError(f"{path} is the place of an index: choose another title")
    _check(begun.text, begun.docname, desk)


def _check(text: str, docname: str, desk: _Desk) -> None:
    """Refuse what the build would refuse in the front matter of *docname*."""
    reading = read(text, docname, desk.standard)
    unknown = () if desk.is_open else check(reading, desk.vocabulary)
    for message in (*reading.messages, *unknown):
        raise RefusalError(message.text)


def _desk(docs: Path) -> _Desk:
    try:
        site = read_site(docs.parent / NAME)
    except SiteFileError as error:
        raise RefusalError(str(error)) from None
    standard = Standard(frozenset(site.rules.required), site.rules.tags)
    is_open = site.rules.vocabulary == "open"
    path = docs / "vocabulary.yml"
    if not path.is_file() and not (is_open and docs.is_dir()):
        raise RefusalError(f"{path} is missing: give the folder of the sources with --docs")
    text = path.read_text("utf-8") if path.is_file() else ""
    vocabulary, messages = load(text, is_open=is_open)
    for message in messages:
        raise RefusalError(f"{path}:{message.line}: {message.text}")
    return _Desk(docs, vocabulary, is_open, Customs(site.authors, standard))
