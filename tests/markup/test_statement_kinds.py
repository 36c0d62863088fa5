"""Each kind of statement that sphinx-proof has is numbered, named and referred to."""

from __future__ import annotations

from pathlib import Path

from extensions.markup.theorems import KINDS
from tests.support.project import Project


def test_every_kind_has_a_number_and_can_be_referred_to(tmp_path: Path) -> None:
    blocks = "\n".join(
        f":::{{prf:{kind}}} On {kind}\n:label: x-{kind}\n\nIt holds.\n:::\n" for kind in KINDS
    )
    links = " ".join(f"{{prf:ref}}`x-{kind}`" for kind in KINDS)
    result = Project(tmp_path, {"page.md": f"# Page\n\n{links}\n\n{blocks}"}).build()
    assert result.warnings == []
    names = [f"{kind.capitalize()} {number}" for number, kind in enumerate(KINDS, start=1)]
    page = result.page("page")
    heads = [head.get_text() for head in page.select(".theorem-head")]
    assert heads == [f"{name} (On {kind}). " for name, kind in zip(names, KINDS, strict=True)]
    assert [link.get_text() for link in page.select("article p > a.reference")][
        : len(KINDS)
    ] == names
    assert {"axiom", "conjecture", "criterion", "property", "observation", "assumption"} < {*KINDS}
