"""What a template asks about other pages is known to the rebuild: our own ask nothing."""

from __future__ import annotations

import re
from pathlib import Path

import furo
import pytest
import sphinx

from extensions.output.blog.links import ASKED_ABOUT
from tests.support.project import ROOT, Project
from tests.support.sample import sample

TEMPLATES = sorted((ROOT / "docs/_templates").rglob("*.html"))
FURO = sorted((Path(furo.__file__).parent / "theme/furo").rglob("*.html"))
# The one file of Sphinx's that every theme may fall back on.
SPHINX = [Path(sphinx.__file__).parent / "themes/basic/layout.html"]


@pytest.mark.parametrize("template", TEMPLATES, ids=lambda path: path.name)
def test_our_templates_ask_nothing_about_pages(template: Path) -> None:
    text = template.read_text("utf-8")
    assert "hasdoc" not in text
    assert "all_docs" not in text


def test_what_others_ask_about_is_answered_by_the_engine() -> None:
    texts = [path.read_text("utf-8") for path in (*FURO, *SPHINX)]
    asked = {name for text in texts for name in re.findall(r"hasdoc\(['\"]([^'\"]+)", text)}
    assert asked == {*ASKED_ABOUT}
    assert not any(re.search(r"hasdoc\((?!['\"])", text) for text in texts)


def test_a_page_that_is_gone_is_led_to_by_none(tmp_path: Path) -> None:
    project = sample(tmp_path, {"series.md": "# Series\n", "copyright.md": "# Copyright\n"})
    leads = ('href="map.html"', 'href="series.html"', 'href="copyright.html"')
    before = project.build()
    for page in ("about", "search", "index"):
        assert [one for one in leads if one in before.text(f"{page}.html")] == [*leads]
    for name in ("map.md", "series.md", "copyright.md"):
        project.delete(name)
    after = project.build()
    assert after.warnings == []
    stale = [
        name
        for name, content in after.files().items()
        if re.search(rb'(map|series|copyright)\.html"', content)
    ]
    assert stale == []


def test_a_template_that_asks_is_told(tmp_path: Path) -> None:
    project = Project(tmp_path, {"_templates/sidebar/search.html": "{{ hasdoc('map') }}"})
    templates = [str(project.docs / "_templates"), str(ROOT / "docs/_templates")]
    project.configure(f"templates_path = {templates}")
    said = (
        "_templates/sidebar/search.html:1: WARNING: hasdoc(): a rebuild would not notice when "
        "there is another answer: ask 'map' in ways, or give the template a value "
        "[groundwork.asks]"
    )
    for _ in range(2):
        assert project.build().warnings == [said]
