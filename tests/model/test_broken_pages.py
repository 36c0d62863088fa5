"""Broken pages are told in one line each, and nothing beside them is lost."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.model.cases import CASES
from tests.support.pages import select_first
from tests.support.project import Project
from tests.support.sample import FILES, post, requiring, sample, series, short

GOOD = "posts/alpha/first"


def at(docname: str, number: int) -> str:
    """Return a docname of the kind of *docname* that is the only one of its kind and number."""
    folder, _, name = docname.rpartition("/")
    if docname.startswith("posts/") and name == "index":
        return f"posts/case-{number}/index"
    return f"{folder}/case-{number}".lstrip("/")


def test_every_broken_front_matter_is_told_with_file_and_line(tmp_path: Path) -> None:
    project = sample(tmp_path)
    expected = []
    for number, (docname, _, text, messages) in enumerate(CASES):
        place = at(docname, number)
        path = project.write(f"{place}.md", "")
        path.write_text(text.replace(docname, place), "utf-8", newline="")
        for message in messages:
            begun, _, said = message.partition(": ")
            line, subtype = begun.split(" ")
            said = said.replace(docname, place)
            expected.append((f"{place}.md:{line}: WARNING: ", said, f" [groundwork.{subtype}]"))
    result = project.build("-W", "--keep-going", jobs=2)
    assert result.status == 1
    assert "Traceback" not in result.output
    assert len(expected) > 150
    for start, said, end in expected:
        told = [line for line in result.warnings if line.startswith(start) and line.endswith(end)]
        # The pure fixtures shorten what YAML itself says of an unknown escape.
        assert any(said.partition("handle")[0] in line for line in told), (start, said, end)
    assert select_first(result.page(GOOD), "h1").get_text().startswith("The first post")
    for number, (docname, *_) in enumerate(CASES):
        assert (result.outdir / f"{at(docname, number)}.html").is_file() or "draft" in _[1]


@pytest.mark.many(8)
@pytest.mark.parametrize(
    ("files", "expected"),
    [
        (
            {"posts/alpha/first.md": post("first").replace("# The first post\n", "")},
            "posts/alpha/first.md:8: WARNING: the page has no title: write one line '# Title' "
            "below the front matter [groundwork.missing-title]",
        ),
        (
            {"about.md": "# About\n\nText.\n\n# More\n"},
            "about.md:5: WARNING: a page has one H1: make this one a ## heading "
            "[groundwork.second-title]",
        ),
        (
            {"shorts/one.md": short("one", title="The first post")},
            'shorts/one.md:10: WARNING: "The first post" is also the title of posts/alpha/first: '
            "change one of the two [groundwork.duplicate-title]",
        ),
        (
            {"posts/gamma/x.md": post("x")},
            'posts/gamma/x.md:1: WARNING: the series "gamma" has no page: write '
            "posts/gamma/index.md [groundwork.series-without-page]",
        ),
        (
            {"posts/alpha/index.md": series("Alpha", "first")},
            "posts/alpha/second.md:1: WARNING: the toctree of posts/alpha/index does not list this "
            'post: add "second" to it, in its place of the reading order '
            "[groundwork.not-in-series]",
        ),
        (
            {"shorts/one.md": short("one", distils="frist-section")},
            'shorts/one.md:6: WARNING: distils: no section has the label "frist-section": did you '
            'mean "first-section"? [groundwork.unknown-label]',
        ),
        (
            {"shorts/one.md": short("one", distils="short-two")},
            'shorts/one.md:6: WARNING: distils: "short-two" is on shorts/two, which is no post: '
            "name a section of a post, or write null [groundwork.distils-no-post]",
        ),
        (
            {"posts/alone.md": post("alone").replace("level:", "requires: [zzz]\nlevel:")},
            'posts/alone.md:4: WARNING: requires: no section has the label "zzz": write (label)= '
            "before the section [groundwork.unknown-label]",
        ),
        (
            {
                "posts/alone.md": post("alone").replace(
                    "level:", "requires:\n  - first\n  - secnod\nlevel:"
                )
            },
            'posts/alone.md:6: WARNING: requires: no section has the label "secnod": did you mean '
            '"second"? [groundwork.unknown-label]',
        ),
        (
            {"posts/alone.md": requiring(post("alone"), "alone-section")},
            'posts/alone.md:4: WARNING: requires: "alone-section" is on this post itself: delete '
            "it [groundwork.requires-itself]",
        ),
        (
            {"posts/alone.md": requiring(post("alone"), "short-one")},
            'posts/alone.md:4: WARNING: requires: "short-one" is on shorts/one, which is no post: '
            "name a post or a section of one [groundwork.requires-no-post]",
        ),
        (
            {"posts/alone.md": requiring(post("alone"), "fig-first")},
            'posts/alone.md:4: WARNING: requires: "fig-first" is a figure, table or listing: '
            "name a post or a section of one [groundwork.requires-no-section]",
        ),
        (
            {
                "posts/alone.md": post("alone").replace(
                    "level:", "requires:\n  - first-section\n  - first\nlevel:"
                )
            },
            'posts/alone.md:6: WARNING: requires: "first-section" and "first" are both on '
            "posts/alpha/first: keep one [groundwork.requires-twice]",
        ),
        (
            {
                "posts/alpha/first.md": requiring(post("first"), "second-section"),
                "posts/alpha/second.md": post("second", image="photo.png"),
            },
            'posts/alpha/first.md:4: WARNING: requires: "second-section" is on posts/alpha/second, '
            "which comes later in the series: put it before this post in the toctree of "
            "posts/alpha/index [groundwork.requires-later]",
        ),
        (
            {
                "posts/alone.md": post("alone", image="alpha/picture.svg").replace(
                    "level:", "image: none.png\nimage_alt: None.\nlevel:"
                )
            },
            'posts/alone.md:4: WARNING: image: there is no file "posts/none.png": give a path '
            "relative to this page [groundwork.missing-image]",
        ),
        (
            {"posts/alone.md": post("alone", tags="optimisation, atention")},
            'posts/alone.md:3: WARNING: unknown tag "atention": did you mean "attention"? '
            "[groundwork.unknown-tag]",
        ),
        (
            {"about.md": "# About\n\n```{postlist}\n```\n"},
            "about.md:3: WARNING: {postlist} is not used here: write {posts}, and dates in the "
            "front matter [groundwork.ablog-directive]",
        ),
        (
            {"about.md": "# About\n\n:::{prf:theorem}\n:label: thm-first\n\nIt is.\n:::\n"},
            'posts/alpha/first.md:21: WARNING: the label "thm-first" is also that of Theorem 1 of '
            "about: change one of the two [groundwork.duplicate-label]",
        ),
        (
            {"about.md": "# About\n\n(first-section)=\n## Again\n"},
            'posts/alpha/first.md:15: WARNING: the label "first-section" is also on about: '
            "change one of the two [groundwork.duplicate-label]",
        ),
        (
            {"about.md": "# About\n\n{prf:ref}`thm-x`\n"},
            'about.md:3: WARNING: no section, figure, equation or theorem has the label "thm-x": '
            "write (thm-x)= before what it names [groundwork.unknown-label]",
        ),
        (
            {"about.md": "# About\n\nText.\n\n```{posts}\n:tag: atention\n```\n"},
            'about.md:5: WARNING: unknown tag "atention": did you mean "attention"? '
            "[groundwork.unknown-tag]",
        ),
        (
            {"about.md": "# About\n\n```{shorts}\n:source: posts/alpha/frist\n```\n"},
            'about.md:3: WARNING: unknown post "posts/alpha/frist": did you mean '
            '"posts/alpha/first"? [groundwork.unknown-post]',
        ),
        (
            {"about.md": "# About\n\n```{series-contents}\n:track: x\n```\n"},
            'about.md:3: WARNING: unknown track "x": the known ones are in docs/vocabulary.yml '
            "[groundwork.unknown-track]",
        ),
        (
            {"about.md": "# About\n\n```{figure} posts/alpha/photo.png\n```\n"},
            'about.md:3: WARNING: the image "photo.png" has no text for readers who cannot see '
            "it: add :alt: [groundwork.missing-alt]",
        ),
        (
            {"posts/alone.md": post("alone").replace("level:", "redirect_from: [about]\nlevel:")},
            'posts/alone.md:4: WARNING: redirect_from: "about" is the address of a page: delete '
            "it here [groundwork.redirect-taken]",
        ),
        (
            {
                name: text.replace("level:", "redirect_from: [old]\nlevel:")
                for name, text in FILES.items()
                if name in ("posts/alpha/first.md", "posts/alpha/second.md")
            },
            'posts/alpha/second.md:5: WARNING: redirect_from: "old" leads to posts/alpha/first '
            "already: delete it from one of the two [groundwork.redirect-taken]",
        ),
        (
            {"about.md": "---\nredirect_from: [tags/attention]\n---\n\n# About\n"},
            'about.md:2: WARNING: redirect_from: "tags/attention" is the address of a listing: '
            "delete it here [groundwork.redirect-taken]",
        ),
        (
            {
                "about.md": "# About\n\n{footcite:p}`a2020b`\n\n```{footbibliography}\n```\n",
                "references.bib": "\n@book{a2020b, author={A}, title={B}, year={2020}}\n",
            },
            'references.bib:2: WARNING: the entry "a2020b" has no publisher: add it '
            "[groundwork.incomplete-entry]",
        ),
        (
            {"about.md": "# About\n\nSee {eq}`eq-x`.\n"},
            'about.md:3: WARNING: no section, figure, equation or theorem has the label "eq-x": '
            "write (eq-x)= before what it names [groundwork.unknown-label]",
        ),
        (
            {"about.md": "# About\n\nText.\n\n$\\frac{1}{$ and $a$.\n"},
            "about.md:5: WARNING: formula: Unexpected end of input in a macro argument, "
            "expected '}': mend the formula [groundwork.formula]",
        ),
        (
            {"about.md": "# About\n\nText.\n\n$$\nx = \\nope\n$$\n"},
            "about.md:6: WARNING: formula: Undefined control sequence: \\nope, "
            'at "\\nope": mend it, or give it a meaning in katex_macros of conf.py '
            "[groundwork.formula]",
        ),
    ],
)
def test_fault_is_told_with_file_and_line(
    files: dict[str, str], expected: str, tmp_path: Path
) -> None:
    project = sample(tmp_path, files)
    result = project.build(jobs=2)
    assert expected in result.warnings
    assert "Traceback" not in result.output
    # Told again by a build that has nothing else to do.
    assert expected in project.build().warnings


def test_posts_that_require_one_another_are_told_once_and_shown_all_the_same(
    tmp_path: Path,
) -> None:
    project = sample(tmp_path, {"posts/alpha/first.md": requiring(post("first"), "third")})
    said = (
        "posts/alpha/first.md:4: WARNING: requires: posts/alpha/first requires posts/beta/third, "
        "which requires posts/alpha/second, which requires posts/alpha/first: delete one of these "
        "requirements [groundwork.requires-cycle]"
    )
    for _ in range(2):
        result = project.build()
        assert result.warnings == [said]
    # What an author will delete is no part of the way, which would have no beginning.
    assert "1 piece," in select_first(result.page("posts/alpha/second"), ".way summary").text
    # Another page is read: the warning stays.
    project.write("about.md", "# About\n\nOther words.\n")
    assert project.build().warnings == [said]


def test_source_that_is_not_utf_8_is_told_and_kept(tmp_path: Path) -> None:
    project = sample(tmp_path)
    (project.docs / "about.md").write_bytes(b"# About\n\nna\xefve\n")
    said = "about.md:3: WARNING: this is not UTF-8: save the file as UTF-8"
    for _ in range(2):
        result = project.build()
        assert result.warnings == [f"{said} [groundwork.not-utf-8]"]
        assert "na\ufffdve" in result.page("about").get_text()


@pytest.mark.parametrize("codec", ["utf-16", "utf-16-be"])
def test_source_in_utf_16_is_told_once_and_read(tmp_path: Path, codec: str) -> None:
    project = sample(tmp_path)
    mark = "" if codec == "utf-16" else "\ufeff"
    (project.docs / "about.md").write_bytes(f"{mark}# About\n\nNaïve 定義.\n".encode(codec))
    result = project.build()
    said = "about.md:1: WARNING: this is not UTF-8: save the file as UTF-8"
    assert result.warnings == [f"{said} [groundwork.not-utf-8]"]
    assert "Naïve 定義." in result.page("about").get_text()


def test_empty_source_is_told_once(tmp_path: Path) -> None:
    result = sample(tmp_path, {"shorts/empty.md": " \n\n"}).build()
    said = (
        'shorts/empty.md:1: WARNING: the file is empty: begin it with "---", the keys date, '
        'tags, topic, claim, distils, and "---", and a line "# Title" [groundwork.empty-source]'
    )
    assert result.warnings == [said]


def test_control_character_is_told_and_leaves_a_page_that_is_valid(tmp_path: Path) -> None:
    project = Project(tmp_path, {"page.md": "# Page\n\nA bell\x07 and a null\x00.\n"})
    said = "page.md:3: WARNING: the character U+0007 cannot stand in a page: delete it"
    result = project.build()
    assert result.warnings == [f"{said} [groundwork.control-character]"]
    assert "A bell\ufffd and a null\ufffd." in result.page("page").text


def test_markup_of_html_is_text(tmp_path: Path) -> None:
    page = Project(tmp_path, {"page.md": "# <b>P</b>\n\nA <i>b</i>.\n\n<div>c</div>\n"}).build()
    assert "A <i>b</i>." in page.page("page").text
    assert "<div>c</div>" in page.page("page").text
