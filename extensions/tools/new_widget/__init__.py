"""Begin an interactive figure: ``make new-widget POST=my-post NAME=my-figure``.

The folder is a copy of the example in the handbook, so that it builds, passes the tests and can be
played with at once.  What is not given is asked for on the terminal.
"""

from __future__ import annotations

import argparse
import os
import re
import sys
from collections.abc import Sequence
from pathlib import Path

from extensions.tools.new_page import RefusalError, answered, one_of, told

EXAMPLE = Path(__file__).parents[3] / "docs/handbook/widgets/chord"
NAME = re.compile(r"[a-z][a-z0-9]*(?:-[a-z0-9]+)*")
LIBRARY = re.compile(r'from "[./]+/_static/widgets/')
DIRECTIVE = """\
Put it into {page}:

```{{widget}} {name}
:label: fig-{name}
:alt: A parabola and a straight line through two of its points.

Move h towards 0: what does the slope become?
```"""


def main(argv: Sequence[str] | None = None) -> int:
    """Write the folder that *argv* asks for; 0 if it is written, 2 if it is refused."""
    arguments = _parser().parse_args(argv)

    def begin() -> None:
        page, name = _begin(arguments)
        print(page.parent / "widgets" / name)
        print(DIRECTIVE.format(page=page, name=name))

    return told(begin, arguments.docs)


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="python -m extensions.tools.new_widget.start", description=__doc__
    )
    parser.add_argument("--series", help="the folder of the series of the post; none if left out")
    parser.add_argument("--post", help="the post that shows it, without .md")
    parser.add_argument("--name", help="small letters, digits and hyphens")
    parser.add_argument("--docs", type=Path, default=Path("docs"), help="default: docs")
    return parser


def _begin(arguments: argparse.Namespace) -> tuple[Path, str]:
    """Write the folder; return the page that is to show it, and its name."""
    posts: Path = arguments.docs / "posts"
    folders = sorted(path.parent.name for path in posts.glob("*/index.md"))
    series = _series(arguments.series, folders)
    beside = posts / series if series else posts
    names = sorted(path.stem for path in beside.glob("*.md") if path.stem != "index")
    question = f"Post\n  one of: {', '.join(names)}\n> "
    post = answered(arguments.post, "POST", question, lambda one: one_of(one, "post", names))

    def fitting(answer: str) -> str:
        if not NAME.fullmatch(answer):
            raise RefusalError(
                f'"{answer}" is no name of a folder: write small letters, digits and hyphens'
            )
        if (beside / "widgets" / answer).exists():
            raise RefusalError(f"{beside / 'widgets' / answer} exists: choose another name")
        return answer

    name = answered(arguments.name, "NAME", "Name of the figure: ", fitting)
    _write(beside / "widgets" / name, arguments.docs, post)
    return beside / f"{post}.md", name


def _series(value: str | None, folders: list[str]) -> str:
    """Return the series of the post; empty for none."""
    if value is None and not sys.stdin.isatty():
        return ""
    question = f"Series (empty for none)\n  one of: {', '.join(folders)}\n> "
    return answered(
        value, "SERIES", question, lambda one: one_of(one, "series", folders) if one else ""
    )


def _write(folder: Path, docs: Path, post: str) -> None:
    """Copy the example into *folder*, with the way to the library, and the name of its piece."""
    way = Path(os.path.relpath(docs / "_static" / "widgets", folder)).as_posix()
    folder.mkdir(parents=True)
    for path in sorted(EXAMPLE.iterdir()):
        if path.suffix == ".js":
            text = LIBRARY.sub(f'from "{way}/', path.read_text("utf-8"))
            (folder / path.name).write_text(text, "utf-8")
    text = (EXAMPLE / "fixtures.py").read_text("utf-8")
    piece = f'\n# Its code is run first: give fixtures its names.\nPIECE = "{post}.md"\n'
    text = text.replace("import numpy as np\n", f"import numpy as np\n{piece}", 1)
    (folder / "fixtures.py").write_text(text, "utf-8")
