"""The command behind ``make import``: say what would be written; with WRITE=yes, write it."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Sequence
from pathlib import Path

from extensions.tools.importing import proof
from extensions.tools.importing.files import Files
from extensions.tools.importing.importer import imported
from extensions.tools.importing.pictures import fetched
from extensions.tools.importing.report import Report
from extensions.tools.importing.sources import FORMATS, guess


def main(argv: Sequence[str] | None = None) -> int:
    """Import the site that *argv* names; 0 if all went well, 2 if it is refused."""
    arguments = _parser().parse_args(argv)
    root: Path | None = arguments.source
    if root is None:
        return _refused("FROM is missing: give the folder of a site, FROM=folder")
    if not root.is_dir():
        return _refused(f"{root} is no folder: give the folder of a site, FROM=folder")
    format_ = arguments.format or guess(root)
    if format_ not in FORMATS:
        return _refused(
            f"no format is known for {root}: give one of {', '.join(FORMATS)}, as FORMAT=hugo"
        )
    if not arguments.into.is_dir():
        return _refused(f"{arguments.into} is no folder: give that of the sources, INTO=docs")
    report = Report()
    files = Files(arguments.into)
    output = imported(
        root, format_, arguments.into, fetched if arguments.write else None, report, files.is_known
    )
    if not output.made_of:
        return _refused(f"{root} has no page of {format_}: give another format, FORMAT=")
    proof.prove(output, arguments.into, report)
    print(f"{'Import' if arguments.write else 'A dry run of the import'} of {root} as {format_}")
    for line in files.settle(output, report, write=arguments.write):
        print(line)
    print("\n".join(["", *report.lines()]))
    posts, needed = len(output.made_of), len(report.of_person())
    print(f"\n{posts} pages, {len(output.pictures)} pictures; {needed} notes for you to look at")
    if not arguments.write:
        print("Nothing is written: add WRITE=yes to write it")
    return 0


def _refused(text: str) -> int:
    print(f"error: {text}", file=sys.stderr)
    return 2


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="python -m extensions.tools.importing", description=__doc__
    )
    parser.add_argument("--from", dest="source", type=Path, help="the folder of the site")
    parser.add_argument(
        "--format", default="", help=f"one of {', '.join(FORMATS)}; default: guessed"
    )
    parser.add_argument("--into", type=Path, default=Path("docs"), help="default: docs")
    parser.add_argument(
        "--write",
        type=lambda given: given.lower() in ("yes", "1", "true"),
        default=False,
        help="yes to write",
    )
    return parser


if __name__ == "__main__":
    sys.exit(main())
