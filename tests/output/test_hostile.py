"""A site in which every field is an attack: it builds, is valid, and nothing in it runs."""

from __future__ import annotations

import json
from collections.abc import Iterator
from functools import partial
from http.server import ThreadingHTTPServer
from threading import Thread
from urllib.parse import urlsplit

import pytest
import yaml
from bs4 import BeautifulSoup
from lxml import etree
from playwright.sync_api import Browser, Dialog, Page, Request
from pybtex.database import parse_string

from tests.support import sampling
from tests.support.project import Result
from tests.support.sample import sample
from tests.support.server import BASE_URL, QuietHandler
from tests.support.validity import html_faults

RUN = "window.ran=1"
MARKUP = f"\"'><script>{RUN}</script><img src=x onerror={RUN}>]]></script><!--&amp;{{{{7*7}}}}"
SIGNS = "\u202eright\u2066to left\u2069 🙂 \u2028\u2029 \\ ~ ^ % # _ $ & { }"
BAIT = f"{MARKUP} {SIGNS} [x](javascript:{RUN}) <https://evil.example/>"

POST = """\
(first)=
# {bait}

{bait}

(sec)=
## {bait}

:::{{prf:theorem}} {bait}
:label: thm-a

{bait}
:::

```{{figure}} photo.png
:alt: {bait}

{bait}
```

```text
{bait}
```

`{bait}` and [{bait}](#sec) and {{footcite:p}}`evil`.

```{{footbibliography}}
```
"""


def front(**fields: object) -> str:
    """Return *fields* as front matter."""
    return f"---\n{yaml.safe_dump(fields, allow_unicode=False, width=10_000)}---\n\n"


def vocabulary() -> str:
    """Return a vocabulary whose titles and lines are bait."""
    term = {"title": BAIT, "line": BAIT}
    return yaml.safe_dump(
        {
            "tracks": {"learning": term},
            "topics": {"losses": {**term, "track": "learning"}},
            "tags": {"attention": term, "optimisation": term},
        }
    )


@pytest.fixture(scope="module")
def hostile(tmp_path_factory: pytest.TempPathFactory) -> Result:
    """What the build of the site gave."""
    piece = {"date": "2026-01-01", "tags": ["attention", "optimisation"]}
    post = front(
        **piece,
        level="foundation",
        authors=[BAIT, "</script><b>", "../../x"],
        summary=BAIT,
        requires=["sec", BAIT],
        image="photo.png",
        image_alt=BAIT,
        redirect_from=["posts/<b>x", "posts/a&b'c", "../../outside"],
    ) + POST.format(bait=BAIT)
    short = front(**piece, topic="losses", claim=BAIT, distils="sec", authors=["<i>"])
    bib = f"@misc{{evil, author={{{{A <script>{RUN}</script>}}}}, "
    bib += f"title={{<img src=x onerror={RUN}>}}, year={{2026}}}}\n"
    index = (
        front(track="learning", summary=BAIT)
        + f"# {BAIT}\n\n```{{toctree}}\n:hidden:\n\nfirst\n```\n"
    )
    home = f"# {BAIT}\n\n```{{posts}}\n```\n\n```{{shorts}}\n```\n\n```{{series-contents}}\n```\n"
    project = sample(
        tmp_path_factory.mktemp("hostile"),
        {
            "index.md": home,
            "vocabulary.yml": vocabulary(),
            "references.bib": bib,
            "posts/alpha/index.md": index,
            "posts/alpha/first.md": post,
            "shorts/one.md": f"{short}# {BAIT}\n\n{BAIT}\n",
            "about.md": f"# Bell \x07 and null \x00\n\n{BAIT}\n",
        },
    )
    for name in ("posts/alpha/second.md", "posts/beta/third.md", "posts/beta/index.md"):
        project.delete(name)
    project.delete("posts/alone.md")
    project.delete("shorts/two.md")
    return project.build()


def html_pages(hostile: Result) -> list[str]:
    """Return the names of all pages; pieces of pages have no doctype."""
    found = (name for name in hostile.files() if name.endswith(".html"))
    return [name for name in found if hostile.text(name).startswith("<!doctype")]


def test_what_is_refused_is_refused_in_one_line_each(hostile: Result) -> None:
    assert "Traceback" not in hostile.output
    assert hostile.status == 0
    assert all("[" in line and line.rstrip().endswith("]") for line in hostile.warnings)


def test_nothing_is_written_outside(hostile: Result) -> None:
    assert not list(hostile.outdir.parent.glob("outside*"))
    assert len(html_pages(hostile)) > 12


def test_every_page_is_html(hostile: Result) -> None:
    faults = {name: html_faults(hostile.text(name)) for name in html_pages(hostile)}
    assert {name: found for name, found in faults.items() if found} == {}


def test_every_other_file_is_what_it_says(hostile: Result) -> None:
    for name, content in hostile.files().items():
        if name.endswith(".xml"):
            etree.fromstring(content)
        elif name.endswith(".json"):
            json.loads(content)


def test_structured_data_and_citation_can_be_read(hostile: Result) -> None:
    page = BeautifulSoup(hostile.text("posts/alpha/first.html"), "html5lib")
    [script] = page.select('script[type="application/ld+json"]')
    [article] = [
        thing
        for thing in json.loads(script.string or "")["@graph"]
        if thing["@type"] == "TechArticle"
    ]
    assert article["author"][0]["name"].startswith("\"'><script>")
    code = page.select_one(".cite-this pre")
    assert code is not None
    assert len(parse_string(code.text, "bibtex").entries) == 1


@pytest.fixture(scope="module")
def address(hostile: Result) -> Iterator[str]:
    """The address at which the site is served."""
    handler = partial(QuietHandler, directory=hostile.outdir)
    with ThreadingHTTPServer(("127.0.0.1", 0), handler) as server:
        thread = Thread(target=server.serve_forever)
        thread.start()
        yield f"{BASE_URL}:{server.server_port}/"
        server.shutdown()
        thread.join()


def visit(page: Page, url: str) -> list[str]:
    """Return what happened at *url* that should not."""
    found: list[str] = []

    def dismiss(dialog: Dialog) -> None:
        found.append(dialog.message)
        dialog.dismiss()

    def note(request: Request) -> None:
        if urlsplit(request.url).hostname not in (None, "127.0.0.1"):
            found.append(request.url)

    page.on("dialog", dismiss)
    page.on("request", note)
    page.goto(url)
    page.wait_for_load_state("networkidle")
    if page.evaluate("window.ran"):
        found.append("ran")
    found += page.evaluate(
        "Array.from(document.querySelectorAll('[href^=\"javascript:\"], article [onerror]'),"
        " one => one.outerHTML.slice(0, 99))"
    )
    return found


@pytest.mark.many(1)
@pytest.mark.parametrize("policy", [True, False])
def test_nothing_runs(
    browser: Browser,
    hostile: Result,
    address: str,
    policy: bool,
    request: pytest.FixtureRequest,
) -> None:
    context = browser.new_context(bypass_csp=not policy)
    faults, pages = {}, html_pages(hostile)
    if request.config.getoption("--sample"):
        pages = sampling.some_pages(pages)
    for name in pages:
        page = context.new_page()
        faults[name] = visit(page, f"{address}{name}")
        page.close()
    context.close()
    assert {name: found for name, found in faults.items() if found} == {}
