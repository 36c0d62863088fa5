"""Bibliography entries that cannot be set are told and left out.

pybtex raises in the middle of a page when an entry lacks a field that the style needs.
"""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, cast

from pybtex.plugin import find_plugin
from pybtex.style.template import FieldIsMissing

from extensions.messages import logger
from extensions.rebuild.record import digest

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pybtex.database import Entry
    from sphinx.application import Sphinx
    from sphinx.environment import BuildEnvironment
    from sphinx.util.typing import ExtensionMetadata
    from sphinxcontrib.bibtex.domain import BibtexDomain


def leave_out_incomplete(app: Sphinx, env: BuildEnvironment, docnames: list[str]) -> None:
    """Warn of incomplete entries before any page cites them."""
    entries = cast("BibtexDomain", env.get_domain("cite")).bibdata.data.entries
    # sphinxcontrib-bibtex keeps what it has parsed, so that an entry stays left out.
    left_out: dict[str, str] = getattr(env, "groundwork_left_out", {})
    said = digest([app.config.bibtex_default_style, *map(Path.read_bytes, files(app))])
    if said != getattr(env, "groundwork_bibliography", None):
        left_out |= dict(incomplete(entries.values(), app.config.bibtex_default_style))
    env.groundwork_bibliography = said  # type: ignore[attr-defined]
    env.groundwork_left_out = {}  # type: ignore[attr-defined]
    for key, missing in left_out.items():
        where = place(app, key)
        if where is None:
            continue
        env.groundwork_left_out[key] = missing  # type: ignore[attr-defined]
        entries.pop(key, None)
        logger.warning(
            'the entry "%s" has no %s: add it',
            key,
            missing,
            type="groundwork",
            subtype="incomplete-entry",
            location=where,
        )


def incomplete(entries: Iterator[Entry], style: str) -> Iterator[tuple[str, str]]:
    """Yield the key of each of *entries* that *style* cannot set, and what it lacks."""
    formatting = find_plugin("pybtex.style.formatting", style)()
    for entry in entries:
        try:
            formatting.format_entry("", entry)
        except FieldIsMissing as error:
            # "missing publisher in knuth1984"
            yield entry.key, str(error).removeprefix("missing ").rpartition(" in ")[0]


def place(app: Sphinx, key: str) -> str | None:
    """Return file and line of the entry *key*; ``None`` when it is in no file any more."""
    for file in files(app):
        for number, line in enumerate(file.read_text(encoding="utf-8").splitlines(), start=1):
            if line.lstrip().startswith("@") and f"{{{key}," in line.replace(" ", ""):
                return f"{file}:{number}"
    return None


def files(app: Sphinx) -> Iterator[Path]:
    """Yield the files of the bibliography that are there."""
    paths = (Path(app.confdir) / name for name in app.config.bibtex_bibfiles)
    return filter(Path.is_file, paths)


def setup(app: Sphinx) -> ExtensionMetadata:
    """Register the check, before any source is read."""
    app.connect("env-before-read-docs", leave_out_incomplete)
    return {"parallel_read_safe": True, "parallel_write_safe": True}
