"""The plain values of an import: what a page says of itself, a page, and the site it is of."""

from __future__ import annotations

import datetime
from dataclasses import dataclass, field
from pathlib import Path, PurePosixPath


@dataclass
class Meta:
    """What the front matter of a page says, in one form for all formats."""

    title: str = ""
    date: datetime.date | None = None
    updated: datetime.date | None = None
    tags: list[str] = field(default_factory=list)
    authors: list[str] = field(default_factory=list)
    draft: bool = False
    summary: str = ""
    # Addresses that the page has had, as they are written there.
    addresses: list[str] = field(default_factory=list)
    names: list[str] = field(default_factory=list)
    series: str = ""
    order: float | None = None
    slug: str = ""
    image: str = ""
    # What the picture shows, if someone said.
    image_alt: str = ""
    categories: list[str] = field(default_factory=list)


@dataclass
class Page:
    """A page on its way: ``file`` is its path in the source, ``body`` its text so far."""

    file: str
    source: str
    body: str
    meta: Meta
    dialect: str
    # "post", "page", or "series" for a text that opens a folder.
    kind: str = "post"
    series: str = ""
    order: float | None = None
    docname: str = ""
    label: str = ""
    # Pictures that came out of a notebook, by the name that its text gives them.
    attachments: dict[str, bytes] = field(default_factory=dict)
    # All that its front matter says, as it is written there.
    values: dict[str, object] = field(default_factory=dict)

    @property
    def folder(self) -> PurePosixPath:
        """The folder of the file in the source."""
        return PurePosixPath(self.file).parent


@dataclass
class Site:
    """What is imported: a folder, its format, and what its settings say."""

    root: Path
    format: str
    settings: dict[str, object] = field(default_factory=dict)
    pages: list[Page] = field(default_factory=list)
    # Folders whose files have addresses from the root of the published site.
    static: list[str] = field(default_factory=list)
    # Addresses under which the site was published, "https://me.example/blog".
    hosts: list[str] = field(default_factory=list)
    # The title of a series by its folder.
    titles: dict[str, str] = field(default_factory=dict)
    # Files that are there and are no page, by their path in the source.
    files: list[str] = field(default_factory=list)
    # Macros of TeX by name: the number of arguments and what they stand for.
    macros: dict[str, tuple[int, str]] = field(default_factory=dict)


@dataclass
class There:
    """What pages that stand where an import goes have taken: labels, titles, docnames."""

    labels: set[str]
    titles: set[str]
    docnames: set[str]


@dataclass
class Output:
    """What an import would write: texts and pictures by their path below the sources."""

    texts: dict[str, str] = field(default_factory=dict)
    pictures: dict[str, bytes] = field(default_factory=dict)
    # Which file of the source a text was made of.
    made_of: dict[str, str] = field(default_factory=dict)

    def files(self) -> dict[str, bytes]:
        """Return the bytes of each file."""
        return {
            **{name: text.encode("utf-8") for name, text in self.texts.items()},
            **self.pictures,
        }
