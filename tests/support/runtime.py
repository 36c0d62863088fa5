"""The Python that pages run, for tests: the core that is installed for them, and small packages."""

from __future__ import annotations

import hashlib
import io
import json
import tarfile
import zipfile
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from extensions.lib.python_runtime import FOLDER
from extensions.tools.runtime.core_files import ARCHIVE, LOCK, PUBLISHED, integrity_of
from extensions.tools.runtime.fetch_runtime import main
from tests.support.front_end import LINT

CORE = LINT / "node_modules/pyodide"
NO_CORE = "Pyodide is not installed in .lint/node_modules: run make venv-dev"
NAME = "{name}-1.0-py3-none-any.whl"

# Packages of pure Python, by name: the modules of each, and what it depends on.
SUMS = {"sums/__init__.py": "def plus(a, b):\n    return a + b\n"}
PLOT = {
    "matplotlib/__init__.py": "",
    "matplotlib/pyplot.py": """\
import base64

import sums

DOT = ("iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNgYGBgAAAABQABpfZFQAAAAABJRU5E"
       "rkJggg==")
opened = []


def plot(*values):
    opened.append(values)


def get_fignums():
    return list(range(len(opened)))


def figure(number):
    return Figure()


def close(which):
    opened.clear()


class Figure:
    def savefig(self, file, format, dpi):
        file.write(base64.b64decode(DOT))
""",
}
PACKAGES = {"sums": (SUMS, ()), "matplotlib": (PLOT, ("sums",))}


@dataclass(frozen=True)
class Offered:
    """A ``folder`` with the archive of a core and its packages, and the digest of that archive."""

    folder: Path
    integrity: str

    def fetch(self, root: Path, *arguments: str) -> int:
        """Run ``make runtime`` in *root*; return its status."""
        wheels = arguments or (f"--wheels={self.folder}",)
        return main([*wheels], root=root, integrity=self.integrity, npm=lambda folder: "no npm")


def wheel(name: str, modules: Mapping[str, str]) -> bytes:
    """Return a wheel of the package *name* with *modules*, by path."""
    about = f"{name}-1.0.dist-info"
    files = {
        **modules,
        f"{about}/METADATA": f"Metadata-Version: 2.1\nName: {name}\nVersion: 1.0\n",
        f"{about}/WHEEL": "Wheel-Version: 1.0\nRoot-Is-Purelib: true\nTag: py3-none-any\n",
        f"{about}/RECORD": "",
    }
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w") as zipped:
        for path, text in files.items():
            zipped.writestr(zipfile.ZipInfo(path, (1980, 1, 1, 0, 0, 0)), text)
    return made.getvalue()


def entry(name: str, content: bytes, depends: tuple[str, ...]) -> dict[str, Any]:
    """Return what a lock file says of the package *name*, whose wheel is *content*."""
    return {
        "name": name,
        "version": "1.0",
        "file_name": NAME.format(name=name),
        "install_dir": "site",
        "sha256": hashlib.sha256(content).hexdigest(),
        "package_type": "package",
        "imports": [name],
        "depends": list(depends),
        "unvendored_tests": False,
    }


def offered(folder: Path, core: Path | None = CORE) -> Offered:
    """Fill *folder* with the files of *core*, or with stand-ins for them, and the packages."""
    folder.mkdir(parents=True, exist_ok=True)
    packages = {}
    for name, (modules, depends) in PACKAGES.items():
        content = wheel(name, modules)
        (folder / NAME.format(name=name)).write_bytes(content)
        packages[name] = entry(name, content, depends)
    info = json.loads((core / LOCK).read_bytes())["info"] if core else {"python": "3.12.7"}
    lock = json.dumps({"info": info, "packages": packages}).encode()
    with tarfile.open(folder / ARCHIVE, "w:gz", compresslevel=1) as archive:
        for name in (*PUBLISHED, LOCK):
            content = (core / name).read_bytes() if core else name.encode()
            content = lock if name == LOCK else content
            member = tarfile.TarInfo(f"package/{name}")
            member.size = len(content)
            archive.addfile(member, io.BytesIO(content))
    return Offered(folder, integrity_of(folder / ARCHIVE))


def cache_of(root: Path) -> Path:
    """Return the folder of the cache below *root*."""
    return root / FOLDER
