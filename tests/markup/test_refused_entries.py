"""Addresses that run something are refused in every field of the bibliography that is a link."""

from __future__ import annotations

import pytest

from tests.support.project import Project, Result

FIELDS = ("url", "doi", "eprint", "note", "howpublished")
RUN = "javascript:alert(1)"


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Result:
    """A site that cites an entry with such an address in each field, and one in a command."""
    entries = [
        f"@misc{{{field}1, title={{Of {field}}}, author={{A. B.}}, year={{2020}},\n"
        f"  {field}={{{RUN}}}}}\n"
        for field in FIELDS
    ]
    inner = {"link": f"note={{See \\url{{{RUN}}}}}", "words": f"note={{\\href{{{RUN}}}{{this}}}}"}
    inner["good"] = "note={\\href{https://a.example/x}{a \\emph{good} one}}"
    for name, note in inner.items():
        entries.append(f"@misc{{{name}1, title={{T}}, author={{A. B.}}, year={{2020}}, {note}}}\n")
    cited = ", ".join(f"{{footcite:p}}`{field}1`" for field in (*FIELDS, *inner))
    files = {
        "references.bib": "".join(entries),
        "page.md": f"# Page\n\nSee {cited}.\n\n```{{footbibliography}}\n```\n",
    }
    return Project(tmp_path_factory.mktemp("entries"), files).build()


def test_each_field_is_told_at_its_entry(built: Result) -> None:
    places = [(field, 2 * at + 1, field) for at, field in enumerate(FIELDS)]
    assert built.output.splitlines() == [
        f'references.bib:{line}: WARNING: the entry "{name}1", {field}: the address '
        f'"{RUN}" is none that a reader may be led to: write one that begins with https://, or the '
        "path of a file [groundwork.refused-address]"
        for name, line, field in [*places, ("link", 11, "note"), ("words", 12, "note")]
    ]


def test_no_reader_is_led_there(built: Result) -> None:
    notes = built.page("page").select("aside.footnote")
    assert len(notes) == len(FIELDS) + 3
    links = [link for note in notes for link in note.select("a.external")]
    assert [link["href"] for link in links if str(link["href"]).startswith("java")] == []
    assert (links[-1]["href"], links[-1].text) == ("https://a.example/x", "a good one")
