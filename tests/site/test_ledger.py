"""No address that the site ever had is lost."""

from __future__ import annotations

from pathlib import Path

import pytest

from extensions.output.ledger.command import main
from tests.support.ledger import missing
from tests.support.project import ROOT, Result

LEDGER = ROOT / "docs/ledger.txt"


def test_ledger_of_the_site_is_whole(built: Result, capsys: pytest.CaptureFixture[str]) -> None:
    doctrees = built.outdir.parent / "doctrees"
    status = main(["check", str(doctrees), "--docs", str(ROOT / "docs")])
    assert (status, capsys.readouterr().err) == (0, "")


@pytest.mark.site
def test_every_address_in_the_ledger_leads_to_its_place(site: Path) -> None:
    # A site that is not public yet need not have one.
    assert not LEDGER.is_file() or missing(LEDGER, site) == []
