"""``{widget}``: a figure in its first state in every form of a page, rebuilt with its code."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest

from tests.support.pages import article, attribute, select_first, texts
from tests.support.project import Project, Result, differences
from tests.support.sample import sample
from tests.support.widget_samples import FIGURE, GOOD, block

PAGE = "posts/alone"
POST = """\
---
date: 2026-02-02
tags: [attention, optimisation]
level: foundation
authors: [Ada]
summary: A summary.
---

(alone)=
# Alone

See [](#fig-line) and [](#fig-long).

"""
PLACES = block() + "\n" + block(label="fig-long", size="3", kind="dashed")
STYLE = '[data-widget="line"] path { stroke: var(--accent) }\n'
WORKER = "export function* run(state) {\n  yield 0.5;\n  return 2 * state.size;\n}\n"


def with_widget(folder: Path, text: str = PLACES, code: str = GOOD) -> Project:
    """Return the sample site with a post that shows the figure "line"."""
    files = {f"{PAGE}.md": POST + text, f"posts/{FIGURE}": code}
    return sample(folder, files)


@pytest.fixture(scope="module")
def project(tmp_path_factory: pytest.TempPathFactory) -> Project:
    made = with_widget(tmp_path_factory.mktemp("site"))
    made.write("posts/widgets/line/style.css", STYLE)
    return made


@pytest.fixture(scope="module")
def site(project: Project) -> Result:
    result = project.build()
    assert result.warnings == []
    return result


def test_page_has_pictures_words_and_controls_of_their_first_states(site: Result) -> None:
    page = article(site, PAGE)
    figures = page.select("figure.widget")
    assert [attribute(one, "id") for one in figures] == ["fig-line", "fig-long"]
    assert [attribute(one, "d") for one in page.select("figure path")] == ["M0 0h2", "M0 0h3"]
    assert [attribute(one, "id") for one in page.select("figure path")] == [
        "line-line",
        "long-line",
    ]
    assert texts(page, "figure .widget-said") == ["It is 2 cm long.", "It is 3 cm long."]
    assert texts(page, "figure .caption-number") == ["Figure 1", "Figure 2"]
    picture = select_first(figures[0], "svg")
    assert (attribute(picture, "role"), attribute(picture, "aria-label")) == ("img", "A <line>.")
    control = select_first(figures[1], "input[type=range]")
    values = [attribute(control, name) for name in ("min", "max", "step", "value")]
    assert values == ["0", "4", "0.5", "3"]
    assert attribute(control, "aria-valuetext") == "3.0 cm"
    assert texts(figures[1], "output") == ["3.0 cm"]
    assert texts(figures[1], "option[selected]") == ["dashed"]
    body = select_first(figures[1], ".widget-body")
    assert json.loads(attribute(body, "data-state")) == {"size": 3, "kind": "dashed"}
    assert {"Figure 1", "Figure 2"} <= {*texts(page, "p a.reference")}


def test_code_and_style_are_files_named_by_their_content(site: Result) -> None:
    body = select_first(article(site, PAGE), ".widget-body")
    module = attribute(body, "data-module")
    assert re.fullmatch(r"\.\./_static/widget-line-[0-9a-f]{16}\.js", module)
    code = site.text(module.removeprefix("../"))
    assert "export const figure" in code
    sheets = [str(one["href"]) for one in site.page(PAGE).select("link[rel=stylesheet]")]
    assert any(
        "[data-widget=" in site.text(one.removeprefix("../")) for one in sheets if "page-" in one
    )
    assert "widget-controls" not in site.text("about.html")


def test_feed_has_the_picture_as_an_image_and_no_controls(site: Result) -> None:
    feed = json.loads(site.text("feed.json"))
    [item] = [one for one in feed["items"] if one["url"].endswith("alone.html")]
    html = item["content_html"]
    images = re.findall(
        r'<img src="[^"]*/_images/(widget-line-[0-9a-f]+\.svg)" alt="([^"]*)"', html
    )
    assert [alt for _, alt in images] == ["A &lt;line&gt;."] * 2
    assert 'd="M0 0h2"' in site.text(f"_images/{images[0][0]}")
    assert "It is 3 cm long." in html
    for word in ("Reset", "<select", "Size"):
        assert word not in html


def test_twin_has_its_description(site: Result) -> None:
    twin = site.text(f"{PAGE}.md")
    assert "Figure: A" in twin
    assert "It is 2 cm long." in twin
    assert "Reset" not in twin


def test_text_has_its_description(project: Project, site: Result, tmp_path: Path) -> None:
    result = project.copy(tmp_path / "text").build(builder="text")
    assert result.warnings == []
    assert "It is 3 cm long." in result.text(f"{PAGE}.txt")


def test_book_has_the_picture_in_colours_of_its_own(project: Project, tmp_path: Path) -> None:
    other = project.copy(tmp_path / "book")
    other.write(f"posts/{FIGURE}", GOOD.replace("<path", '<path stroke="var(--figure-accent)"'))
    result = other.build(builder="epub")
    page = result.text(f"{PAGE}.xhtml")
    assert re.search(r'<svg xmlns="http://www.w3.org/2000/svg" role="img"[^>]*>', page)
    assert "var(" not in page
    assert "It is 2 cm long." in page
    assert "<input" not in page


def test_page_follows_all_that_a_figure_is_made_of(tmp_path: Path) -> None:
    project = with_widget(tmp_path / "site")
    project.write("posts/widgets/line/model.js", "export const longer = 1;\n")
    before = project.build()
    old = {name for name in before.files() if "widget-line-" in name}
    assert len(old) == 3
    changes = {
        "model.js": "export const longer = 2;\n",
        "figure.js": 'import { longer } from "./model.js";\n'
        + GOOD.replace("h${state.size}", "h${state.size * longer}"),
        "style.css": STYLE,
        "worker.js": WORKER,
    }
    for number, (name, text) in enumerate(changes.items()):
        project.write(f"posts/widgets/line/{name}", text)
        result = project.build()
        clean = project.copy(tmp_path / f"clean-{number}").build()
        assert result.warnings == []
        assert differences(result, clean) == []
    assert 'd="M0 0h4"' in result.text(f"{PAGE}.html")
    assert not old & set(result.files())
    project.write(f"{PAGE}.md", POST.replace("See [](#fig-line) and [](#fig-long).", "Nothing."))
    assert not {name for name in project.build().files() if "widget-line-" in name}


def test_page_follows_what_its_figure_imports_from_elsewhere(tmp_path: Path) -> None:
    code = 'import { a } from "../shared/a.js";\nimport { b } from "./b.js";\n' + GOOD.replace(
        "h${state.size}", "h${a + b}"
    )
    project = with_widget(tmp_path / "site", code=code)
    project.write("posts/widgets/shared/a.js", "export const a = 1;\n")
    [warning] = [*{*project.build().warnings}]
    assert 'it imports "./b.js", which is not there' in warning
    # What comes later is a change of the page, and so is what stands in no folder of its own.
    project.write("posts/widgets/line/b.js", "export const b = 2;\n")
    assert 'd="M0 0h3"' in project.build().text(f"{PAGE}.html")
    project.write("posts/widgets/shared/a.js", "export const a = 5;\n")
    result = project.build()
    assert 'd="M0 0h7"' in result.text(f"{PAGE}.html")
    assert differences(result, project.copy(tmp_path / "clean").build()) == []


def test_figure_stands_wherever_a_page_has_room(tmp_path: Path) -> None:
    def inside(kind: str, label: str) -> str:
        return f":::{{{kind}}} A\n{block(label=label, size='3')}:::\n"

    item = "- An item\n\n" + re.sub(r"^(?=.)", "  ", block(label="fig-item"), flags=re.M)
    tab = f"::::{{tab-set}}\n{inside('tab-item', 'fig-tab')}::::\n"
    text = "\n".join([block(), inside("admonition", "fig-note"), tab, item])
    project = with_widget(tmp_path)
    project.write(f"{PAGE}.md", POST.replace("See [](#fig-line) and [](#fig-long).", "") + text)
    result = project.build()
    assert result.warnings == []
    bodies = article(result, PAGE).select("figure .widget-body")
    assert [attribute(one, "data-name") for one in bodies] == ["line", "note", "tab", "item"]
    states = [json.loads(attribute(one, "data-state"))["size"] for one in bodies]
    assert states == [2, 3, 3, 2]
    ids = [attribute(one, "id") for one in article(result, PAGE).select("figure path")]
    assert ids == ["line-line", "note-line", "tab-line", "item-line"]


def test_figure_is_drawn_once_and_then_taken_from_the_cache(tmp_path: Path) -> None:
    project = with_widget(tmp_path)
    project.configure("widget_cache = 'w.sqlite'\nimport extensions.markup.widgets.drawer as it")
    project.build()
    (tmp_path / "_build/doctrees/environment.pickle").unlink()
    counts = "import extensions.markup.widgets.drawer as it\nit.node_of = None\n"
    project.configure(f"widget_cache = 'w.sqlite'\n{counts}")
    result = project.build()
    assert result.warnings == []
    assert 'd="M0 0h3"' in result.text(f"{PAGE}.html")


def test_session_that_comes_later_is_a_change_of_the_page(tmp_path: Path) -> None:
    project = with_widget(tmp_path)
    assert "data-session" not in project.build().text(f"{PAGE}.html")
    session = "export const open = () => ({ set: () => undefined });\n"
    project.write("posts/widgets/line/session.js", session)
    result = project.build()
    assert result.warnings == []
    page = article(result, PAGE)
    assert ".session.js" in attribute(select_first(page, ".widget-body"), "data-session")
    acts = [str(one["data-act"]) for one in page.select("button[data-act]")]
    assert acts[:4] == ["go", "go-one", "again", "reset"]


def test_worker_draws_its_result_at_build(tmp_path: Path) -> None:
    code = GOOD.replace("{ id }", "{ id, result }").replace("h${state.size}", "h${result}")
    project = with_widget(tmp_path, code=code)
    project.write("posts/widgets/line/worker.js", WORKER)
    result = project.build()
    assert result.warnings == []
    page = article(result, PAGE)
    assert attribute(select_first(page, "figure path"), "d") == "M0 0h4"
    assert "worker" in attribute(select_first(page, ".widget-body"), "data-worker")
    assert select_first(page, "button[data-act=stop]").get_text() == "Stop"
