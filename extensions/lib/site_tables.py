"""The tables of ``site.toml`` that a site has only where it asks for something.

A key of a table is a field of its class; ``site_file`` reads them.
"""

from __future__ import annotations

import dataclasses
from dataclasses import dataclass, field
from typing import Any

from extensions.lib import site_values as values
from extensions.lib.site_values import Reader


def key(read: Reader, default: Any = dataclasses.MISSING) -> Any:
    """Return the field of a key; without a *default* it has to be there."""
    return field(default=default, metadata={"read": read})


@dataclass(frozen=True, slots=True)
class Comments:
    """Where pieces are discussed, as ``[comments]`` says: the discussions of ``repo`` on GitHub.

    The ids are those that giscus.app gives; without them there is a link alone.
    """

    repo: str = key(values.repository)
    repo_id: str = key(values.token, "")
    category: str = key(values.text, "")
    category_id: str = key(values.token, "")


@dataclass(frozen=True, slots=True)
class Analytics:
    """The line of a counter of visits, as ``[analytics]`` says.

    ``script`` is its address, ``data`` pairs of name and value of its attributes data-….
    """

    script: str = key(values.script)
    data: tuple[tuple[str, str], ...] = key(values.attributes, ())


@dataclass(frozen=True, slots=True)
class Images:
    """What pictures of pixels are published as, as ``[images]`` says."""

    widths: tuple[int, ...] = key(values.widths, (480, 960, 1600))
    formats: tuple[str, ...] = key(values.formats, ("webp",))


@dataclass(frozen=True, slots=True)
class Person:
    """Somebody who signs pieces, as ``[[people]]`` says.

    ``line`` is about them in one sentence, ``picture`` a file of the project, ``links`` pairs of
    words and address.
    """

    name: str = key(values.words)
    line: str = key(values.text, "")
    picture: str = key(values.picture, "")
    links: tuple[tuple[str, str], ...] = key(values.links, ())
