"""A mistake in an interactive figure is one line with its place, and the page has its figure."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.support.pages import article, select_first, texts
from tests.support.project import Project, Result
from tests.support.sample import sample
from tests.support.widget_samples import FIGURE, GOOD, block

DRAW = "return `<svg"
AT = "figure.js:"

# What the code is instead, where that is told, and what.
FAULTS = {
    "syntax": (f"{GOOD}const = 1;\n", f"{AT}9", "SyntaxError: Unexpected token '='"),
    "throws": (
        GOOD.replace(DRAW, f"none();\n  {DRAW}"),
        f"{AT}6",
        "draw fails: ReferenceError: none",
    ),
    "describe": (
        GOOD.replace("=> `It", "=> state.a.b + `It"),
        f"{AT}8",
        "describe fails: TypeError",
    ),
    "no number": (
        GOOD.replace("h${state.size}", "h${0 / 0}"),
        f"{AT}5",
        "draw gives NaN, in <path",
    ),
    "said NaN": (GOOD.replace("${state.size} cm", "${0 / 0} cm"), f"{AT}8", "which is no sentence"),
    "says nothing": (
        GOOD.replace("`It is ${state.size} cm long.`", "``"),
        f"{AT}8",
        "gives nothing",
    ),
    "long number": (
        GOOD.replace("h${state.size}", "h${state.size / 3}"),
        f"{AT}5",
        "draw gives 0.6666666666666666…, whose last digits a browser may compute otherwise",
    ),
    "no word": (
        GOOD.replace('"size"', '"größe"'),
        f"{AT}2",
        'a control has the name "größe", which cannot stand in an address: write letters a to z',
    ),
    "endless": (GOOD.replace("h${state.size}", "h${1 / 0}"), f"{AT}5", "draw gives Infinity"),
    "chance": (GOOD.replace("h${state.size}", "h${Math.random()}"), f"{AT}5", "another answer"),
    "date": (GOOD.replace("h${state.size}", "h${Date.now()}"), f"{AT}5", "another answer"),
    "keeps": (
        GOOD.replace("export function draw", "let n = 0;\nexport function draw").replace(
            "h${state.size}", "h${(n += 1)}"
        ),
        f"{AT}6",
        "another answer",
    ),
    "for ever": (GOOD.replace(DRAW, f"for (;;);\n  {DRAW}"), f"{AT}5", "more than 2 seconds"),
    "loads for ever": (f"{GOOD}for (;;);\n", f"{AT}5", "more than 2 seconds"),
    "ends": (f"{GOOD}process.exit(3);\n", f"{AT}1", "it stops what draws it"),
    "no label": (GOOD.replace('"Size"', '""'), f"{AT}2", 'the control "size" has no label'),
    "no range": (GOOD.replace("max: 4, ", ""), f"{AT}2", 'the control "size" has no range'),
    "no type": (GOOD.replace('"choice"', '"radio"'), f"{AT}3", "has the type"),
    "no default": (GOOD.replace(", default: 2", ""), f"{AT}2", "has no first value"),
    "out of range": (
        GOOD.replace("default: 2", "default: 7"),
        f"{AT}2",
        "7, which is out of its range",
    ),
    "twice": (GOOD.replace('"kind"', '"size"'), f"{AT}2", 'two controls have the name "size"'),
    "initial": (
        f"{GOOD}export const initial = {{ sise: 1 }};\n",
        f"{AT}9",
        'initial: "sise": no control has the name: did you mean "size"?',
    ),
    "no draw": (
        GOOD.replace("export function draw", "function draw"),
        f"{AT}1",
        '"draw" is not exported',
    ),
    "no controls": (
        GOOD.replace("export const controls", "const controls"),
        f"{AT}1",
        '"controls" is not',
    ),
    "no text": (GOOD.replace(DRAW, f"return 7;\n  {DRAW}"), f"{AT}5", "draw gives no text"),
    "no SVG": (GOOD.replace("</svg>", ""), f"{AT}5", "draw gives no SVG"),
    "no size": (GOOD.replace(' viewBox="0 0 9 9"', ""), f"{AT}5", "draw gives no size"),
    "script": (
        GOOD.replace("</svg>", "<script/></svg>"),
        f"{AT}5",
        "<script>, which may not stand",
    ),
    "id of all": (
        GOOD.replace("${id}-line", "clip"),
        f"{AT}5",
        'the id "clip", which a second figure',
    ),
    "form": (f"{GOOD}export default 1;\n", f"{AT}9", '"export" is not joined: write import'),
    "missing": (
        'import { a } from "./modle.js";\n' + GOOD,
        f"{AT}1",
        'it imports "./modle.js", which is not there',
    ),
    "no such export": (
        'import { b } from "./other.js";\n' + GOOD,
        f"{AT}1",
        "does not provide an export named 'b'",
    ),
}


def with_figure(folder: Path, code: str, text: str) -> Project:
    """Return a small site with a page that shows the figure "line"."""
    return sample(folder, {"about.md": f"# About\n\n{text}", FIGURE: code})


@pytest.fixture(scope="module")
def broken(tmp_path_factory: pytest.TempPathFactory) -> Result:
    """A site with a figure for each fault."""
    names = [fault.replace(" ", "-").lower() for fault in FAULTS]
    files = {"about.md": "# About\n\n" + "\n".join(map(block, names))}
    for name, (code, _, _) in zip(names, FAULTS.values(), strict=True):
        files[f"widgets/{name}/figure.js"] = code
        files[f"widgets/{name}/other.js"] = "export const a = 1;\n"
    folder = tmp_path_factory.mktemp("broken")
    result = sample(folder, files).build()
    assert "Traceback" not in result.output
    assert str(folder) not in "".join(result.warnings)
    return result


@pytest.mark.parametrize("fault", FAULTS)
def test_fault_is_told_in_one_line_and_the_page_keeps_its_figure(
    fault: str, broken: Result
) -> None:
    name = fault.replace(" ", "-").lower()
    _, place, said = FAULTS[fault]
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
    ],
)
def test_unknown_name_names_the_nearest(name: str, said: str, tmp_path: Path) -> None:
    text = block(name, label="fig-line")
    project = with_figure(tmp_path, GOOD, f"See [](#fig-line).\n\n{text}")
    result = project.build()
    [warning] = result.warnings
    assert warning.startswith(f'about.md:5: WARNING: {{widget}} "{name}": {said}')
    assert article(result, "about").select_one("figure.widget svg") is not None
    # Once it is there, the page has it.
    if name == "zebra":
        project.write("widgets/zebra/figure.js", GOOD)
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
