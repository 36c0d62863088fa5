"""Answer an editor: ``python -m extensions.tools.language_server.answer --jobs=auto _build``."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Sequence
from pathlib import Path

from extensions.tools.language_server.protocol import serve


def main(argv: Sequence[str] | None = None) -> int:
    """Serve until the editor ends; 2 where a person has started it."""
    parser = argparse.ArgumentParser(
        prog="python -m extensions.tools.language_server.answer", description=__doc__
    )
    parser.add_argument("build", type=Path, help="the folder of all that is kept between builds")
    parser.add_argument("--jobs", default="auto", help="how many processes build")
    arguments = parser.parse_args(argv)
    if sys.stdin.isatty():
        print(
            "error: an editor starts this and speaks to it: how, is in docs/handbook/editors.md",
            file=sys.stderr,
        )
        return 2
    serve(arguments.build, arguments.jobs)
    return 0


if __name__ == "__main__":
    sys.exit(main())
