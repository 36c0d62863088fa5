"""Shorts as cards, and the wall of all shorts with the pages and files behind it."""

from __future__ import annotations

import json
import subprocess
from pathlib import Path

import pytest

from extensions.features.shorts.index import base36, packed
from extensions.features.shorts.tokens import words
from extensions.lib.node import NODE
from tests.support.pages import article, links, select_first, texts
from tests.support.project import FILES as BASE
from tests.support.project import ROOT, Result
from tests.support.sample import sample, short

VOCABULARY = BASE["vocabulary.yml"].replace(
    "tags:\n",
    "  storage: {title: Storage, line: Disks., track: statistics}\ntags:\n"
    "  C++: {title: C++, line: A language.}\n"
    "  loss: {title: Loss functions, line: What is made small.}\n",
)
FIVE_TAGS = "C++, loss, attention, optimisation, probability"
FOUR = {
    "vocabulary.yml": VOCABULARY,
    "shorts/one.md": short("one", title="A title"),
    "shorts/two.md": short("two", title="Zebra", date="2026-02-02", distils="null"),
    "shorts/three.md": short(
        "three", title="middle", date="2026-02-03", distils="second-section"
    ).replace("topic: losses", "topic: storage\nupdated: 2026-03-01"),
    "shorts/four.md": short("four", title="B side", date="2026-02-04").replace(
        "tags: [probability, attention]", f"tags: [{FIVE_TAGS}]"
    ),
}
ASKED = {
    "": ["B side", "middle", "Zebra", "A title"],
    ":limit: 2": ["B side", "middle"],
    ":order: oldest": ["A title", "Zebra", "middle", "B side"],
    ":order: title": ["A title", "B side", "middle", "Zebra"],
    ":order: title\n:limit: 1": ["A title"],
    ":topic: storage": ["middle"],
    ":track: statistics": ["middle"],
    ":track: learning\n:order: oldest": ["A title", "Zebra", "B side"],
    ":tag: C++": ["B side"],
    ":source: posts/alpha/first": ["B side", "A title"],
    ":source: posts/alpha/first\n:tag: loss": ["B side"],
}


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Result:
    """A site of four shorts, one to a page, with every kind of question to ask for cards."""
    asked = "".join(f"\n```{{shorts}}\n{options}\n```\n" for options in ASKED)
    files = {**FOUR, "about.md": f"# About\n\nSee [](#short-one).\n{asked}"}
    project = sample(tmp_path_factory.mktemp("site"), files)
    project.configure("shorts_per_page = 1")
    result = project.build(jobs=2)
    assert result.warnings == []
    return result


@pytest.mark.parametrize("options", ASKED)
def test_cards_are_those_that_the_options_ask_for(site: Result, options: str) -> None:
    grids = article(site, "about").select(".cards")
    assert texts(grids[list(ASKED).index(options)], ".entry-title") == ASKED[options]


@pytest.mark.parametrize(
    ("options", "expected"),
    [
        (
            ":order: newst",
            'unknown order "newst": did you mean "newest"? [groundwork.option-value]',
        ),
        (
            ":order: x",
            'unknown order "x": write newest, oldest or title [groundwork.option-value]',
        ),
        (
            ":limit: none",
            'limit: "none" is no number of shorts: write 1 or more [groundwork.option-value]',
        ),
        (
            ":limit: 0",
            'limit: "0" is no number of shorts: write 1 or more [groundwork.option-value]',
        ),
        (
            ":track: learnin",
            'unknown track "learnin": did you mean "learning"? [groundwork.unknown-track]',
        ),
        (
            ":topic: loses",
            'unknown topic "loses": did you mean "losses"? [groundwork.unknown-topic]',
        ),
    ],
)
def test_wrong_value_is_told_in_one_line(options: str, expected: str, tmp_path: Path) -> None:
    text = f"# About\n\nText.\n\n```{{shorts}}\n{options}\n```\n"
    result = sample(tmp_path, {"about.md": text}).build()
    assert result.warnings == [f"about.md:5: WARNING: {expected}"]


def test_card_has_its_parts(site: Result) -> None:
    card = article(site, "about").select(".card-short")[1]
    assert texts(card, ".kicker") == ["Short · Storage"]
    assert texts(card, ".entry-title a") == ["middle"]
    assert links(card, ".entry-title a") == ["shorts/three.html"]
    assert texts(card, ".claim") == ["The claim of middle."]
    assert texts(card, ".card-tags a") == ["Probability", "Attention"]
    assert links(card, ".card-tags a") == ["tags/probability.html", "tags/attention.html"]
    assert texts(card, ".facts") == ["3 Feb 2026 · updated 1 Mar 2026 · 1 min"]


def test_claim_keeps_its_formula_on_the_wall_and_in_its_file(tmp_path: Path) -> None:
    text = short("one").replace("The claim of", "The formula $x^2$ of")
    result = sample(tmp_path, {"shorts/one.md": text}).build()
    for page in ("shorts/index", "shorts/_card/one"):
        assert len(result.page(page).select(".claim .katex")) == 1


def test_tags_beyond_four_are_folded_without_script(site: Result) -> None:
    card = article(site, "about").select(".card-short")[0]
    outside = [one.get_text() for one in card.select(".card-tags > p")]
    assert outside == ["C++", "Loss functions", "Attention", "Optimisation"]
    assert texts(card, ".card-tags details > summary") == ["+1 more tags"]
    assert texts(card, ".card-tags details a") == ["Probability"]


def test_title_and_claim_run_the_way_of_their_own_script(site: Result) -> None:
    card = select_first(article(site, "about"), ".card-short")
    title = select_first(card, ".entry-title").parent
    assert title is not None
    assert title["dir"] == "auto"
    assert select_first(card, ".claim")["dir"] == "auto"


def test_wall_has_the_newest_and_numbered_pages_the_rest(site: Result) -> None:
    wall = article(site, "shorts/index")
    assert texts(wall, ".entry-title") == ["B side"]
    assert texts(wall, ".wall-count") == ["4 shorts"]
    assert links(wall, "a[rel=next]") == ["page/3.html"]
    pages = [article(site, f"shorts/page/{at}") for at in (3, 2, 1)]
    assert [texts(page, ".entry-title") for page in pages] == [["middle"], ["Zebra"], ["A title"]]
    assert [links(page, "a[rel=next]") for page in pages] == [["2.html"], ["1.html"], []]
    assert [links(page, "a[rel=prev]") for page in pages] == [
        ["../index.html"],
        ["3.html"],
        ["2.html"],
    ]


def test_addresses_of_older_shorts_outlast_a_new_one(tmp_path: Path) -> None:
    project = sample(tmp_path, FOUR)
    project.configure("shorts_per_page = 1")
    project.write("about.md", "# About\n")
    before = project.build().files()
    project.write("shorts/five.md", short("five", date="2026-02-05", distils="null"))
    after = project.build().files()
    pages = [name for name in before if name.startswith("shorts/page/")]
    assert len(pages) == 3
    # The third has got a neighbour.
    assert [name for name in pages if before[name] != after[name]] == ["shorts/page/3.html"]


def test_page_tells_machines_what_comes_next(site: Result) -> None:
    assert links(site.page("shorts/index"), "head link[rel=next]") == ["page/3.html"]
    assert links(site.page("shorts/page/2"), "head link[rel=next]") == ["1.html"]
    assert links(site.page("shorts/page/2"), "head link[rel=prev]") == ["3.html"]


def test_choices_are_links_to_pages_with_their_numbers(site: Result) -> None:
    wall = article(site, "shorts/index")
    assert texts(wall, "[data-facet=tag] a") == [
        "Attention 4",
        "C++ 1",
        "Loss functions 1",
        "Optimisation 1",
        "Probability 4",
    ]
    assert "../tags/cpp.html" in links(wall, "[data-facet=tag] a")
    assert texts(wall, "[data-facet=track] a") == ["Learning 3", "Statistics 1"]
    for target in links(wall, ".facets a[href]"):
        assert (site.outdir / "shorts" / target).resolve().is_file()


def test_every_card_is_a_file_that_leads_to_its_short(site: Result) -> None:
    names = sorted(path.name for path in (site.outdir / "shorts/_card").iterdir())
    assert names == ["four.html", "one.html", "three.html", "two.html"]
    card = site.page("shorts/_card/four")
    assert links(card, ".entry-title a") == ["../four.html"]
    assert "../../tags/cpp.html" in links(card, ".card-tags a")


def test_index_has_the_facts_and_the_words_of_all_shorts(site: Result) -> None:
    facts = json.loads(site.text("shorts/shorts.json"))
    assert facts["shorts"][0][:2] == ["four", "B side"]
    assert facts["facets"]["tag"][0] == ["cpp", "C++"]
    assert facts["shorts"][0][4][:1] == [0]
    places = words_of(site)
    assert places["zebra"] == "2"
    assert places["statistics"] == "1"
    assert places["c++"] == "0"
    # The title of the post that is referred to is no word of the short.
    assert "post" not in places
    assert set(facts["initials"]) == {word[0] for word in places}


def words_of(site: Result) -> dict[str, str]:
    """Return the places of each word that can be looked for."""
    found: dict[str, str] = {}
    for path in (site.outdir / "shorts/_words").iterdir():
        listed = json.loads(path.read_text("utf-8"))
        pairs = zip(listed["words"].split(), listed["places"].split(), strict=True)
        found |= {word: places for word, places in pairs if word[0] == path.stem}
    return found


def test_words_of_a_short_are_its_text_without_formulas(tmp_path: Path) -> None:
    text = short("one").replace(
        "One idea,",
        "$\\text{secret}$ A [named](#first) *thing*; naïve.\n\n$$\n\\log z\n$$\n\nIdea,",
    )
    project = sample(tmp_path, {"shorts/one.md": text})
    found = words_of(project.build())
    assert found.keys() >= {"named", "thing", "naive", "claim", "losses"}
    assert not found.keys() & {"secret", "log", "z", "text"}


def test_build_and_script_take_words_alike() -> None:
    text = "Naïve C++ and C#: 𝒳, ﬁne İstanbul ΑΘΉΝΑ عَرَبِيّ हिन्दी 漢字 x_y a+b 🙂 ½ don’t"
    module = (ROOT / "docs/_static/wall-index.js").as_uri()
    program = f"import {{words}} from {module!r}; console.log(JSON.stringify(words({text!r})))"
    done = subprocess.run(
        [NODE, "--input-type=module", "-e", program],
        capture_output=True,
        encoding="utf-8",
        check=True,
    )
    assert set(json.loads(done.stdout)) == words(text)


def test_places_are_packed_as_steps() -> None:
    assert packed([0, 3, 40]) == "0.3.11"
    assert [base36(one) for one in (0, 35, 36, 2000)] == ["0", "z", "10", "1jk"]


def test_site_without_a_wall_has_none_of_its_files(tmp_path: Path) -> None:
    project = sample(tmp_path)
    assert (project.build().outdir / "shorts/shorts.json").is_file()
    project.write("shorts/index.md", "# Shorts\n\n```{shorts}\n```\n")
    files = project.build().files()
    assert not [name for name in files if name.startswith(("shorts/_", "shorts/shorts"))]


@pytest.mark.parametrize("builder", ["text", "epub"])
def test_other_builders_have_all_shorts_on_the_wall(builder: str, tmp_path: Path) -> None:
    project = sample(tmp_path, FOUR)
    project.configure("shorts_per_page = 1")
    project.write("about.md", "# About\n")
    result = project.build("-D", "version=1", builder=builder)
    said = result.text("shorts/index.txt" if builder == "text" else "shorts/index.xhtml")
    for title in ("B side", "middle", "Zebra", "A title"):
        assert title in said


def test_dirhtml_finds_the_cards_where_they_are(tmp_path: Path) -> None:
    result = sample(tmp_path).build(builder="dirhtml")
    form = select_first(result.page("shorts/index"), ".wall-form")
    assert (form["data-root"], form["data-suffix"]) == ("", "/")
    assert links(result.page("shorts/_card/one/index"), ".entry-title a") == ["../../one/"]
