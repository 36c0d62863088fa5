"""What the ledger lists and a site has no more."""

from __future__ import annotations

from pathlib import Path

from bs4 import BeautifulSoup

from extensions.output.ledger.compare import parts, read


def missing(ledger: Path, site: Path) -> list[str]:
    """Return the addresses in *ledger* that lead to nothing in the HTML of *site*."""
    return [line for line in read(ledger.read_text("utf-8")) if not _leads(site, *parts(line))]


def _leads(site: Path, name: str, anchor: str) -> bool:
    path = site / (name if name.endswith((".xml", ".json")) else f"{name}.html")
    if not path.is_file():
        return False
    text = path.read_text("utf-8")
    if 'http-equiv="refresh"' in text:
        moved = BeautifulSoup(text, "html5lib").select_one("p a[href]")
        assert moved is not None
        target = (path.parent / str(moved["href"])).resolve()
        text = target.read_text("utf-8")
    return not anchor or f'id="{anchor}"' in text
