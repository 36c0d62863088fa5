"""What a page may not lead to, read or ask is refused while the site is built, and told."""

from __future__ import annotations

import json
from html import unescape
from pathlib import Path

import pytest
from bs4 import BeautifulSoup
from lxml import etree

from extensions.markup.guard.addresses import is_refused
from tests.support.project import Project, Result
from tests.support.sample import FILES, sample, with_image

RUN = "javascript:alert(1)"
LED = (
    "is none that a reader may be led to: write one that begins with https://, or the path of a "
    "file"
)
OUTSIDE = "is outside of the project: put a copy beside this page [groundwork.outside]"
RAW = (
    "{raw} passes markup by everything that the site checks: write Markdown, or allow it in "
    "conf.py, allow_raw = True [groundwork.raw]"
)


# Every way by which an address comes into a page: what is written, and the line in it.
ADDRESSES = {
    "link": f"[x]({RUN})",
    "autolink": f"<{RUN}>",
    "image": f"![x]({RUN})",
    "definition": f"[x]: {RUN}",
    "entity": "[x](java&#115;cript:alert(1))",
    "button": f"```{{button-link}} {RUN}\nGo\n```",
    "card": f":::{{card}} T\n:link: {RUN}\nBody\n:::",
    "badge": f"{{bdg-link-primary}}`x <{RUN}>`",
    "target": f"```{{figure}} posts/alpha/photo.png\n:alt: A\n:target: {RUN}\n\nC\n```",
    "reST": f"```{{eval-rst}}\n`x <{RUN}>`_\n```",
    "external": f"[x]({RUN}){{.external}}",
    "quoted": f"> [x]({RUN})",
    "cell": f"| a |\n|---|\n| [x]({RUN}) |",
}
# Every way by which a file comes into a page.
READS = {
    "include": "```{include} ../../secret.txt\n```",
    "literalinclude": "```{literalinclude} ../../secret.txt\n```",
    "diff": "```{literalinclude} code.py\n:diff: ../../secret.txt\n```",
    "download": "{download}`../../secret.txt`",
    "link": "[x](../../secret.txt)",
    "csv": "```{csv-table} T\n:file: ../../secret.txt\n```",
    "image": "![x](../../secret.txt)",
    "image of reST": "```{eval-rst}\n.. image:: ../../secret.txt\n   :alt: A\n```",
    "figure": "```{figure} ../../secret.txt\n:alt: A\n```",
}


def page_of(blocks: dict[str, str]) -> tuple[str, dict[str, int]]:
    """Return a page with *blocks*, and the line of each."""
    text, lines = "# About\n\n", {}
    for name, block in blocks.items():
        lines[name] = text.count("\n") + 1
        text += f"{block}\n\nBetween.\n\n"
    return text, lines


@pytest.fixture(scope="module")
def project(tmp_path_factory: pytest.TempPathFactory) -> Project:
    """A site of attacks, beside a file that is none of it."""
    folder = tmp_path_factory.mktemp("guard")
    (folder / "secret.txt").write_text("the,secret")
    bib = f"\n@misc{{evil, author={{A}}, title={{B}}, year={{2020}}, url={{{RUN}}}}}\n"
    post = FILES["posts/alone.md"].replace("summary: About", f"summary: See [x]({RUN}) about")
    files = {
        "about.md": page_of(ADDRESSES)[0],
        "reads.md": page_of(READS)[0],
        "raw.md": (
            "# Raw\n\n```{raw} html\n<b>passed</b>\n```\n\n```{eval-rst}\n.. role:: h(raw)\n"
            "   :format: html\n\n:h:`<b>passed</b>`\n```\n\nCited {footcite:p}`evil`.\n\n"
            "```{footbibliography}\n```\n"
        ),
        "references.bib": FILES.get("references.bib", "") + bib,
        "posts/alone.md": post,
        "posts/alpha/first.md": with_image(FILES["posts/alpha/first.md"], "../../../../secret.txt"),
        "code.py": "print(1)\n",
    }
    project = sample(folder / "site", files)
    (project.docs / "linked.md").symlink_to(folder / "secret.txt")
    (project.docs / "_static/secret.css").symlink_to(folder / "secret.txt")
    (project.docs / "_static/folder").symlink_to(folder)
    # Within the project a link is as good as a file.
    (project.docs / "_static/code.txt").symlink_to(project.docs / "code.py")
    return project


@pytest.fixture(scope="module")
def result(project: Project) -> Result:
    """What its build gave."""
    return project.build()


@pytest.mark.parametrize("name", ADDRESSES)
def test_address_is_told_and_led_to_by_nothing(name: str, result: Result) -> None:
    first = page_of(ADDRESSES)[1][name]
    start, end = "about.md:", f'WARNING: the address "{RUN}" {LED} [groundwork.refused-address]'
    lines = range(first, first + ADDRESSES[name].count("\n") + 1)
    assert [line for line in result.warnings if line in {f"{start}{at}: {end}" for at in lines}]


def test_no_page_or_feed_leads_there(result: Result) -> None:
    for name, content in result.files().items():
        if name.endswith(".html"):
            page = BeautifulSoup(content, "html5lib")
            links = [*page.select("[href]"), *page.select("[src]")]
            found = [one for one in links if is_refused(str(one.get("href") or one.get("src")))]
            assert found == [], name
    # In a feed, pages are escaped text.
    assert '="javascript:' not in unescape(result.text("atom.xml"))


def test_address_in_front_matter_and_bibliography(result: Result) -> None:
    said = f'the address "{RUN}" {LED} [groundwork.refused-address]'
    assert [line for line in result.warnings if line.startswith("posts/alone.md:")] == [
        f"posts/alone.md:6: WARNING: {said}"
    ]
    line = f'references.bib:2: WARNING: the entry "evil", url: {said}'
    assert result.warnings.count(line) == 1
    assert not [line for line in result.warnings if "raw.md" in line and "address" in line]


@pytest.mark.parametrize("name", READS)
def test_file_of_elsewhere_is_told(name: str, result: Result) -> None:
    # In reST the line is that of the directive inside.
    line = page_of(READS)[1][name] + ("eval-rst" in READS[name])
    said = f'reads.md:{line}: WARNING: the file "../../secret.txt" {OUTSIDE}'
    assert result.warnings.count(said) == 1


def test_image_of_elsewhere_in_front_matter_is_told(result: Result) -> None:
    said = f'posts/alpha/first.md:4: WARNING: image: the file "../../../../secret.txt" {OUTSIDE}'
    assert result.warnings.count(said) == 1


def test_nothing_of_elsewhere_is_published(result: Result) -> None:
    assert [name for name, content in result.files().items() if b"the,secret" in content] == []


def test_link_out_of_the_project_is_told(project: Project, result: Result) -> None:
    for name in ("linked.md", "_static/secret.css", "_static/folder"):
        target = (project.docs / name).readlink()
        said = (
            f"{name}:1: WARNING: leads to {target}, outside of the project: put a copy in its place"
        )
        assert result.warnings.count(f"{said} [groundwork.outside]") == 1
    assert result.text("_static/code.txt") == "print(1)\n"


def test_raw_is_refused(result: Result) -> None:
    assert [line for line in result.warnings if line.startswith("raw.md")] == [
        f"raw.md:3: WARNING: {RAW}",
        f"raw.md:11: WARNING: {RAW}",
    ]
    assert "passed" not in result.text("raw.html")


def test_all_is_told_again_where_nothing_has_changed(project: Project, result: Result) -> None:
    assert sorted(project.build().warnings) == sorted(result.warnings)


def test_nothing_is_a_traceback(result: Result) -> None:
    assert "Traceback" not in result.output
    assert all(line.endswith("]") for line in result.warnings)


HOSTS = """\
# Hosts

```{raw} html
<iframe src="https://film.example/1" title="A film"></iframe>
<audio src="//sound.example/a.mp3"></audio>
<p onclick="x()">a</p>
<a href="javascript:x">b</a>
<script>x()</script>
```

![A](https://pictures.example/a.png) and ![B](https://other.example/b.jpg)
"""


@pytest.fixture(scope="module")
def hosts(tmp_path_factory: pytest.TempPathFactory) -> Result:
    """A site that lets raw markup and two hosts in."""
    project = sample(tmp_path_factory.mktemp("hosts"), {"hosts.md": HOSTS})
    project.configure('allow_raw = True\nallowed_hosts = ["film.example", "pictures.example"]')
    return project.build()


def test_other_hosts_are_told(hosts: Result) -> None:
    allow = "beside this page, or allow the host in conf.py, allowed_hosts"
    assert sorted(hosts.warnings) == sorted(
        [
            "hosts.md:3: WARNING: no page asks the host sound.example: put the file "
            f'{allow} = ["sound.example"] [groundwork.forbidden-markup]',
            "hosts.md:3: WARNING: the policy of the page forbids onclick=: delete it "
            "[groundwork.forbidden-markup]",
            f'hosts.md:3: WARNING: the address "javascript:x" {LED} [groundwork.forbidden-markup]',
            "hosts.md:3: WARNING: the policy of the page forbids <script>: delete it "
            "[groundwork.forbidden-markup]",
            "hosts.md:11: WARNING: no page asks the host other.example: put the picture "
            f'{allow} = ["other.example"] [groundwork.other-host]',
        ]
    )


def policy_of(result: Result, page: str) -> str:
    """Return the policy that *page* carries."""
    [meta] = result.page(page).select("meta[http-equiv=Content-Security-Policy]")
    return str(meta["content"])


def test_policy_of_the_page_that_names_a_host(hosts: Result) -> None:
    policy = policy_of(hosts, "hosts")
    assert "img-src 'self' data: https://pictures.example;" in policy
    assert "frame-src 'self' https://film.example" in policy
    assert not {"sound.example", "other.example"} & set(policy.replace("//", " ").split())
    assert ".example" not in policy_of(hosts, "about")


def test_servers_do_not_forbid_what_a_page_is_allowed(hosts: Result) -> None:
    [line] = [one for one in hosts.text("_headers").splitlines() if "Security-Policy" in one]
    assert "frame-src 'self' https://film.example https://pictures.example;" in line


TITLE = 'R & b: <c> "d" et al., long'


def test_title_of_the_site_with_signs_of_markup(tmp_path: Path) -> None:
    project = sample(tmp_path)
    project.configure(f"html_title = blog_title = project = {TITLE!r}")
    result = project.build()
    assert result.warnings == []
    root = etree.fromstring(result.text("opensearch.xml").encode())
    spaces = {"o": "http://a9.com/-/spec/opensearch/1.1/"}
    assert root.findtext("o:ShortName", namespaces=spaces) == TITLE[:16]
    assert root.findtext("o:Description", namespaces=spaces) == f"Search {TITLE}"
    for page in ("index", "about", "search", "404"):
        parsed = result.page(page)
        assert parsed.select("c") == []
        assert parsed.title is not None
        assert parsed.title.text.endswith(TITLE)
        assert {one.text.strip() for one in parsed.select(".brand, .sidebar-brand-text")} == {TITLE}
    feed = etree.fromstring(result.text("atom.xml").encode())
    assert feed.findtext("{http://www.w3.org/2005/Atom}title") == TITLE
    assert json.loads(result.text("feed.json"))["title"] == TITLE
    [script] = result.page("index").select('script[type="application/ld+json"]')
    assert TITLE in json.dumps(json.loads(script.string or "")).replace('\\"', '"')
