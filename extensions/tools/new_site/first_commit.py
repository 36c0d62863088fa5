"""Put a new site into a Git repository of its own."""

from __future__ import annotations

import shutil
import subprocess
from pathlib import Path

MESSAGE = "A site of one's own"


def committed(folder: Path, author: str) -> str:
    """Commit all in *folder*; return the line that says what is left to do, if something is.

    Who has not told Git their name is named as the site's *author*.
    """
    if not shutil.which("git"):
        return "Git is not installed: the site has no history yet, and all else is there"
    if not (_git(folder, "init", "-q", "-b", "main") and _git(folder, "add", "--all")):
        return "Git could not begin a repository here: the site has no history yet"
    if _git(folder, "commit", "-q", "-m", MESSAGE):
        return ""
    named = ["-c", f"user.name={author}", "-c", "user.email="]
    if _git(folder, *named, "-c", "commit.gpgsign=false", "commit", "-q", "-m", MESSAGE):
        return "Git knows no address of yours, and the first commit has none: git config user.email"
    return "Git could not commit: say git commit yourself"


def _git(folder: Path, *arguments: str) -> bool:
    done = subprocess.run(
        ["git", *arguments], cwd=folder, stdin=subprocess.DEVNULL, capture_output=True
    )
    return done.returncode == 0
