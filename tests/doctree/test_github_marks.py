"""What GitHub adds to Markdown, in every form of a page; comments, in none; refused formulas."""

from __future__ import annotations

from html import unescape

import pytest

from tests.support.pages import article, select_first
from tests.support.project import Project, Result
from tests.support.sample import FRONT

KINDS = ("note", "tip", "important", "warning", "caution")
ALERTS = "\n\n".join(f"> [!{kind.upper()}]\n> Words of the {kind}." for kind in KINDS)
SECRETS = [f"secret{n}" for n in range(9)]
PAGE = """\
# Marks <!-- secret0 -->

A ~~deleted~~ word <!-- secret1 $x$ --> and $`a_b`$ <!-- secret2 -->
and more.

{alerts}

- [ ] to be *read*
- [x] to be `written`
- plain

<!-- secret3

$$
secret4
$$

```python
secret5
``` -->

$$
y <!-- secret6 -->
$$

:::{{note}}
Inner <!-- secret7 --> words.
:::

<!-- secret8 --> Last words.
"""


@pytest.fixture(scope="module")
def project(tmp_path_factory: pytest.TempPathFactory) -> Project:
    """A site with a post that has everything."""
    front = FRONT.replace("Numbers.", '"A summary <!-- secret0 --> of it."')
    page = front + PAGE.format(alerts=ALERTS)
    return Project(tmp_path_factory.mktemp("marks"), {"posts/page.md": page})


@pytest.fixture(scope="module")
def built(project: Project) -> Result:
    """The site as HTML."""
    result = project.build()
    assert result.warnings == []
    return result


def test_page_has_notes_tasks_and_deleted_text(built: Result) -> None:
    text = article(built, "posts/page")
    for kind in KINDS:
        assert f"Words of the {kind}." in select_first(text, f".admonition.{kind}").get_text()
    assert select_first(text, "del").get_text() == "deleted"
    marks = text.select("li.task [role=img]")
    assert [(mark["aria-label"], mark.get_text()) for mark in marks] == [
        ("to do", "☐"),
        ("done", "☑"),
    ]
    assert select_first(text, "li.task em").get_text() == "read"
    tex = [one.get_text() for one in text.select("annotation")]
    assert tex == ["a_b", "y"]
    assert select_first(text, "h1").get_text().rstrip("#") == "Marks"


def test_comments_are_in_no_file(built: Result, project: Project) -> None:
    text = project.copy(project.root.with_name("marks-text")).build(builder="text")
    epub = project.copy(project.root.with_name("marks-epub")).build(builder="epub")
    for result in (built, text, epub):
        found = {
            name: secret
            for name, content in result.files().items()
            for secret in SECRETS
            if name != ".buildinfo" and secret.encode() in content
        }
        assert found == {}
    assert "[ ] to be *read*" in text.text("posts/page.txt")
    assert "~~deleted~~" in text.text("posts/page.txt")
    assert "Words of the caution." in text.text("posts/page.txt")
    assert "<del>deleted</del>" in epub.text("posts/page.xhtml")


def test_twin_and_feed_have_the_marks(built: Result) -> None:
    twin = built.text("posts/page.md")
    for piece in ("~~deleted~~", "- [ ] to be *read*", "- [x] to be `written`", "$a_b$"):
        assert piece in twin
    feed = unescape(built.text("atom.xml"))
    for piece in ("<del>deleted</del>", "☐", "☑", "Words of the important.", "Last words."):
        assert piece in feed


REFUSED = {
    r"\href{https://a.b}{x}": r"\href is not allowed in a formula: write the link outside of the "
    r'formula, at "\href{https://a.b}{x}"',
    r"\url{a}": r"\url is not allowed in a formula: write the address outside of the formula, "
    r'at "\url{a}"',
    r"\includegraphics{a.png}": r"\includegraphics is not allowed in a formula: write the picture "
    r'outside of the formula, at "\includegraphics{a.png}"',
    r"x \label{eq-a}": r"\label has no meaning in a formula: write $$ (label) on the line that "
    r'ends the formula, at "\label"',
    r"\eqref{a}": r"\eqref has no meaning in a formula: write {eq}`label` outside of the formula, "
    r'at "\eqref"',
    r"\newcommand{\Q}{q}": r"\newcommand holds in its own formula alone: define \Q in "
    r"katex_macros in conf.py",
    r"\DeclareMathOperator{\E}{E}": r"\DeclareMathOperator holds in its own formula alone: define "
    r"\E in katex_macros in conf.py",
    "{" * 3000 + "x" + "}" * 3000: "its parts are nested too deep: divide it into several "
    'formulas, at "{{{{{{{{{{{{{{{{{{{{{{{{"',
    r"\sqrt{" * 3000 + "x" + "}" * 3000: "its parts are nested too deep: divide it into several "
    r'formulas, at "\sqrt{\sqrt{\sqrt{\sqrt{"',
}


def test_refused_formula_is_told_with_its_line_and_remedy(project: Project) -> None:
    text, expected = "# Refused\n", []
    for tex, said in REFUSED.items():
        text += f"\n$$\n{tex}\n$$\n"
        line = text.count("\n") - 1
        expected.append(f"page.md:{line}: WARNING: formula: {said} [groundwork.formula]")
    text += "\n$\\def\\Q{q} \\Q$ is one formula.\n\n"
    text += "$$\n\\begin{align}\na \\\\\n\\nope\n\\end{align}\n$$\n"
    line = text.count("\n") - 2
    expected.append(
        f"page.md:{line}: WARNING: formula: Undefined control sequence: \\nope, "
        'at "\\nope": mend it, or give it a meaning in katex_macros of conf.py [groundwork.formula]'
    )
    result = Project(project.root.with_name("marks-refused"), {"page.md": text}).build()
    assert result.warnings == expected
    assert "Traceback" not in result.output
