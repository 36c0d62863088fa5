"""Feeds: valid by the rules of their formats, whole, and the same until something changes."""

from __future__ import annotations

import datetime
import json
import re
from pathlib import Path
from typing import Any
from xml.etree import ElementTree

import feedparser
import pytest
from bs4 import BeautifulSoup
from lxml import etree

from extensions.lib.palette import site_palette
from extensions.markup.cleantext.feed import feed_html, strip_invalid_xml_chars
from extensions.markup.figures.standalone import standalone
from extensions.output.blog.atom import as_it_is
from tests.support.pages import attribute, select_first
from tests.support.project import Result
from tests.support.sample import PNG, SVG, post, sample, short

BASE = "https://site.example/"
ATOM = {"a": "http://www.w3.org/2005/Atom"}
SCHEMA = etree.RelaxNG(etree.parse(str(Path(__file__).parents[1] / "fixtures" / "atom.rng")))
RTL, CONTROL = "\u202e\u200f", "\u0001"

RICH = """\
---
date: 2026-03-01
updated: 2026-03-05
tags: [optimisation, probability]
level: advanced
authors: [Ada, "Grace <b> & co"]
summary: 'All of it ]]> \\<i>not a tag\\</i> & $a < b$.'
redirect_from: [old/rich, posts/older]
---

(rich)=
# Rich ]]> \\<script>x\\</script> & {rtl} text

Words[^note] and [](#rich-section), {{cite}}`knuth1984`.

(rich-section)=
## A section

```{{sidebar}} Aside
It belongs to the text.
```

```python
if a < b:
    print("x & y")
```

$$
E = mc^2
$$ (eq-rich)

:::{{prf:theorem}}
:label: thm-rich

It holds.
:::

:::{{prf:proof}}
It is seen.
:::

```{{figure}} alpha/photo.png
:alt: A photograph.

A caption.
```

```{{bibliography}}
:filter: docname in docnames
```

[^note]: A note.
"""


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Result:
    """The sample site with a post that has everything in it, built."""
    project = sample(tmp_path_factory.mktemp("site"), {"posts/rich.md": RICH.format(rtl=RTL)})
    result = project.build(jobs=2)
    assert result.warnings == []
    return result


def paths(site: Result, name: str) -> list[str]:
    """Return the folders of the output that hold the feed *name*, with a slash or empty."""
    found = (path.parent.relative_to(site.outdir).as_posix() for path in site.outdir.rglob(name))
    return sorted("" if path == "." else f"{path}/" for path in found)


def content(site: Result, docname: str, folder: str = "") -> BeautifulSoup:
    """Return what the feed in *folder* holds of *docname*."""
    items = json.loads(site.text(f"{folder}feed.json"))["items"]
    [found] = [one["content_html"] for one in items if one["url"] == f"{BASE}{docname}.html"]
    return BeautifulSoup(found, "html5lib")


def test_there_is_a_feed_of_everything_posts_shorts_each_series_and_each_tag(
    site: Result,
) -> None:
    expected = ["", "posts/", "posts/alpha/", "posts/beta/", "shorts/"]
    expected += [f"tags/{tag}/" for tag in ("attention", "optimisation", "probability")]
    assert paths(site, "atom.xml") == expected
    assert paths(site, "feed.json") == expected


def test_atom_feeds_keep_to_the_schema_of_rfc_4287(site: Result) -> None:
    for folder in paths(site, "atom.xml"):
        tree = etree.parse(str(site.outdir / folder / "atom.xml"))
        assert SCHEMA.validate(tree), SCHEMA.error_log
        assert tree.findtext("a:id", namespaces=ATOM) == f"{BASE}{folder}atom.xml"
        links = tree.findall("a:link", ATOM)
        # 4.1.1: one link to itself, and no two alternates of one type.
        assert [one.get("rel") for one in links] == ["alternate", "self"]
        # 4.1.1: an author, where an entry has none.
        assert tree.find("a:author/a:name", ATOM) is not None
        # 4.1.2: no two entries of one feed have an id.
        ids = [one.text for one in tree.iterfind("a:entry/a:id", ATOM)]
        assert len(ids) == len(set(ids)) > 0
        # 4.2.13, 4.1.3.3: dates in order, content that is HTML.
        published = [one.text for one in tree.iterfind("a:entry/a:published", ATOM)]
        assert published == sorted(published, reverse=True)
        assert {one.get("type") for one in tree.iterfind("a:entry/a:content", ATOM)} == {"html"}


def test_html_of_an_entry_is_written_as_it_is(site: Result) -> None:
    text = site.text("atom.xml")
    assert "<![CDATA[<div>" in text
    assert "&lt;p" not in text
    element = etree.Element("content")
    element.text = as_it_is("<p title=']]>'>")
    assert etree.tostring(element) == b"<content><![CDATA[<p title=']]&gt;'>]]></content>"


def test_schema_finds_faults(site: Result) -> None:
    for broken in [
        ("<updated>2026", "<updated>yesterday 2026"),
        ('term="', 'name="'),
        ("<id>", "<identity>"),
    ]:
        text = site.text("atom.xml").replace(*broken).replace("<identity>", "<x/><id>")
        assert not SCHEMA.validate(etree.fromstring(text.encode()))


def test_feed_readers_read_every_atom_feed(site: Result) -> None:
    for folder in paths(site, "atom.xml"):
        feed = feedparser.parse(site.text(f"{folder}atom.xml"))
        assert not feed.bozo
        assert feed.version == "atom10"
    [rich] = [e for e in feedparser.parse(site.text("atom.xml")).entries if "Rich" in e.title]
    assert [author.name for author in rich.authors] == ["Ada", "Grace <b> & co"]
    assert {(tag.term, tag.label) for tag in rich.tags} == {
        ("post", None),
        ("optimisation", "Optimisation"),
        ("probability", "Probability"),
    }
    assert rich.published == "2026-03-01T00:00:00+00:00"
    assert rich.updated == "2026-03-05T00:00:00+00:00"
    assert rich.id == f"{BASE}old/rich.html"
    assert rich.link == f"{BASE}posts/rich.html"


def faults_of_json_feed(feed: dict[str, Any]) -> list[str]:
    """Return what in *feed* is against https://jsonfeed.org/version/1.1/."""
    top = {"title", "home_page_url", "feed_url", "description", "language", "authors", "items"}
    of_item = {"id", "url", "title", "content_html", "summary", "authors", "tags"}
    of_item |= {"date_published", "date_modified"}
    faults = [f"unknown {key}" for key in {*feed} - top - {"version"}]
    if feed["version"] != "https://jsonfeed.org/version/1.1":
        faults.append("version")
    faults += [key for key in ("home_page_url", "feed_url") if not feed[key].startswith("https://")]
    if len({item["id"] for item in feed["items"]}) != len(feed["items"]):
        faults.append("two items have an id")
    for item in feed["items"]:
        faults += [f"unknown {key} of an item" for key in {*item} - of_item]
        faults += [key for key in ("id", "url", "content_html") if not isinstance(item[key], str)]
        for key in ("date_published", "date_modified"):
            if datetime.datetime.fromisoformat(item[key]).tzinfo is None:
                faults.append(key)
        if any({*author} - {"name", "url", "avatar"} for author in item.get("authors", [])):
            faults.append("author")
        if not all(isinstance(tag, str) for tag in item["tags"]):
            faults.append("tag")
    return faults


def test_json_feeds_keep_to_version_1_1_and_say_what_atom_says(site: Result) -> None:
    for folder in paths(site, "feed.json"):
        feed = json.loads(site.text(f"{folder}feed.json"))
        assert faults_of_json_feed(feed) == []
        assert feed["feed_url"] == f"{BASE}{folder}feed.json"
        atom = etree.parse(str(site.outdir / folder / "atom.xml")).getroot()
        assert feed["home_page_url"] == atom.find("a:link[@rel='alternate']", ATOM).get("href")
        for item, entry in zip(feed["items"], atom.iterfind("a:entry", ATOM), strict=True):
            for key, tag in [("id", "id"), ("title", "title"), ("content_html", "content")]:
                assert item[key] == entry.findtext(f"a:{tag}", namespaces=ATOM)


def test_entry_is_the_whole_piece_and_nothing_of_the_page_around_it(site: Result) -> None:
    rich = content(site, "posts/rich")
    text = " ".join(rich.get_text().split())
    for part in ["not a tag", "It belongs to the text.", "A note.", "Donald Knuth", "A caption."]:
        assert text.count(part) == 1, part
    assert text.count("It is seen.") == 1
    assert all(fold.has_attr("open") for fold in rich.select("details"))
    first = content(site, "posts/alpha/first")
    assert "Opening words." in first.get_text()
    for gone in ["Referred to by", "Foundation", "The first post#", "Before you read"]:
        assert gone not in first.get_text()
    assert "What is one?" not in first.get_text()
    assert not first.select("h1, .headerlink, button, script, style, svg, input")
    assert not [one for one in rich.find_all(True) if {"class", "id", "style"} & {*one.attrs}]


def test_code_is_plain_and_formulas_are_mathml_alone(site: Result) -> None:
    rich = content(site, "posts/rich")
    assert select_first(rich, "pre").get_text() == 'if a < b:\n    print("x & y")\n'
    assert not rich.select("pre span")
    [formula] = [one for one in rich.select("math") if one["alttext"] == "E = mc^2"]
    assert formula["display"] == "block"
    assert formula.get_text() == "E=mc2"
    assert formula.parent is not None
    assert "(1)" in formula.parent.get_text()


def test_links_and_images_are_absolute_and_lead_to_what_is_published(site: Result) -> None:
    for folder in paths(site, "feed.json"):
        for item in json.loads(site.text(f"{folder}feed.json"))["items"]:
            soup = BeautifulSoup(item["content_html"], "html5lib")
            for address in [
                str(one.get("href") or one.get("src")) for one in soup.select("a, img")
            ]:
                assert re.match("https?://", address), address
                if address.startswith(BASE):
                    name = address.removeprefix(BASE).partition("#")[0]
                    assert (site.outdir / name).is_file(), address
    [drawing] = content(site, "posts/alpha/first").select("img")
    assert drawing["alt"] == "A picture."
    [photo] = content(site, "posts/rich").select("img")
    assert attribute(photo, "src").endswith(".png")
    assert (site.outdir / attribute(photo, "src").removeprefix(BASE)).read_bytes() == PNG


def test_published_drawing_has_a_paper_and_colours_of_its_own() -> None:
    colours = site_palette().alone
    # What stood in a drawing for the colour when it was drawn may be of the day before yesterday.
    dressed = SVG.replace(
        "<path", '<path fill="var(--figure-accent, #123456)" stroke="currentColor"'
    )
    root = ElementTree.fromstring(standalone(dressed))
    paper, path = list(root)
    assert root.get("width") == "12"
    assert (paper.tag.rpartition("}")[2], paper.get("fill")) == ("rect", "#ffffff")
    assert (path.get("fill"), path.get("stroke")) == (colours["figure-accent"], colours["ink"])
    assert "currentColor" not in standalone(dressed)
    assert standalone("<svg/>") == "<svg/>"


def test_hostile_titles_and_summaries_are_text(site: Result) -> None:
    title = f"Rich ]]> <script>x</script> & {RTL} text"
    atom = etree.fromstring(site.text("atom.xml").encode())
    assert title in [one.text for one in atom.iterfind("a:entry/a:title", ATOM)]
    items = json.loads(site.text("feed.json"))["items"]
    [rich] = [one for one in items if one["title"] == title]
    assert rich["summary"] == "All of it ]]> <i>not a tag</i> & a < b."
    summary = atom.xpath("string(//a:entry[contains(a:title, 'Rich')]/a:summary)", namespaces=ATOM)
    soup = BeautifulSoup(summary, "html5lib")
    assert soup.find("i") is None
    assert select_first(soup, "math")["alttext"] == "a < b"


def test_control_characters_are_left_out() -> None:
    assert strip_invalid_xml_chars(f"a{CONTROL}b\ud800c\ufffe{RTL}\n") == f"abc{RTL}\n"
    html, *_ = feed_html(f"<section><p>a{CONTROL}b</p></section>", BASE, [], [])
    assert html == "<div><section><p>ab</p></section></div>"


def test_at_most_so_many_entries_as_the_settings_say(tmp_path: Path) -> None:
    project = sample(tmp_path)
    project.configure("blog_feed_length = 2")
    result = project.build()
    titles = [one.title for one in feedparser.parse(result.text("atom.xml")).entries]
    assert titles == ["What is two?", "What is one?"]
    assert len(json.loads(result.text("posts/alpha/feed.json"))["items"]) == 2


def test_feeds_are_found_from_the_pages_that_they_follow(site: Result) -> None:
    def named(page: str) -> list[tuple[str, str]]:
        links = site.page(page).select('link[rel=alternate]:not([type="text/markdown"])')
        return [(str(one["type"]), str(one["href"])) for one in links]

    atom, feed = "application/atom+xml", "application/feed+json"
    assert named("about") == [(atom, "atom.xml"), (feed, "feed.json")]
    assert named("tags/attention") == [
        (atom, "../atom.xml"),
        (feed, "../feed.json"),
        (atom, "attention/atom.xml"),
        (feed, "attention/feed.json"),
    ]
    assert named("posts/alpha/index")[2:] == [(atom, "atom.xml"), (feed, "feed.json")]
    listed = [str(one["href"]) for one in site.page("feeds").select("article .facts a")]
    expected = [
        f"{folder}{name}"
        for folder in paths(site, "atom.xml")
        for name in ("atom.xml", "feed.json")
    ]
    assert sorted(listed) == sorted(expected)
    footer = [
        str(one["href"]) for one in site.page("posts/alpha/first").select(".colophon:not(.forms) a")
    ]
    assert footer == ["../../authors.html", "../../feeds.html"]


def test_feed_is_written_only_when_what_it_holds_changes(tmp_path: Path) -> None:
    project = sample(tmp_path)
    built = project.build().outdir
    files = [path for name in ("atom.xml", "feed.json") for path in built.rglob(name)]

    def written_by_edit(name: str, old: str, new: str) -> set[str]:
        before = {path: path.stat().st_mtime_ns for path in files}
        source = project.docs / name
        assert old in source.read_text("utf-8")
        source.write_text(source.read_text("utf-8").replace(old, new), "utf-8")
        assert project.build().warnings == []
        changed = [path for path in files if path.stat().st_mtime_ns != before[path]]
        return {path.relative_to(built).as_posix() for path in changed}

    def both(*folders: str) -> set[str]:
        return {f"{folder}{name}" for folder in folders for name in ("atom.xml", "feed.json")}

    assert written_by_edit("about.md", "# About", "# About it") == set()
    # It refers to nothing that a feed shows, and is in four.
    assert written_by_edit("posts/beta/third.md", "Opening words", "Other words") == both(
        "", "posts/", "posts/beta/", "tags/attention/", "tags/optimisation/"
    )
    # All posts quote the title.
    quoting = written_by_edit("posts/alpha/second.md", "# The second", "# The other")
    assert both("posts/beta/", "posts/alpha/", "") <= quoting
    # A style sheet writes all pages anew, and no feed.
    assert written_by_edit("_static/groundwork.css", "", "body { margin: 0 }") == set()


def test_lost_content_is_made_again(tmp_path: Path) -> None:
    project = sample(tmp_path)
    before = project.build().files()
    [kept] = (project.root / "_build").rglob("feeds-html/posts/alpha/first.json")
    kept.unlink()
    (project.root / "_build" / "html" / "atom.xml").unlink()
    assert project.build().files() == before


def test_content_of_a_deleted_piece_is_not_kept(tmp_path: Path) -> None:
    project = sample(tmp_path, {"about.md": "# About\n"})
    project.build()
    project.write("shorts/two.md", short("two", distils="null"))
    project.delete("shorts/one.md")
    project.build()
    kept = [path.name for path in (project.root / "_build").rglob("feeds-html/shorts/*.json")]
    assert kept == ["two.json"]


def test_addresses_of_folders_are_those_of_the_builder(tmp_path: Path) -> None:
    project = sample(tmp_path, {"posts/alone.md": post("alone", image="alpha/picture.svg")})
    feed = json.loads(project.build(builder="dirhtml").text("tags/attention/feed.json"))
    assert feed["home_page_url"] == f"{BASE}tags/attention/"
    assert f"{BASE}posts/alone/" in [item["url"] for item in feed["items"]]
