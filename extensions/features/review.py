"""Shorts that are due for a second look, because the section that they distil has changed.

At its end a build leaves a digest of each distilled section beside the environment.
``make reviewed SHORT=slug`` copies that of one short into ``docs/reviewed.txt``, which is
under version control; ``make check`` names the shorts whose section is no longer the one
that was reviewed::

    python -m extensions.features.review due|done [slug…]

A short that is due fails no check: a comma in a long piece must not stop its publication.
"""

from __future__ import annotations

import argparse
import json
import sys
from dataclasses import dataclass
from difflib import get_close_matches
from pathlib import Path
from typing import TYPE_CHECKING

from extensions.lib.phases import BuildFinished
from extensions.model.catalog.domain import catalog_of
from extensions.model.frontmatter import Kind

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from sphinx.application import Sphinx
    from sphinx.environment import BuildEnvironment
    from sphinx.util.typing import ExtensionMetadata

NOTED = "distilled.json"
FILE = "reviewed.txt"
HEADER = "# The text of the section that each short distils when it was last compared: a digest.\n"


@dataclass(frozen=True)
class Distilled:
    """The section that a short distils: its label and the digest of its text.

    ``line`` is the 1-based line of the short's front matter that names the section, ``suffix`` the
    end of the name of its file.
    """

    label: str
    digest: str
    line: int
    suffix: str = ".md"


def distilled(env: BuildEnvironment) -> dict[str, Distilled]:
    """Return what each short distils, by slug; shorts that distil nothing are left out."""
    catalog = catalog_of(env)
    found: dict[str, Distilled] = {}
    for short in catalog.pieces(Kind.SHORT):
        section = catalog.source_of(short)
        post = catalog.entries.get(section[0]) if section else None
        heading = post.heading(section[1]) if section and post else None
        if heading:
            slug = short.docname.removeprefix("shorts/")
            label = short.as_short.distils or ""
            found[slug] = Distilled(
                label, heading.digest, short.line("distils"), env.doc2path(short.docname).suffix
            )
    return found


def note(app: Sphinx, exception: Exception | None) -> None:
    """Leave what shorts distil beside the environment."""
    if exception is None:
        sections = {slug: vars(one) for slug, one in distilled(app.env).items()}
        path = Path(app.doctreedir) / NOTED
        path.write_text(json.dumps(sections, sort_keys=True), encoding="utf-8")


def read(text: str) -> dict[str, str]:
    """Return the digest of each slug in the *text* of the file of reviews."""
    lines = (line.split() for line in text.splitlines() if not line.startswith("#"))
    return {line[0]: line[1] for line in lines if len(line) == 2}


def write(reviewed: Mapping[str, str]) -> str:
    """Return the text of a file of reviews."""
    return HEADER + "".join(f"{slug} {reviewed[slug]}\n" for slug in sorted(reviewed))


def due(reviewed: Mapping[str, str], sections: Mapping[str, Distilled]) -> Iterator[str]:
    """Yield a line for each short whose section is not the one that was reviewed."""
    for slug in sorted(sections):
        one = sections[slug]
        if reviewed.get(slug) != one.digest:
            fact = "has changed since it" if slug in reviewed else "never"
            yield (
                f"docs/shorts/{slug}{one.suffix}:{one.line}: "
                f'the section "{one.label}" {fact} was compared '
                f"with this short: read both, then make reviewed SHORT={slug}"
            )


def done(
    slugs: Iterable[str], reviewed: Mapping[str, str], sections: Mapping[str, Distilled]
) -> dict[str, str]:
    """Return *reviewed* with the shorts *slugs* compared today, without shorts that are gone.

    Raises:
        ValueError: a slug is that of no short that distils a section.
    """
    now = {slug: digest for slug, digest in reviewed.items() if slug in sections}
    for slug in slugs:
        if slug not in sections:
            near = get_close_matches(slug, sections, n=1)
            remedy = (
                f'did you mean "{near[0]}"?' if near else "name a short whose distils is a label"
            )
            raise ValueError(f'no short "{slug}" distils a section: {remedy}')
        now[slug] = sections[slug].digest
    return now


def main(argv: Sequence[str] | None = None) -> int:
    """Do what *argv* asks for: 0, or 2 if it cannot be done."""
    parser = argparse.ArgumentParser(
        prog="python -m extensions.features.review", description=__doc__
    )
    parser.add_argument("command", choices=("due", "done"))
    parser.add_argument("doctrees", type=Path, help="the folder of the environment of the build")
    parser.add_argument("slugs", nargs="*", help="the shorts that were compared")
    parser.add_argument("--docs", type=Path, default=Path("docs"), help="default: docs")
    arguments = parser.parse_args(argv)
    try:
        noted = json.loads((arguments.doctrees / NOTED).read_text("utf-8"))
    except OSError:
        print(f"error: no build in {arguments.doctrees}: run make html", file=sys.stderr)
        return 2
    if arguments.command == "done" and not arguments.slugs:
        print("error: no short is named: make reviewed SHORT=slug", file=sys.stderr)
        return 2
    sections = {slug: Distilled(**one) for slug, one in noted.items()}
    path: Path = arguments.docs / FILE
    reviewed = read(path.read_text("utf-8")) if path.is_file() else {}
    if arguments.command == "due":
        for line in due(reviewed, sections):
            print(line)
        return 0
    try:
        path.write_text(write(done(arguments.slugs, reviewed, sections)), "utf-8")
    except ValueError as error:
        print(f"error: {error}", file=sys.stderr)
        return 2
    return 0


def setup(app: Sphinx) -> ExtensionMetadata:
    """Register what notes the distilled sections."""
    app.connect("build-finished", note, priority=BuildFinished.REVIEW)
    return {"parallel_read_safe": True, "parallel_write_safe": True}


if __name__ == "__main__":
    sys.exit(main())
