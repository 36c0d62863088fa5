"""The parsed bibliography that sphinxcontrib-bibtex keeps in the environment."""

from __future__ import annotations

from typing import TYPE_CHECKING, cast

from sphinxcontrib.bibtex.bibfile import BibData, BibFile, get_mtime, is_bibdata_outdated

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence
    from pathlib import Path

    from pybtex.database import BibliographyData
    from sphinx.application import Sphinx
    from sphinx.environment import BuildEnvironment
    from sphinxcontrib.bibtex.domain import BibtexDomain


def _bibtex(env: BuildEnvironment) -> BibtexDomain:
    return cast("BibtexDomain", env.get_domain("cite"))


def is_bibliography_outdated(app: Sphinx, paths: Sequence[Path]) -> bool:
    """Return whether sphinxcontrib-bibtex would parse *paths*; see ``give_bibliography``."""
    known: BibData = _bibtex(app.env).bibdata
    return bool(is_bibdata_outdated(known, list(paths), app.config.bibtex_encoding))


def give_bibliography(
    app: Sphinx, keys: Mapping[Path, Iterable[str]], data: BibliographyData
) -> None:
    """Give sphinxcontrib-bibtex the *keys* of its files and all entries, before it reads them.

    Tried with: sphinxcontrib-bibtex 2.7.0.
    Why: it ends the build at the first slip in a file, without the name of the file.
    Upstream: https://github.com/mcmtroffaes/sphinxcontrib-bibtex/issues/104.
    """
    files = {
        path: BibFile(mtime=get_mtime(path), keys=dict.fromkeys(of_file))
        for path, of_file in keys.items()
    }
    encoding = app.config.bibtex_encoding
    _bibtex(app.env).data["bibdata"] = BibData(encoding=encoding, bibfiles=files, data=data)


def forget_bibliography(env: BuildEnvironment) -> None:
    """Let sphinxcontrib-bibtex read its files again.

    Tried with: sphinxcontrib-bibtex 2.7.0.
    Why: it takes a file of the same date for the same file.
    Upstream: to file there: compare digests.
    """
    domain = _bibtex(env)
    domain.data["bibdata"] = domain.bibdata._replace(bibfiles={})
