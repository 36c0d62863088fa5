"""What is said of a page to those who do not see it."""

from __future__ import annotations

import pytest

from tests.support.pages import article, attribute
from tests.support.project import Result
from tests.support.sample import FILES, sample

MORE = r"""
## A *title* with $x^2$ & more

| Head | Other |
|---|---|
| a | b |

```{list-table} The caption
:header-rows: 1
:stub-columns: 1
:name: tab-stubs

* - One
  - Two
* - Row
  - Cell
```

```{figure} alpha/picture.svg
:alt: A line.
:name: fig-line

What is seen.
```

$$
a = b
$$ (eq-ears)

See <https://example.org/page> and [words](https://example.org/page).
"""


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Result:
    """A site with links to places of each kind, built."""
    files = {"posts/alone.md": FILES["posts/alone.md"] + MORE}
    result = sample(tmp_path_factory.mktemp("site"), files).build()
    assert result.warnings == []
    return result


def test_links_to_places_are_named_by_what_they_lead_to(site: Result) -> None:
    links = article(site, "posts/alone").select(".headerlink")
    names = [attribute(link, "aria-label") for link in links]
    assert {link.get_text() for link in links} == {"#"}
    for name in (
        "Permalink to The alone post",
        "Permalink to A title with x² & more",
        "Permalink to The caption",
        "Permalink to What is seen.",
    ):
        assert name in names
    assert any(name.startswith("Permalink to equation (") for name in names)
    assert len(set(names)) == len(names)


def test_header_cells_say_whether_they_are_of_a_column_or_of_a_row(site: Result) -> None:
    cells = [
        (th.get_text(strip=True), attribute(th, "scope"))
        for page in ("posts/alone", "table")
        for th in article(site, page).select("th")
    ]
    expected = [("Head", "col"), ("Other", "col"), ("One", "col"), ("Two", "col"), ("Row", "row")]
    expected += [(one, "col") for one in ("Title", "Level", "Minutes", "Date")]
    assert [cell for cell in cells if cell in expected] == expected
    assert {scope for _text, scope in cells} <= {"col", "row"}


def test_points_between_facts_are_not_read_aloud(site: Result) -> None:
    for page in ("index", "posts/alpha/second", "shorts/one", "shorts/index", "archive"):
        for line in site.page(page).select(".facts, .kicker, .colophon"):
            for silent in line.select("[aria-hidden=true]"):
                silent.decompose()
            assert " · " not in line.get_text(), f"{page}: {line}"


def test_link_that_shows_its_address_is_marked(site: Result) -> None:
    links = article(site, "posts/alone").select("a[href='https://example.org/page']")
    assert ["bare" in link.get_attribute_list("class") for link in links] == [True, False]
