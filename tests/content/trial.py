"""``make try PIECE=my-post``: the code of one piece beside what the text says that it prints.

    python -m tests.content.trial posts/my-post

One line for each block, as soon as it has run: its place, and what the text must say instead.
"""

from __future__ import annotations

import argparse
import sys
import time
import traceback
from collections.abc import Sequence
from pathlib import Path

# Before NumPy is imported.
from tests.content import conftest  # noqa: F401

from sybil.example import Example, SybilFailure  # isort: skip
from tests.content.pieces import told_at  # isort: skip
from tests.content.named import UnknownPieceError, piece_named  # isort: skip
from tests.content.running import CLAIMS, examples  # isort: skip

AS_TOLD = "as the text says"
SHOWN = 60


def main(argv: Sequence[str] | None = None) -> int:
    """Try the piece that *argv* names: 1 if the text says otherwise, 2 if there is none."""
    parser = argparse.ArgumentParser(prog="python -m tests.content.trial", description=__doc__)
    parser.add_argument("piece", help="its file, its address or the last word of that")
    try:
        path = piece_named(parser.parse_args(argv).piece)
        return 1 if tried(path) else 0
    except UnknownPieceError as error:
        print(f"error: {error}", file=sys.stderr)
    except KeyboardInterrupt:
        print("interrupted", file=sys.stderr)
    return 2


def tried(path: Path) -> int:
    """Run the blocks of the piece at *path* and print a line for each; return how many differ."""
    place = path.relative_to(Path.cwd()) if Path.cwd() in path.parents else path
    blocks = examples(path)
    if not blocks:
        print(f"{place}: no block that is run: fence one as python")
    differ = 0
    for block in blocks:
        began = time.monotonic()
        if block.parsed == CLAIMS:
            differ += claimed(block)
            continue
        line, said = outcome(block)
        differ += said != AS_TOLD
        print(
            f"{place}:{told_at(path, line)}: {said}; {time.monotonic() - began:.1f} s", flush=True
        )
    return differ


def claimed(block: Example) -> int:
    """Print a line for each checked number that *block* tells of; return how many there are."""
    try:
        block.evaluate()
    except SybilFailure as failure:
        print(str(failure.result), flush=True)
        return len(str(failure.result).splitlines())
    except RuntimeError as error:
        print(f"checked numbers: not compared, as {str(error).partition(' raises ')[0]} raises")
        return 0
    print(f"checked numbers: {AS_TOLD}")
    return 0


def outcome(block: Example) -> tuple[int, str]:
    """Run *block*; return the line to look at, and in one line what is to be said of it."""
    try:
        block.evaluate()
    except SybilFailure as failure:
        return first_difference(block, str(failure.result))
    except Exception as error:
        if str(error).startswith("the block at line "):
            return block.line, f"not run, as {str(error).partition(' raises ')[0]} raises"
        frames = traceback.extract_tb(error.__traceback__)
        lines = [one.lineno for one in frames if one.filename == block.path and one.lineno]
        text = " ".join(str(error).split())
        return lines[-1] if lines else block.line, f"raises {type(error).__name__}: {text}"
    return block.line, AS_TOLD


def first_difference(block: Example, said: str) -> tuple[int, str]:
    """Return line and text of the first difference in what is *said* of *block*.

    That is several lines, those of the text and those that the code has printed.
    """
    first, *rest = said.splitlines()
    words = first.split()
    if not (rest and first.startswith("the output block at line ") and "the code prints" in rest):
        more = f" {shown(rest[0])}" if rest else ""
        return block.line, first + more
    at = rest.index("the code prints")
    told, printed = rest[:at], rest[at + 1 :]
    pairs = list(zip(told, printed, strict=False))
    number = next((i for i, (one, other) in enumerate(pairs) if one != other), len(pairs))
    line = int(words[5]) + 1 + number
    text = shown(told[number]) if number < len(told) else "nothing more"
    code = shown(printed[number]) if number < len(printed) else "nothing more"
    return line, f"the text says {text}, the code prints {code}"


def shown(text: str) -> str:
    """Return *text* in quotes, cut where a line would grow too long."""
    return f'"{text if len(text) <= SHOWN else text[:SHOWN] + "…"}"'


if __name__ == "__main__":
    sys.exit(main())
