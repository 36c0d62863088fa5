"""An engine of few files, from which sites are made and brought up to date."""

from __future__ import annotations

from pathlib import Path


def small_engine(folder: Path, version: str = "1") -> Path:
    """Write an engine of few files into *folder*, with others beside them; return the folder."""
    files = {
        "pyproject.toml": f'[project]\nversion = "{version}"\n',
        "conf.py": "a = 1\n",
        "LICENSE": "MIT License\n",
        "extensions/one.py": "1\n",
        "extensions/two/__init__.py": "2\n",
        "extensions/tools/new_site/update.py": "",
        "docs/_static/favicon.svg": "<svg/>",
        "docs/_static/page.css": "",
        "docs/posts/mine.md": "",
        "tests/content/own/test_mine.py": "",
        "extensions/__pycache__/one.pyc": "",
    }
    for name, text in files.items():
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_text(text, "utf-8")
    return folder
