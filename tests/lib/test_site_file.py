"""What is of a site: read from its file, and every fault told with its line."""

from __future__ import annotations

from pathlib import Path

import pytest

from extensions.lib.site_file import Rules, SiteFileError, parse_site, read_site

LEAST = 'name = "Notes"\naddress = "https://notes.example.org"\nauthors = ["Ada"]\n'


def told(text: str) -> list[str]:
    """Return what is told of *text*, each fault with its line."""
    return [f"{fault.line}: {fault.text}" for fault in parse_site(text)[1]]


def test_what_is_not_said_has_a_default() -> None:
    site, faults = parse_site(LEAST)
    assert faults == []
    assert site
    assert (site.name, site.address, site.language) == ("Notes", "https://notes.example.org/", "en")
    assert (site.answers, site.notice, site.edit_url, site.report_url) == ("Ada", "Ada", "", "")
    assert site.rules == Rules()
    assert site.colours == {}


def test_rules_and_colours() -> None:
    text = (
        LEAST + '[colours]\naccent = ["#111111", "#eeeeee"]\n'
        '[rules]\nrequired = ["tags"]\ntags = [0, 9]\nwords = false\nvocabulary = "open"\n'
        "one_meaning = true\n"
    )
    site, faults = parse_site(text)
    assert faults == []
    assert site
    assert site.colours == {"accent": ("#111111", "#eeeeee")}
    rules = site.rules
    assert (rules.required, rules.tags, rules.words) == (("tags",), (0, 9), None)
    assert (rules.vocabulary, rules.summary_words) == ("open", (60, 110))
    assert rules.one_meaning
    assert not Rules().one_meaning


@pytest.mark.parametrize(
    ("host", "edit", "report"),
    [
        (
            "https://github.com/ada/notes",
            "https://github.com/ada/notes/edit/main/docs/{source}",
            "https://github.com/ada/notes/issues/new?title={address}&body={quotation}",
        ),
        (
            "https://gitlab.com/ada/notes/",
            "https://gitlab.com/ada/notes/-/edit/main/docs/{source}",
            "https://gitlab.com/ada/notes/-/issues/new?issue[title]={address}",
        ),
    ],
)
def test_repository_gives_the_ways_back(host: str, edit: str, report: str) -> None:
    site, _ = parse_site(f'{LEAST}repository = "{host}"\n')
    assert site
    assert (site.edit_url, site.report_url) == (edit, report)


@pytest.mark.parametrize(
    ("text", "fault"),
    [
        ("name = Notes\n", '1: Invalid value: write lines of key = "value"'),
        ('authors = ["Ada"]\n', "1: missing key"),
        (LEAST + "nmae = 1\n", '4: unknown key "nmae": did you mean "name"?'),
        (
            LEAST + "\n[rules]\nword = 1\n",
            '6: unknown key "word" in [rules]: did you mean "words"',
        ),
        (LEAST + 'language = "english"\n', '4: "language" is "english": write the code of a'),
        (LEAST.replace("https://", ""), '2: "address" is "notes.example.org": write the whole'),
        (LEAST.replace('["Ada"]', "[]"), '3: "authors" is []: write at least one, as in'),
        (LEAST.replace('"Notes"', '" "'), '1: "name" is " ": write some words in quotes'),
        (LEAST + "[[people]]\nline = 'A.'\n", '4: missing key "name" in [[people]]: write name ='),
        (
            LEAST + '[[people]]\nname = "Ada"\n\n[[people]]\nname = "ada"\n',
            '8: "name" is "ada", who has the address of "Ada" above: keep one of the two',
        ),
        (
            LEAST + '[[people]]\nname = "Ada"\n[[people]]\nname = "Emmy"\nnmae = 1\n',
            '8: unknown key "nmae" in [[people]]: did you mean "name"?',
        ),
        (
            LEAST + '[people]\nname = "Ada"\n',
            "4: people are no tables: write [[people]] above the keys of each",
        ),
        (
            LEAST + '[[people]]\nname = "Ada"\npicture = "ada.bmp"\n',
            '6: "picture" is "ada.bmp": write the path of a picture, as in "docs/people/ada.jpg"',
        ),
        (
            LEAST + '[[people]]\nname = "Ada"\nlinks = { Home = "ada.example" }\n',
            "6: \"links\" is {'Home': 'ada.example'}: write words and addresses, as in { Homepage",
        ),
        (
            LEAST + "[images]\nwidths = [900, 400]\n",
            '5: "widths" is [900, 400]: write widths in pixels, the smallest first, as in [480,',
        ),
        (
            LEAST + '[images]\nformats = ["jpg"]\n',
            '5: "formats" is [\'jpg\']: write "webp", "avif" or both, as in ["avif", "webp"]',
        ),
        (LEAST + "[image]\n", '4: unknown key "image": did you mean "images"?'),
        (LEAST + "images = 1\n", "4: images is no table: write [images], and its keys below"),
        (LEAST + "[comments]\n", '4: missing key "repo" in [comments]: write repo = "ada/notes"'),
        (
            LEAST + '[comments]\nrepo = "https://github.com/ada/notes"\n',
            '5: "repo" is "https://github.com/ada/notes": write owner and name on GitHub, as in',
        ),
        (
            LEAST + '[comments]\nrepo = "ada/notes"\nrepo_id = "a b"\n',
            '6: "repo_id" is "a b": write it as giscus.app gives it, as in "R_kgDOG1abcQ"',
        ),
        (LEAST + "[analytics]\n", '4: missing key "script" in [analytics]: write script = "https:'),
        (
            LEAST + '[analytics]\nscript = "http://count.example/a.js"\n',
            '5: "script" is "http://count.example/a.js": write the address of the script, as in',
        ),
        (
            LEAST + '[analytics]\nscript = "https://a.example/a;b"\n',
            '5: "script" is "https://a.example/a;b": delete what is no part of an address of a',
        ),
        (
            LEAST + '[analytics]\nscript = "/count.js"\ndata = { Site = "a" }\n',
            "6: \"data\" is {'Site': 'a'}: write names in small letters and texts, as in { site =",
        ),
        (
            LEAST + 'newsletter = "mail.example"\n',
            '4: "newsletter" is "mail.example": write the whole address, as in "https://mail.ex',
        ),
        (
            LEAST + '[inventories]\nok = "https://a.example"\npython = "docs.python.org"\n',
            '6: "python" is "docs.python.org": write names and addresses, as in python = "https:',
        ),
        (LEAST + "inventories = 1\n", '4: "inventories" is 1: write names and addresses, as in'),
        (LEAST + "[rules]\nalt = 1\n", '5: "alt" is 1: write true or false, without quotes'),
        (LEAST + "[rules]\nwords = [9, 1]\n", '5: "words" is [9, 1]: write the least and the most'),
        (LEAST + "[rules]\ntags = false\n", '5: "tags" is false: write the fewest and the most'),
        (LEAST + "[rules]\nstretch = 0\n", '5: "stretch" is 0: write the most words without'),
        (LEAST + '[rules]\nrequired = ["tag"]\n', '5: "required" is [\'tag\']: "tag" is none of'),
        (LEAST + '[rules]\nvocabulary = "any"\n', '5: "vocabulary" is "any": write "closed"'),
        (LEAST + '[colours]\naccent = "red"\n', '5: the colour "accent" is "red": write it for'),
        (LEAST + "rules = 1\n", "4: rules is no table: write [rules], and its keys below"),
        (LEAST + "rules.alt = 1\n", '4: "alt" is 1: write true or false, without quotes'),
        (LEAST + '["rules"]\nalt = 1\n', '5: "alt" is 1: write true or false, without quotes'),
        (LEAST + "[[rules]]\n", "4: rules is no table: write [rules], and its keys below"),
        (LEAST + "stretch = 100\n", '4: unknown key "stretch": write it below [rules]'),
        (LEAST + f"x = {'[' * 9999}{']' * 9999}\n", "1: a value is nested too deeply: write lines"),
        (LEAST.replace("//notes", "//[::1"), '2: "address" is "https://[::1.example.org": write'),
        (LEAST.replace("//notes", "//my notes"), '2: "address" is "https://my notes.example.org":'),
        (LEAST.replace(".org", ".org:x"), '2: "address" is "https://notes.example.org:x": write'),
        (LEAST.replace('"Ada"', '" "'), "3: \"authors\" is [' ']: write a list of texts, as in"),
        (LEAST.replace("Notes", r"a\nb"), '1: "name" is "a b": write one line of text in quotes'),
        (LEAST.replace('"Notes"', f"['{'x' * 99}']"), f'1: "name" is [\'{"x" * 57}…: write one'),
        (LEAST + "colours = 1\n", "4: colours is no table: write [colours], and its keys below"),
    ],
)
def test_fault_is_told_with_its_line(text: str, fault: str) -> None:
    assert told(text)[0].startswith(fault)


def test_all_faults_are_told_at_once(tmp_path: Path) -> None:
    path = tmp_path / "site.toml"
    path.write_text('nam = "x"\nlanguage = 1\n', "utf-8")
    with pytest.raises(SiteFileError) as error:
        read_site(path)
    assert str(error.value).splitlines() == [
        f'{path}:1: unknown key "nam": did you mean "name"?',
        f'{path}:1: missing key "name": write name = "My notes"',
        f'{path}:1: missing key "address": write address = "https://notes.example.org/"',
        f'{path}:1: missing key "authors": write authors = ["Ada Lovelace"]',
        f'{path}:2: "language" is 1: write one line of text in quotes',
    ]


def test_file_that_cannot_be_read(tmp_path: Path) -> None:
    path = tmp_path / "site.toml"
    with pytest.raises(SiteFileError, match="No such file or directory: write it, or run make new"):
        read_site(path)
    path.write_bytes(b"\xff")
    with pytest.raises(SiteFileError, match=r"site.toml:1: it is not UTF-8: save it as UTF-8"):
        read_site(path)


def test_picture_of_somebody_has_to_be_there(tmp_path: Path) -> None:
    path = tmp_path / "site.toml"
    path.write_text(LEAST + '[[people]]\nname = "Ada"\npicture = "docs/ada.png"\n', "utf-8")
    fault = f'{path}:6: "picture" is "docs/ada.png", where no file is: put it there'
    with pytest.raises(SiteFileError) as told:
        read_site(path)
    assert str(told.value) == fault
