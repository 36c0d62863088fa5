"""Which blocks of a page a reader can run, and what the page says of them to its script."""

from __future__ import annotations

import hashlib
import json
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from sphinx.util.osutil import relative_uri

from extensions.doctree.app_state import of_app
from extensions.doctree.compat import app_of
from extensions.doctree.fragments import is_site
from extensions.doctree.notebooks import SUFFIX
from extensions.lib.python_runtime import RECORD, RuntimeRecord
from extensions.model.catalog.domain import catalog_of
from extensions.model.frontmatter import PIECES
from extensions.model.views import Part
from extensions.output.run_code.code_blocks import blocks_of
from extensions.output.run_code.files_beside import Beside, digest_of

if TYPE_CHECKING:
    from sphinx.application import Sphinx
    from sphinx.environment import BuildEnvironment

    from extensions.doctree.links import Links

FOLDER = "_static/runtime"
ARCHIVES = "_static/beside"


class Runtime:
    """What ``make runtime`` has left; one per application, read once.

    ``path`` is its folder in the output, empty where there is none, not all of one, or none is
    wanted.
    """

    def __init__(self, app: Sphinx) -> None:
        self.folder = Path(app.confdir) / app.config.runtime_folder
        self.record = RuntimeRecord()
        self.path = ""
        file = self.folder / RECORD
        if is_site(app) and app.config.run_code and file.is_file():
            record = RuntimeRecord.load(file)
            digest = hashlib.blake2b(file.read_bytes(), digest_size=8).hexdigest()
            if record.is_whole(self.folder):
                self.record, self.path = record, f"{FOLDER}/{digest}"


@dataclass(frozen=True)
class RunData:
    """What runs on a page.

    ``runtime`` is the folder of the Python in the output; it is empty where nothing runs.  Of each
    block that runs, ``packages`` names what it needs beside the core; ``lacks`` is what the first
    block that does not run would need.  ``sizes`` are the bytes that are fetched: of the core, by
    the empty name, and of each package.  ``archive`` is the file with what stands beside the piece.
    """

    runtime: str = ""
    packages: tuple[tuple[str, ...], ...] = ()
    lacks: tuple[str, ...] = ()
    sizes: tuple[tuple[str, int], ...] = ()
    archive: str = ""
    is_notebook: bool = False


class RunCode(Part[RunData, list[dict[str, str]]]):
    """Buttons that run the code of a piece in the browser of its reader."""

    def data(self, env: BuildEnvironment, page: str) -> RunData:
        """Return what runs on *page*."""
        runtime = of_app(app_of(env), Runtime)
        blocks, entry = blocks_of(env, page), catalog_of(env).entries.get(page)
        if not (runtime.path and blocks and entry and entry.kind in PIECES):
            return RunData()
        record, beside = runtime.record, beside_page(env, page)
        packages: list[tuple[str, ...]] = []
        lacks: tuple[str, ...] = ()
        for block in blocks:
            beside.add(block)
            if lacks := tuple(sorted(one for one in beside.others if not record.has_module(one))):
                break
            needed = {record.package_of(one) for one in beside.others} - {""}
            packages.append(record.with_depends(needed))
        if not packages:
            return RunData(lacks=lacks)
        name = digest_of(beside.folder, beside.files)
        return RunData(
            runtime=runtime.path,
            packages=tuple(packages),
            lacks=lacks,
            sizes=(("", record.core_size()), *record.package_sizes()),
            archive=f"{ARCHIVES}/{name}.zip" if name else "",
            is_notebook=Path(env.doc2path(page)).suffix == SUFFIX,
        )

    def render(self, data: RunData, links: Links) -> list[dict[str, str]]:
        """Return the attributes of each block, in their order; of the rest none."""
        if not data.runtime:
            return []
        page = f"{links.page}.html"
        names = {name for packages in data.packages for name in packages}
        said = {
            "runtime": relative_uri(page, f"{data.runtime}/"),
            "packages": data.packages,
            "sizes": {name: size for name, size in data.sizes if not name or name in names},
            "archive": relative_uri(page, data.archive) if data.archive else "",
            "isNotebook": data.is_notebook,
        }
        rows = [{"run": str(number)} for number in range(len(data.packages))]
        rows[0]["run-page"] = json.dumps(said, separators=(",", ":"), sort_keys=True)
        if data.lacks:
            rows.append({"run-lacks": ", ".join(data.lacks)})
        return rows


def beside_page(env: BuildEnvironment, page: str) -> Beside:
    """Return what code of *page* finds beside it, before any of it is looked at."""
    return Beside(Path(env.doc2path(page)).parent)
