"""A page has one style sheet and one script, named by what is in them."""

from __future__ import annotations

import re
import shutil
import subprocess
from collections.abc import Callable, Mapping
from pathlib import Path

import pytest
from bs4 import BeautifulSoup

from extensions.lib.js_modules import Entry, join_modules
from extensions.lib.node import NODE
from extensions.output.theme.style_sheets import join_sheets
from tests.support.project import ROOT, Project, Result, differences
from tests.support.sample import sample

JOINED = re.compile(r"_static/page-[0-9a-f]{16}\.(css|js)$")


def reader(files: Mapping[str, str]) -> Callable[[str], str]:
    return files.__getitem__


def test_sheets_are_joined_in_their_order() -> None:
    files = {"b.css": "/* two */ p { color: red }\n", "a.css": "p {\n  color: blue;\n}"}
    assert join_sheets(["b.css", "a.css"], reader(files)) == "p{color:red}\np{color:blue}"


@pytest.mark.parametrize(
    ("written", "there"),
    [
        ("url(b.woff2)", "url(faces/b.woff2)"),
        ("url( 'b.woff2' )", "url('faces/b.woff2')"),
        ('url("../b.svg")', 'url("faces/../b.svg")'),
        ("url(data:font/woff2;base64,AA==)", "url(data:font/woff2;base64,AA==)"),
        ("url(/b.svg)", "url(/b.svg)"),
        ("url(https://a.example/b.svg)", "url(https://a.example/b.svg)"),
        ("url(#shape)", "url(#shape)"),
    ],
)
def test_an_address_leads_where_it_led(written: str, there: str) -> None:
    files = {"faces/a.css": f"p {{ src: {written} }}"}
    assert join_sheets(["faces/a.css"], reader(files)) == f"p{{src:{there}}}"


@pytest.mark.parametrize("rule", ['@import "b.css";', "@namespace svg url(http://a.example);"])
def test_a_sheet_with_a_rule_that_has_to_be_first_is_not_joined(rule: str) -> None:
    with pytest.raises(ValueError, match=r"^a\.css: "):
        join_sheets(["a.css"], reader({"a.css": f"{rule} p {{ color: red }}"}))


@pytest.mark.parametrize("rule", ["@container (width < 9em)", "@media print", "@supports (a:b)"])
def test_what_stands_within_an_element_stays_within_it(rule: str) -> None:
    texts = {"a.css": f"{rule} {{ .a :is(b) {{ x: y }} }}"}
    assert join_sheets(["a.css"], texts.__getitem__) == f"{rule}{{.a :is(b){{x:y}}}}"


def test_the_name_of_an_encoding_stands_in_no_joined_sheet() -> None:
    files = {"a.css": "p{top:0}", "b.css": '@charset "utf-8";a{top:0}'}
    assert "@charset" not in join_sheets(["a.css", "b.css"], reader(files))


def run(text: str, folder: Path) -> str:
    """Return what the module *text* prints, when all of the page is there."""
    script = folder / "joined.mjs"
    script.write_text(f'globalThis.document = {{ readyState: "complete" }};\n{text}', "utf-8")
    done = subprocess.run([NODE, script], capture_output=True, encoding="utf-8")
    assert done.returncode == 0, done.stderr
    return done.stdout


def test_modules_are_joined_with_what_they_import(tmp_path: Path) -> None:
    files = {
        "one.js": 'import { a, b as other } from "./lib.js";\nconst x = 1;\n'
        "console.log(a(), other);",
        "two.js": 'import {\n  a,\n} from "./lib.js";\nimport { c } from "./deep.js";\n'
        "const x = 2;\nconsole.log(x, a(), c);",
        "lib.js": 'import { c } from "./deep.js";\nconsole.log("once");\n'
        "const x = 3;\nexport function a() {\n  return x + c;\n}\nexport const b = 4;",
        "deep.js": "export const c = 5; // not told",
    }
    joined = join_modules([Entry("one.js"), Entry("two.js", early=True)], reader(files))
    assert run(joined, tmp_path) == "once\n8 4\n2 8 5\n"
    assert "told" not in joined


# Each look at the clock takes as long as a module may.
COUNTED = """
let clock = 0;
const paints = [{}];
const performance = { now: () => (clock += 5), getEntriesByType: () => paints };
Object.defineProperty(globalThis, "performance", { value: performance });
globalThis.scheduler = {
  postTask: (run) => setTimeout(() => { console.log("task"); run(); }),
};
"""


def test_modules_that_take_long_run_in_tasks_of_their_own(tmp_path: Path) -> None:
    files = {f"{name}.js": f'console.log("{name}");' for name in ("one", "two", "three")}
    joined = join_modules([Entry(name) for name in files], reader(files))
    assert run(COUNTED + joined, tmp_path) == "task\none\ntask\ntwo\ntask\nthree\n"


def test_before_the_first_paint_modules_run_at_once(tmp_path: Path) -> None:
    files = {f"{name}.js": f'console.log("{name}");' for name in ("one", "two", "three")}
    joined = join_modules([Entry(name) for name in files], reader(files))
    assert run(f"{COUNTED}paints.pop();\n{joined}", tmp_path) == "one\ntwo\nthree\n"


def test_modules_run_without_a_scheduler(tmp_path: Path) -> None:
    files = {f"{name}.js": f'console.log("{name}");' for name in ("one", "two")}
    joined = join_modules([Entry(name) for name in files], reader(files))
    assert run(f"delete globalThis.scheduler;\n{joined}", tmp_path) == "one\ntwo\n"


def test_a_fault_in_one_module_stops_no_other(tmp_path: Path) -> None:
    files = {"one.js": "missing();", "two.js": 'console.log("runs");'}
    joined = join_modules([Entry("one.js"), Entry("two.js")], reader(files))
    assert run(f"globalThis.reportError = () => {{}};\n{joined}", tmp_path) == "runs\n"


@pytest.mark.parametrize(
    "text",
    [
        'import x from "./lib.js";',
        'import * as x from "./lib.js";',
        'import "./lib.js";',
        'import { a } from "https://a.example/lib.js";',
        "export default 1;",
        "export { a };",
        "export let a = 1;",
        "await fetch('x');",
        "const x = await fetch('x');",
        "use(await fetch('x'));",
        'import { a } from "./self.js";',
    ],
)
def test_a_module_of_another_form_is_not_joined(text: str) -> None:
    files = {"self.js": text, "lib.js": "export const a = 1;"}
    with pytest.raises((ValueError, KeyError)):
        join_modules([Entry("self.js")], reader({**files, "a.js": text}))


def faced(folder: Path) -> Project:
    """Return the small site with the style sheets and scripts of the real one."""
    project = sample(folder)
    shutil.copytree(ROOT / "docs/_static", project.docs / "_static", dirs_exist_ok=True)
    return project


def sheets(page: BeautifulSoup) -> list[str]:
    for element in page.select("noscript"):
        element.decompose()
    return [str(link["href"]) for link in page.select("link[rel=stylesheet]")]


def scripts(page: BeautifulSoup) -> list[str]:
    return [str(script["src"]) for script in page.select("script[src]")]


def docnames(result: Result) -> list[str]:
    """Return the pages, but for those that only send on."""
    files = result.files()
    return sorted(
        name.removesuffix(".html")
        for name, content in files.items()
        if name.endswith(".html")
        and not name.startswith("_")
        and b"canonical" in content[:9000]
        and b'http-equiv="refresh"' not in content
    )


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Result:
    result = faced(tmp_path_factory.mktemp("faced")).build(jobs=2)
    assert (result.status, result.warnings) == (0, [])
    return result


def test_every_page_has_one_sheet_and_one_script(built: Result) -> None:
    found = docnames(built)
    assert len(found) > 10
    for name in found:
        page = built.page(name)
        for links in (sheets(page), scripts(page)):
            assert len(links) == 1, (name, links)
            path = (built.outdir / name).parent / links[0]
            assert JOINED.search(links[0]), name
            assert path.is_file(), name


def test_nothing_but_the_sheet_holds_up_the_paint(built: Result) -> None:
    page = built.page("posts/alpha/first")
    for script in page.select("script[src]"):
        assert script["type"] == "module"
    inline = [one for one in page.select("script:not([src])") if one.get("type") is None]
    assert len(inline) == 1
    assert len(page.select("link[rel=preload]")) <= 2
    # The first that is asked for.
    asked = page.select("link[href*=_static]:not([rel='shortcut icon'])")
    assert asked[0]["href"] == sheets(page)[0]


def test_a_page_has_the_sheets_of_what_is_on_it(built: Result) -> None:
    texts = {
        name: (built.outdir / name).parent.joinpath(sheets(built.page(name))[0]).read_text("utf-8")
        for name in ("posts/alone", "search", "index")
    }
    assert ".katex" in texts["posts/alone"]
    assert ".highlight .kt" in texts["posts/alone"]
    for sign in (".katex .base", ".highlight .kt"):
        assert sign not in texts["search"], sign
    # What is written into static files at the end is in it.
    assert "not (color:light-dark(" in texts["search"]
    assert 'data-theme="dark"] .highlight .kt' in texts["posts/alone"]


def test_joined_files_that_no_page_names_are_gone(tmp_path: Path) -> None:
    project = faced(tmp_path / "edited")
    before = {name for name in project.build().files() if JOINED.search(name)}
    sheet = project.docs / "_static/page.css"
    sheet.write_text(sheet.read_text("utf-8") + "article { top: 1px }\n", "utf-8")
    script = project.docs / "_static/reading.js"
    script.write_text(script.read_text("utf-8") + "globalThis.changed = 1;\n", "utf-8")
    edited = project.build()
    after = {name for name in edited.files() if JOINED.search(name)}
    assert before
    assert after
    assert not before & after
    assert differences(edited, project.copy(tmp_path / "clean").build(jobs=2)) == []


def test_an_edit_of_one_page_leaves_the_files_of_the_others(tmp_path: Path) -> None:
    project = faced(tmp_path / "edited")
    project.build()
    project.write("about.md", "# About\n\nNo formula.\n\n```python\nprint(1)\n```\n")
    edited = project.build()
    assert differences(edited, project.copy(tmp_path / "clean").build()) == []


def test_what_cannot_be_joined_keeps_its_place(tmp_path: Path) -> None:
    project = faced(tmp_path)
    for name in ("before.css", "wide.css", "after.css"):
        project.write(f"_static/{name}", f".{name[:-4]} {{ top: 0 }}\n")
    project.write("_static/own.js", 'import x from "./elements.js";\n')
    project.configure(
        'html_css_files = ["before.css", ("wide.css", {"media": "(min-width: 60em)"}), "after.css",'
        ' "https://a.example/b.css"]\n'
        'html_js_files += [("own.js", {"type": "module"}), "classic.js"]\n'
    )
    result = project.build()
    page = result.page("about")
    # KaTeX's and others of ours before, one sheet with the first of these.
    first, wide, second, foreign = sheets(page)[:4]
    assert ".before{" in result.text(first)
    assert "wide.css" in wide
    assert page.select("link[media='(min-width: 60em)']")
    assert result.text(second).endswith(".after{top:0}")
    assert foreign == "https://a.example/b.css"
    joined, own, classic = scripts(page)
    assert JOINED.search(joined)
    assert "own.js" in own
    assert "classic.js" in classic


def test_a_site_of_folders_has_them_too(tmp_path: Path) -> None:
    result = faced(tmp_path).build(builder="dirhtml")
    page = result.page("about/index")
    assert JOINED.search(sheets(page)[0])
    sheet = (result.outdir / "about" / sheets(page)[0]).read_text("utf-8")
    assert "not (color:light-dark(" in sheet


def test_joined_sheets_keep_the_places_that_they_were_given(built: Result) -> None:
    href = sheets(built.page("posts/alpha/first"))[0]
    sheet = (built.outdir / "posts/alpha" / href).read_text("utf-8")
    # Pygments', Furo's, KaTeX's, and ours as conf.py has them, to the last.
    signs = [".highlight .kt", ".sidebar-drawer", ".katex .base", "--paper:light-dark"]
    places = [sheet.index(sign) for sign in signs]
    assert places == sorted(places)
    last = (ROOT / "docs/_static/print.css").read_text("utf-8")
    assert sheet.endswith(join_sheets(["print.css"], {"print.css": last}.__getitem__))
