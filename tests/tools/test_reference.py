"""The reference in the handbook is made of the code, and says something of all that is ours."""

from __future__ import annotations

import re
import subprocess
from pathlib import Path

import pytest

from extensions.doctree.events import EVENTS
from extensions.lib.own_code import EXTENSIONS
from extensions.model.frontmatter import Kind
from extensions.model.frontmatter.schema import TABLES
from extensions.tools.reference.docstrings import markdown, sentences_naming
from extensions.tools.reference.parts import MAKEFILES, PARTS, targets_of
from extensions.tools.reference.registered import Registration, registrations
from tests.support.project import ROOT, Project, Result

PAGE = ROOT / "docs/handbook/reference.md"
FOUND = list(registrations(EXTENSIONS))


def entries(part: str) -> dict[str, str]:
    """Return of each term of a part of the reference what is said of it, both as Markdown."""
    found = re.findall(r"^(`.*)\n: ((?:.|\n)*?)(?=\n\n`|\Z)", PARTS[part](), re.MULTILINE)
    return dict(found)


@pytest.mark.parametrize("kind", Kind)
def test_keys_of_front_matter(kind: Kind) -> None:
    assert [term.strip("`") for term in entries(kind)] == [
        *(name for name, row in TABLES[kind].items() if row.is_required),
        *(name for name, row in TABLES[kind].items() if not row.is_required),
    ]


def test_words_on_a_required_and_on_an_optional_key() -> None:
    said = entries("post")
    assert said["`date`"].split("\n\n  ") == [
        "The day of publication; before it, the page is not on the site.",
        "Required. Write a day as year-month-day, as in `date: 2026-05-10`.",
        '*Shown:* lists, cards, the head of the page, feeds, "Cite this"; orders what is listed.',
    ]
    assert said["`draft`"].split("\n\n  ")[1] == (
        "Optional; without it `false`. Write the word true or false, without quotes, as in "
        "`draft: true`."
    )


def test_directives_with_their_options() -> None:
    said = entries("directives")
    for name in ("posts", "shorts", "shorts-wall", "short", "series-contents", "map", "prf:proof"):
        assert f"`{{{name}}}`" in said
    line = "A list of posts, those that are pinned first, then the newest."
    assert said["`{posts}`"].startswith(line)
    assert "`:limit:` a whole number from 1; `:skip:` a whole number from 0;" in said["`{posts}`"]
    statements = next(term for term in said if "{prf:theorem}" in term)
    assert "`{prf:assumption}`" in statements


def test_every_option_is_explained_by_the_docstring_of_its_directive() -> None:
    for term, said in entries("directives").items():
        words, _, options = said.partition("*Options:*")
        for option in re.findall(r"`:[\w-]+:`", options):
            assert option in words, (term, option)


def test_roles_that_authors_may_write() -> None:
    said = entries("roles")
    assert said.keys() >= {"`{prf:ref}`", "`{site:ref}`", "`{site:num}`", "`{raw}`"}
    assert '"Theorem 1 of *The perceptron*" elsewhere.' in said["`{prf:ref}`"]


@pytest.mark.parametrize(
    "setting", [one for one in FOUND if one.method == "add_config_value"], ids=lambda one: one.name
)
def test_every_setting_says_what_it_means(setting: Registration) -> None:
    assert setting.description.endswith(".")
    said = entries("settings")[f"`{setting.name}`"]
    assert said.endswith(f"*Default:* `{setting.arguments[0]}`")


@pytest.mark.parametrize("event", EVENTS)
def test_every_event_is_named_by_its_module(event: str) -> None:
    assert f"`{event}`" in entries("events")[f"`{event}`"]


def test_every_event_with_an_order_says_why() -> None:
    listed = entries("phases")
    assert {"`config-inited`", "`env-updated`", "`build-finished`"} <= listed.keys()
    assert listed["`env-get-outdated`"] == (
        "Pages with a bibliography in another style, then those that the record of the last build "
        "names: both are read again."
    )
    assert "`WriteTransform`" in PARTS["phases"]()


def test_commands_are_those_that_make_lists() -> None:
    done = subprocess.run(
        ["make", "--no-print-directory", "help"],
        cwd=ROOT,
        check=True,
        capture_output=True,
        encoding="utf-8",
    )
    listed = dict(line.split(maxsplit=1) for line in done.stdout.splitlines())
    said = {term.strip("`").split()[1]: text[:-1] for term, text in entries("make").items()}
    assert said == {name: markdown(words) for name, words in listed.items()}


def test_page_has_every_part() -> None:
    asked = re.findall(r"^```\{reference\} (\w+)$", PAGE.read_text("utf-8"), re.MULTILINE)
    assert sorted(asked) == sorted(PARTS)


def test_page_names_no_path_of_the_machine() -> None:
    assert str(ROOT) not in "".join(part() for part in PARTS.values())


@pytest.mark.parametrize(
    ("docstring", "text"),
    [
        ("Of ``a`` and :class:`~b.C` in <tag>/x.md.", "Of `a` and `b.C` in `<tag>/x.md`."),
        ("``{prf:ref}`label``` gives it", "`` {prf:ref}`label` `` gives it"),
        ("As ``<b>`` is.", "As `<b>` is."),
    ],
)
def test_docstring_as_markdown(docstring: str, text: str) -> None:
    assert markdown(docstring) == text


def test_sentences_that_name_something() -> None:
    def documented() -> None:
        """First line.

        Nothing.  The event ``a-b`` (env, page) is
        asked once.  Another says ``a-bc``::

            code
        """

    assert sentences_naming("a-b", documented) == "The event `a-b` (env, page) is asked once."
    assert sentences_naming("a-bc", documented) == "Another says `a-bc`."


def test_registrations_are_read_from_source(tmp_path: Path) -> None:
    package = tmp_path / "package"
    package.mkdir()
    (package / "__init__.py").write_text(
        'def setup(app):\n    app.add_config_value("a", [1], "env", description="A.")\n'
        '    app.add_role("b", b)\n    app.add_role(name, b)\n    app.connect("c", d)\n',
        "utf-8",
    )
    assert [
        (one.method, one.name, one.module, one.description) for one in registrations(package)
    ] == [("add_config_value", "a", "package", "A."), ("add_role", "b", "package", "")]


def test_targets_without_words_are_left_out() -> None:
    assert targets_of("a: b  ## Do it\nc:\n") == "`make a`\n: Do it."


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Result:
    wrong = "# Wrong\n\n```{reference} setings\n```\n\n```{reference} zzz\n```\n\nStays.\n"
    whole = re.sub(r"\[\]\(#.*?\)", "x", PAGE.read_text("utf-8"))
    files = {"handbook/reference.md": whole, "wrong.md": wrong}
    return Project(tmp_path_factory.mktemp("reference"), files).build()


def test_unknown_part_is_told_in_one_line(built: Result) -> None:
    parts = "post, short, series, page, directives, roles, settings, events, phases, make"
    assert built.warnings == [
        'wrong.md:3: WARNING: there is no part "setings" of the reference: did you mean '
        '"settings"? [groundwork.reference-part]',
        f'wrong.md:6: WARNING: there is no part "zzz" of the reference: write one of {parts} '
        "[groundwork.reference-part]",
    ]
    assert "Stays." in built.page("wrong").get_text()


def test_parts_are_on_the_page_as_definition_lists(built: Result) -> None:
    page = built.page("handbook/reference")
    terms = [term.get_text() for term in page.find_all("dt")]
    assert terms.count("date") == 2
    assert {"{posts}", "shorts_per_page", "site-dependencies", "make html"} <= {*terms}
    assert page.find(string=re.compile("docs/posts/<series>/index.md"))
    assert all(path.is_file() for path in MAKEFILES)
