"""A mistake in an interactive figure is one line with its place, and the page has its figure."""

from __future__ import annotations

import random
import re
from pathlib import Path
from string import ascii_letters

import pytest

from tests.support.pages import article, select_first, texts
from tests.support.project import Project, Result
from tests.support.sample import sample
from tests.support.widget_faults import DRAW, FAULTS, OTHER_FILES
from tests.support.widget_samples import FIGURE, GOOD, block
from tests.support.widget_slips import SLIPS

# Of figure.js alone.
CODE = {**FAULTS, **SLIPS}


def name_of(fault: str) -> str:
    """Return the name of the figure that has *fault*."""
    return fault.replace(" ", "-").lower()


def with_figure(folder: Path, code: str, text: str) -> Project:
    """Return a small site with a page that shows the figure "line"."""
    return sample(folder, {"about.md": f"# About\n\n{text}", FIGURE: code})


@pytest.fixture(scope="module")
def broken(tmp_path_factory: pytest.TempPathFactory) -> Result:
    """A site with a figure for each fault."""
    made = {fault: {"figure.js": code} for fault, (code, _, _) in CODE.items()}
    made |= {fault: {"figure.js": GOOD, **more} for fault, (more, _, _) in OTHER_FILES.items()}
    files = {"about.md": "# About\n\n" + "\n".join(block(name_of(fault)) for fault in made)}
    for fault, texts_of_files in made.items():
        for file, text in {"other.js": "export const a = 1;\n", **texts_of_files}.items():
            files[f"widgets/{name_of(fault)}/{file}"] = text
    folder = tmp_path_factory.mktemp("broken")
    result = sample(folder, files).build()
    assert "Traceback" not in result.output
    assert str(folder) not in "".join(result.warnings)
    return result


@pytest.mark.parametrize("fault", [*CODE, *OTHER_FILES])
def test_fault_is_told_in_one_line_and_the_page_keeps_its_figure(
    fault: str, broken: Result
) -> None:
    name = name_of(fault)
    _, place, said = {**CODE, **OTHER_FILES}[fault]
    figure = select_first(article(broken, "about"), f"#fig-{name}")
    assert figure.select_one("svg") is not None
    assert texts(figure, ".caption-text") == ["Move it."]
    told = [one for one in broken.warnings if f'{{widget}} "{name}"' in one]
    [warning] = told
    assert warning.startswith(f'widgets/{name}/{place}: WARNING: {{widget}} "{name}": ')
    assert said in warning


OPTIONS = {
    "above": ({"size": "7"}, "about.md:6", ":size: 7 is above its limit, 4"),
    "below": ({"size": "-1"}, "about.md:6", ":size: -1 is below its limit, 0"),
    "no number": ({"size": "long"}, "about.md:6", ':size: "long" is no value of it (number)'),
    "unknown": ({"sise": "1"}, "about.md:6", 'no control "sise": did you mean "size"?'),
    "no choice": (
        {"kind": "dotted"},
        "about.md:6",
        ':kind: "dotted" is no value of it: choose from solid, dashed',
    ),
}


@pytest.mark.many(3)
@pytest.mark.parametrize("fault", OPTIONS)
def test_option_is_checked_at_its_line(fault: str, tmp_path: Path) -> None:
    options, place, said = OPTIONS[fault]
    result = with_figure(tmp_path, GOOD, block(**options)).build()
    [warning] = result.warnings
    assert warning == f'{place}: WARNING: {{widget}} "line": {said} [groundwork.widget]'
    assert article(result, "about").select_one("figure.widget path") is not None


@pytest.mark.parametrize(
    ("name", "said"),
    [
        ("lime", 'no such folder: did you mean "line"?'),
        ("../../line", "no such folder"),
        ("zebra", "no such folder: run make new-widget"),
        ("empty", "its folder has no figure.js: write it"),
        ("upper", 'its folder has no figure.js: did you mean "Figure.js"?'),
    ],
)
def test_unknown_name_names_the_nearest(name: str, said: str, tmp_path: Path) -> None:
    text = block(name, label="fig-line")
    project = with_figure(tmp_path, GOOD, f"See [](#fig-line).\n\n{text}")
    project.write("widgets/empty/model.js", "export const a = 1;\n")
    project.write("widgets/upper/Figure.js", GOOD)
    result = project.build()
    [warning] = result.warnings
    assert warning.startswith(f'about.md:5: WARNING: {{widget}} "{name}": {said}')
    assert article(result, "about").select_one("figure.widget svg") is not None
    # Once it is there, the page has it.
    if name in ("zebra", "empty"):
        project.write(f"widgets/{name}/figure.js", GOOD)
        assert project.build().warnings == []


def test_figure_without_words_for_those_who_do_not_see_it_is_told(tmp_path: Path) -> None:
    result = with_figure(tmp_path, GOOD, block(alt="")).build()
    [warning] = result.warnings
    assert "has no text for readers who cannot see it: add :alt:" in warning


def test_fault_of_one_figure_stops_no_other(tmp_path: Path) -> None:
    text = f"{block()}\n{block('other', label='fig-other')}"
    project = with_figure(tmp_path, GOOD.replace(DRAW, f"for (;;);\n  {DRAW}"), text)
    project.write("widgets/other/figure.js", GOOD)
    result = project.build()
    assert len(result.warnings) == 1
    assert [one["d"] for one in article(result, "about").select("figure path")] == ["M0 0h2"]


def test_circle_of_imports_is_told(tmp_path: Path) -> None:
    project = with_figure(tmp_path, f'import {{ a }} from "./a.js";\n{GOOD}', block())
    project.write("widgets/line/a.js", 'import { b } from "./b.js";\nexport const a = 1;\n')
    project.write("widgets/line/b.js", 'import { a } from "./a.js";\nexport const b = 1;\n')
    [warning] = project.build().warnings
    assert warning == (
        'widgets/line/a.js:1: WARNING: {widget} "line": it imports itself, by what it imports: '
        "put what both need into a third file [groundwork.widget]"
    )


def test_fault_is_told_of_its_own_figure_not_of_the_next(tmp_path: Path) -> None:
    late = GOOD.replace(DRAW, f'Promise.reject(new Error("late"));\n  {DRAW}')
    text = f"{block()}\n{block('other', label='fig-other')}"
    project = with_figure(tmp_path, late, text)
    project.write("widgets/other/figure.js", GOOD)
    [warning] = project.build().warnings
    assert warning.startswith('widgets/line/figure.js:6: WARNING: {widget} "line": draw fails')


def test_code_that_no_reader_should_have_to_wait_for_is_told(tmp_path: Path) -> None:
    signs = "".join(random.Random(7).choices(ascii_letters, k=60_000))
    project = with_figure(tmp_path, f'{GOOD}const LONG = "{signs}";\n', block())
    [warning] = project.build().warnings
    assert warning.startswith('widgets/line/figure.js:1: WARNING: {widget} "line": its code has ')
    assert "and 40 are the most for a figure: put data into data.json" in warning


@pytest.mark.parametrize(
    "code",
    [
        f"\ufeff{GOOD}",
        GOOD.replace("\n", "\r\n"),
        f"import {{a}} from './other.js'\n{GOOD}",
        f'import {{\n  a,\n}} from "./other.js";\n{GOOD}',
    ],
    ids=["byte order mark", "line ends", "single quotes", "several lines"],
)
def test_code_is_read_however_an_editor_writes_it(code: str, tmp_path: Path) -> None:
    project = with_figure(tmp_path, code, block())
    project.write("widgets/line/other.js", "export const a = 1;\n")
    result = project.build()
    assert result.warnings == []
    [script] = Path(result.outdir, "_static").glob("widget-line-*.js")
    assert not re.search(r"\ufeff|^\s*import\b", script.read_text("utf-8"), re.MULTILINE)


def test_data_that_are_no_json_are_told_with_their_line(tmp_path: Path) -> None:
    project = with_figure(tmp_path, GOOD, block())
    project.write("widgets/line/data.json", '{"a": 1,\n "b": }\n')
    [warning] = project.build().warnings
    assert warning == (
        'widgets/line/data.json:2: WARNING: {widget} "line": it is not JSON: Expecting value, at '
        "column 7 [groundwork.widget]"
    )
    project.write("widgets/line/data.json", '{"a": 1}\n')
    assert project.build().warnings == []
