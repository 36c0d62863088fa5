"""What was once lost in silence on its way from another site, each in its smallest form."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.tools.importing.sites import PNG, Files, Made, made_of

HEAD = "---\ntitle: {title}\ndate: 2020-01-01\n---\n"


def hugo(folder: Path, text: str, files: Files | None = None, title: str = "A post") -> Made:
    """Return what becomes of one post of Hugo with *text*."""
    pages: Files = {"hugo.toml": 'title = "A"\n', **(files or {})}
    pages["content/posts/one.md"] = HEAD.format(title=title) + text
    pages["content/posts/two.md"] = HEAD.format(title="Two") + "## A part\n\nWords of it.\n"
    return made_of(folder, "hugo", pages)


def rst(folder: Path, text: str, files: Files | None = None) -> Made:
    """Return what becomes of one post of ABlog with *text*."""
    pages: Files = {"conf.py": 'project = "A"\n', "index.rst": "Home\n====\n\nWords.\n"}
    pages |= files or {}
    pages["posts/one.rst"] = f".. post:: 2020-01-01\n\nOne\n===\n\n{text}"
    return made_of(folder, "ablog", pages)


def test_blocks_in_blocks_have_fewer_colons(tmp_path: Path) -> None:
    tabs = '{{< tabs >}}\n{{< tab "One" >}}\nFirst.\n{{< /tab >}}\n{{< tab "Two" >}}\n'
    text = tabs + "{{% notice tip %}}\nInner.\n{{% /notice %}}\n{{< /tab >}}\n{{< /tabs >}}\n"
    body = hugo(tmp_path, text).body("posts/one.md")
    opened = [line for line in body.split("\n") if line.startswith(":::") and "{" in line]
    assert [line.partition("{")[0] for line in opened] == [":::::", ":::", "::::", ":::"]


def test_reference_by_itself_is_a_link_or_told(tmp_path: Path) -> None:
    text = 'See {{< ref "two.md#a-part" >}} and [it]({{< relref "two.md" >}}).\n\n'
    made = hugo(tmp_path, text + '{{< ref "missing.md" >}}\n')
    assert "See [two.md#a-part](#two-a-part) and [it](#two)." in made.body("posts/one.md")
    assert made.needed() == [
        'content/posts/one.md:7: the link leads to "missing.md", which is no page of what was '
        "imported: its text stands"
    ]


def test_picture_of_a_list_stays_in_it_and_its_link_is_told(tmp_path: Path) -> None:
    text = '1. one\n   {{< figure src="/p.png" link="https://a.example" >}}\n2. two\n'
    made = hugo(tmp_path, text, {"static/p.png": PNG})
    assert "1. one\n\n   ![p](figures/one-p.png)\n\n2. two" in made.body("posts/one.md")
    assert "content/posts/one.md:6: the link of a picture is left out: https://a.example" in (
        made.noted()
    )


def test_words_in_angle_brackets_stay_in_a_title(tmp_path: Path) -> None:
    made = hugo(tmp_path, "Words.\n", title="'Lists of <T> in <b>C++</b>'")
    assert "\n# Lists of \\<T\\> in C++\n" in made.output.texts["posts/one.md"]


def test_address_that_looks_like_a_tag_is_an_address(tmp_path: Path) -> None:
    text = '<a href="/code/x">Here</a> and ![p](<img p.png>).\n\n<video src="/img/x.mp4"></video>\n'
    made = hugo(tmp_path, text, {"static/img p.png": PNG})
    assert "![p](figures/one-img-p.png)" in made.body("posts/one.md")
    assert [note.partition('"')[2].partition('"')[0] for note in made.needed()] == [
        "/code/x",
        "/img/x.mp4",
    ]


def test_cells_that_nothing_closes_are_cells(tmp_path: Path) -> None:
    made = hugo(tmp_path, "<table><tr><td>a<td>b<tr><td>c<td>d</table>\n")
    assert "| a | b |\n|---|---|\n| c | d |" in made.body("posts/one.md")


def test_day_that_the_calendar_has_not_is_told(tmp_path: Path) -> None:
    files: Files = {"hugo.toml": "", "content/posts/one.md": "---\ndate: 2019-02-30\n---\nWords.\n"}
    made = made_of(tmp_path, "hugo", files)
    assert "content/posts/one.md:2: the date 2019-02-30 is none that can be read" in made.needed()


def test_day_of_a_post_of_ablog_that_is_none_is_told(tmp_path: Path) -> None:
    files: Files = {
        "conf.py": "",
        "posts/one.rst": ".. post:: Jan 32, 2020\n\nOne\n===\n\nWords of it.\n",
    }
    made = made_of(tmp_path, "ablog", files)
    assert made.needed() == ["posts/one.rst:1: the date Jan 32, 2020 is none that can be read"]


def test_file_that_is_included_or_offered(tmp_path: Path) -> None:
    text = ".. include:: inc.txt\n\n.. include:: gone.txt\n\nTake :download:`it <../x.zip>`.\n"
    made = rst(tmp_path, text, {"posts/inc.txt": "Included words.\n", "x.zip": b"x"})
    body = made.body("posts/one.md")
    assert "Included words." in body
    assert "Take {download}`it <figures/one-x.zip>`." in body
    assert "`.. include:: gone.txt`" in body
    assert made.needed() == [
        "posts/one.rst:8: the included file gone.txt is not there, or outside of what is imported"
    ]


@pytest.mark.parametrize(
    ("text", "kept", "told"),
    [
        (
            "+---+---+\n| a | b |\n+---+---+\n| broken +\n+---+\n",
            "| broken +",
            "Malformed table",
        ),
        ("Words |gone| here.\n", "\\|gone\\|", 'Undefined substitution referenced: "gone"'),
        (".. figure::\n\n   Caption.\n", "Caption.", 'Error in "figure" directive'),
        (".. csv-table:: T\n   :file: t.csv\n", ":file: t.csv", "File and URL access deactivated"),
    ],
)
def test_what_docutils_cannot_read_stays_and_is_told(
    tmp_path: Path, text: str, kept: str, told: str
) -> None:
    made = rst(tmp_path, text)
    assert kept in made.body("posts/one.md")
    [note] = made.needed()
    assert f"not read as reStructuredText: {told}" in note


def test_caption_and_lines_of_code_stay(tmp_path: Path) -> None:
    text = ".. code-block:: sh\n   :caption: A file\n   :emphasize-lines: 1\n\n   ls\n"
    made = rst(tmp_path, text + "\nH\\ :sub:`2`\\ O is water.\n")
    body = made.body("posts/one.md")
    assert "```{code-block} sh\n:caption: A file\n:emphasize-lines: 1\n\nls\n```" in body
    assert "H{sub}`2`O is water." in body
