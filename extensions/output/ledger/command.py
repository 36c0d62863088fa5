"""Keep the ledger: ``python -m extensions.output.ledger.command add DOCTREES``, or ``check``."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Sequence
from pathlib import Path

from extensions.output.ledger import addresses, compare
from extensions.output.ledger.addresses import Site

SHOWN = 3


def main(argv: Sequence[str] | None = None) -> int:
    """Do what *argv* asks for; 1 if an address is lost or unlisted, 2 if there is no build."""
    arguments = _parser().parse_args(argv)
    docs: Path = arguments.docs
    try:
        site = addresses.of_last_build(arguments.doctrees)
    except OSError:
        message = f"error: no build of the public site in {arguments.doctrees}: run make html"
        print(message, file=sys.stderr)
        return 2
    path = docs / compare.FILE
    ledger = compare.read(path.read_text("utf-8") if path.is_file() else "")
    if arguments.command == "add":
        return _add(path, ledger, site)
    if not path.is_file():
        # Nothing was promised yet.
        print(f"{path}: not there yet: once the site is public, run make ledger and commit it")
        return 0
    return _check(docs, ledger, site)


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="python -m extensions.output.ledger.command", description=__doc__
    )
    parser.add_argument("command", choices=("add", "check"))
    parser.add_argument("doctrees", type=Path, help="the folder of the environment of the build")
    parser.add_argument("--docs", type=Path, default=Path("docs"), help="default: docs")
    return parser


def _add(path: Path, ledger: dict[str, int], site: Site) -> int:
    new = compare.unlisted(ledger, site)
    path.write_text(compare.write({*ledger, *new}), "utf-8")
    print(f"{path}: {len(new)} added{': ' if new else ''}{_some(new)}")
    return 0


def _check(docs: Path, ledger: dict[str, int], site: Site) -> int:
    faults = [compare.told(docs, loss) for loss in compare.gone(ledger, site)]
    # An address that was never listed could be lost later without a word.
    if new := compare.unlisted(ledger, site):
        message = f"not in it yet: {_some(new)}: run make ledger and commit it"
        faults.append(f"{docs / compare.FILE}:1: {message}")
    for fault in faults:
        print(fault, file=sys.stderr)
    return 1 if faults else 0


def _some(names: list[str]) -> str:
    more = f" and {len(names) - SHOWN} more" if len(names) > SHOWN else ""
    return ", ".join(names[:SHOWN]) + more


if __name__ == "__main__":
    sys.exit(main())
