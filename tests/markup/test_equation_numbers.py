r"""One numbering: what gives a formula its number, the page and every form of it say the same."""

from __future__ import annotations

from xml.etree import ElementTree

import pytest
from bs4 import BeautifulSoup, Tag

from extensions.markup.math.equations import number_nodes
from tests.support.pages import attribute
from tests.support.project import Project, Result
from tests.support.sample import FRONT

PAGE = r"""# Numbers

$$
a = 1
$$ (eq-one)

$$
\begin{align}
b &= 2 \label{eq-two} \\
c &= \begin{pmatrix} 1 & 2 \\ 3 & 4 \end{pmatrix} \nonumber \\
d &= 4 \tag{M} \label{eq-m} \\
e &= 5
\end{align}
$$

$$\begin{equation} f = 6 \label{eq-four} \end{equation}$$

$$
\begin{gather*} g \\ h \end{gather*}
$$

$$
i = 9 \tag{$\star$}
$$ (eq-star)

$$
j = 10 \tag*{Ax. 1}
$$ (eq-bare)

$$
\begin{gather} k \\ l \end{gather}
$$ (eq-five)

\begin{alignat}{2}
m &= 13 \\
n &= 14 \notag
\end{alignat}

```{math}
:label: eq-eight
o = 15
```

$$
\begin{align*} p &= 16 \end{align*}
$$ (eq-nine)

\begin{equation*}
q = 17 \tag{Q}
\end{equation*}

$$
x + \begin{gathered} r \\ s \end{gathered}
$$

```math
t = 18
```

So {eq}`eq-one`, {eq}`eq-two`, {eq}`eq-m`, {eq}`eq-four`, {eq}`eq-star`, {eq}`eq-bare`,
{eq}`eq-five`, {eq}`eq-eight`, {eq}`eq-nine`.

And [](#eq-one), [](#eq-two), [](#eq-m), [](#eq-four), [](#eq-star), [](#eq-bare),
[](#eq-five), [](#eq-eight), [](#eq-nine).
"""
NUMBERS = ["(1)", "(2)", "(M)", "(4)", "(⋆)", "Ax. 1", "(5)", "(8)", "(9)"]
# All that is printed, from the top to the bottom.
PRINTED = "(1) (2)(M)(3) (4) (⋆) Ax. 1 (5)(6) (7) (8) (9) (Q)"


@pytest.fixture(scope="module")
def project(tmp_path_factory: pytest.TempPathFactory) -> Project:
    """A site with a post that has every kind of number."""
    return Project(tmp_path_factory.mktemp("numbers"), {"posts/page.md": FRONT + PAGE})


@pytest.fixture(scope="module")
def built(project: Project) -> Result:
    """The site as HTML."""
    result = project.build()
    assert result.warnings == []
    return result


def text(node: Tag) -> str:
    """Return what a reader sees of *node*: of a formula its HTML alone."""
    copy = Tag(name="x") if node is None else node.__copy__()
    for hidden in copy.select(".katex-mathml, .headerlink"):
        hidden.decompose()
    return " ".join(copy.get_text().replace("\u200b", "").replace("\xa0", " ").split())


def test_each_number_is_printed_once(built: Result) -> None:
    blocks = built.page("posts/page").select("div.math")
    numbers = [number for block in blocks for number in block.select(".tag, .eqno")]
    # Rows one below the other have them again: of the two forms a column shows one.
    printed = [text(one).replace("∗", "⋆") for one in numbers if not one.find_parent(class_="rows")]
    assert " ".join(printed) == PRINTED
    for block in blocks:
        if rows := "".join(map(text, block.select(".rows .tag"))):
            assert rows == "".join(map(text, block.select(".katex-html:not(.rows) .tag")))
    assert not built.page("posts/page").select(".eqn-num")


@pytest.mark.parametrize(("place", "name"), [(0, ""), (1, "equation ")])
def test_both_kinds_of_reference_say_what_is_printed(built: Result, place: int, name: str) -> None:
    page = built.page("posts/page")
    links = page.select("article section > p")[-2:][place].select("a.reference")
    assert [text(link) for link in links] == [f"{name}{number}" for number in NUMBERS]
    for link in links:
        assert page.select_one(f'[id="{attribute(link, "href").removeprefix("#")}"]')


def test_feed_and_twin_have_the_numbers(built: Result) -> None:
    twin = built.text("posts/page.md")
    assert "$$\na = 1\n\\tag{1}\n$$\n" in twin
    assert r"b &= 2 \tag{2} \\" in twin
    assert r"i = 9 \tag{$\star$}" in twin
    entries = BeautifulSoup(built.text("atom.xml"), "xml").find_all("content")
    feed = BeautifulSoup("".join(entry.get_text() for entry in entries), "html5lib")
    said = [" ".join(math.get_text().split()) for math in feed.select("math[display=block]")]
    assert said[1].replace(" ", "") == "b=2(2)c=(1234)d=4(M)e=5(3)"
    assert said[4] == "i=9(⋆)"


@pytest.mark.parametrize("builder", ["text", "epub"])
def test_other_builders_have_the_numbers(project: Project, builder: str) -> None:
    result = project.copy(project.root.with_name(builder)).build(builder=builder)
    name = "posts/page.txt" if builder == "text" else "posts/page.xhtml"
    said = result.text(name)
    text = said if builder == "text" else BeautifulSoup(said, "xml").get_text()
    plain = " ".join(text.split())
    for formula, number in (("a = 1", "(1)"), ("f = 6", "(4)"), ("o = 15", "(8)")):
        # KaTeX's HTML, which is the last of its three forms, has no spaces.
        last = formula if builder == "text" else formula.replace(" ", "")
        assert plain.rpartition(last)[2].strip().startswith(number)
    assert "So (1), (2), (M), (4)," in plain


def test_formulas_of_an_epub_are_mathml(project: Project) -> None:
    result = project.copy(project.root.with_name("book")).build(builder="epub")
    page = ElementTree.fromstring(result.text("posts/page.xhtml"))
    names = {one.tag for one in page.iter() if one.tag.endswith("}math")}
    assert names == {"{http://www.w3.org/1998/Math/MathML}math"}


@pytest.mark.parametrize(
    ("number", "expected"),
    [
        (3, "(3)"),
        ("M", "(M)"),
        (r"\tag*{Ax. 1}", "Ax. 1"),
        (r"$\star$", r"(\star)"),
        (r"\tag*{$\star$ of $a$}", r"\star of a"),
        (r"\textbf{A}", r"\text{(\textbf{A})}"),
        ("*", "(*)"),
    ],
)
def test_tag_is_text_or_a_formula(number: int | str, expected: str) -> None:
    assert "".join(node.astext() for node in number_nodes(number)) == expected
