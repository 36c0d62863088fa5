"""Begin the site with drafts from what ``make html`` has left, if there is nothing else."""

from __future__ import annotations

import shutil
from pathlib import Path

from extensions.building.publish import DOCTREES, STAGED, alone

ENVIRONMENT = "environment.pickle"
# Of these, one is of the folder, and one of a site that was published.
NOT_COPIED = shutil.ignore_patterns("lock", "unchanged.json", ENVIRONMENT)


def seed(build: Path, doctrees: Path, site: Path) -> None:
    """Copy what ``make html`` keeps in *build* to *doctrees* and *site*, where nothing is yet.

    Sphinx writes files in place, so that a link would not do.
    """
    known, staged = build / DOCTREES, build / STAGED
    if (doctrees / ENVIRONMENT).exists() or not (known / ENVIRONMENT).exists():
        return
    with alone(build):
        if (known / "unfinished.json").exists():
            return
        for old, new in ((staged, site), (known, doctrees)):
            shutil.copytree(old, new, ignore=NOT_COPIED, dirs_exist_ok=True)
        # By this it is known that all is there.
        shutil.copy2(known / ENVIRONMENT, doctrees / ENVIRONMENT)
