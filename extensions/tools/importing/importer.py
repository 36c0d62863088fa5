"""Import a site as a whole: read its pages, convert them, and say what would be written."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path, PurePosixPath

from extensions.doctree.notebooks import markdown_lines
from extensions.lib.slugs import slugify
from extensions.markup.math.katex import Fault, Formula, KatexProcess
from extensions.tools.importing import (
    citations,
    macros,
    places,
    vocabulary,
    writing,
)
from extensions.tools.importing.addresses import key_of
from extensions.tools.importing.convert import Work, converted, tidy
from extensions.tools.importing.fences import each_line
from extensions.tools.importing.labels import Labels
from extensions.tools.importing.pages import Output, Page, Site, There
from extensions.tools.importing.pictures import Fetch, Pictures
from extensions.tools.importing.published import DATED
from extensions.tools.importing.reading import page_of
from extensions.tools.importing.report import Report
from extensions.tools.importing.sources import pages_of, read_site

EXISTING = re.compile(r"^\(([^()\s]+)\)=\s*$|^:(?:name|label): (\S+)", re.MULTILINE)


def imported(
    root: Path,
    format_: str,
    into: Path,
    fetch: Fetch | None,
    report: Report,
    own: Callable[[str], bool] = lambda path: False,
) -> Output:
    """Return what the site in *root* becomes below *into*; *report* takes up what is to be said.

    *own* tells of a path below *into* whether an earlier import wrote it.
    """
    site = read_site(root, format_)
    for name in pages_of(site):
        page = page_of(site, name, report)
        if page:
            site.pages.append(page)
    _settings(site)
    there = _there(into, own)
    places.assign(site, there, report)
    output = Output()
    work = Work(
        site,
        report,
        Pictures(site, output, fetch),
        Labels(there.labels | {page.label for page in site.pages}),
        _known(site),
    )
    bodies = {page.file: converted(page, work) for page in site.pages}
    work.labels.by_name = work.addresses
    for page in site.pages:
        _place_image(page, work)
    bodies = {
        page.file: work.labels.resolve(bodies[page.file], page, work.tell(page))
        for page in site.pages
    }
    _check_formulas(bodies, work)
    _cite(bodies, work, output, into)
    for page in site.pages:
        page.meta.title = (
            page.meta.title or PurePosixPath(page.docname).name.replace("-", " ").capitalize()
        )
    writing.distinct_titles(site, there.titles)
    _write(bodies, work, output, into)
    return output


def _settings(site: Site) -> None:
    """Take up from the settings of *site* macros of TeX and names of sources."""
    text = ""
    for name in site.files:
        if re.search(
            r"(?:^|/)(?:_config\.ya?ml|mkdocs\.ya?ml|conf\.py|_quarto\.ya?ml|.*mathjax.*\.(?:js"
            r"|html)|.*katex.*\.(?:js|html))$",
            name,
        ):
            text += (site.root / name).read_text("utf-8", "replace")
    pairs = re.findall(
        r"[\"']?(\\{0,2}[A-Za-z]+)[\"']?\s*:\s*(?:\[\s*)?([\"'])((?:\\{1,2}|\{)[^\n]*?)\2\s*"
        r"(?:,\s*(\d)\s*\])?\s*,?\s*$",
        text,
        re.M,
    )
    for key, _, body, count in pairs:
        site.macros[f"\\{key.lstrip(chr(92))}"] = (int(count or 0), body.replace("\\\\", "\\"))
    for name in site.files:
        if name.endswith(".tex"):
            site.macros |= macros.definitions((site.root / name).read_text("utf-8", "replace"))
    site.settings["bib"] = "".join(
        (site.root / name).read_text("utf-8", "replace")
        for name in site.files
        if name.endswith(".bib")
    )


def _there(into: Path, own: Callable[[str], bool]) -> There:
    """Return what the pages below *into* that no import wrote have taken."""
    there = There(set(), set(), set())
    for path in [*into.rglob("*.md"), *into.rglob("*.ipynb")]:
        name = path.relative_to(into).as_posix()
        if own(name):
            continue
        text = "\n".join(markdown_lines(path))
        there.labels |= {one[0] or one[1] for one in EXISTING.findall(text)}
        title = re.search(r"^# (.+)$", text, re.M)
        there.titles |= {title[1].strip().casefold()} if title else set()
        there.docnames.add(PurePosixPath(name).with_suffix("").as_posix())
    return there


def _known(site: Site) -> dict[str, Page]:
    """Return the pages of *site* by every address under which a link may name them."""
    known: dict[str, Page] = {}
    names: dict[str, list[Page]] = {}
    for page in site.pages:
        path = PurePosixPath(page.file)
        given = [page.file, *page.meta.addresses, page.docname]
        if path.stem.lower() in ("index", "_index", "readme"):
            given.append(str(path.parent))
        for address in given:
            known.setdefault(key_of(address), page)
        stem = path.parent.name if path.stem.lower() in ("index", "_index") else path.stem
        dated = DATED.fullmatch(stem)
        for name in {
            stem,
            page.meta.slug,
            page.meta.title,
            *page.meta.names,
            *([dated["slug"]] if dated else []),
        } - {""}:
            names.setdefault(slugify(name), []).append(page)
    for name, pages in names.items():
        if len({page.file for page in pages}) == 1:
            known.setdefault(f"*{name}", pages[0])
    return known


def _place_image(page: Page, work: Work) -> None:
    """Put the picture that the front matter of *page* names beside it."""
    image, tell = page.meta.image, work.tell(page)
    page.meta.image = ""
    if page.kind != "post" or not image:
        return
    if "//" not in image and not work.pictures.find(image, page):
        tell(image, f'there is no picture "{image}", which the front matter names')
        return
    path = work.pictures.place(image, page, tell)
    page.meta.image = path if not path.endswith(".svg") else ""


def _check_formulas(bodies: dict[str, str], work: Work) -> None:
    """Show formulas that cannot be set as their source."""
    wanted = list(
        dict.fromkeys(
            Formula(tex.strip(), display)
            for found in work.formulas.values()
            for tex, display in found
        )
    )
    if not wanted:
        return
    process = KatexProcess({})
    try:
        answers = dict(zip(wanted, process.set(wanted), strict=True))
    finally:
        process.close()
    for page in work.site.pages:
        for tex, display in dict.fromkeys(work.formulas.get(page.file, [])):
            answer = answers[Formula(tex.strip(), display)]
            if isinstance(answer, Fault):
                first = max(tex.split("\n"), key=len)
                work.tell(page)(
                    first,
                    f"the formula cannot be set and is shown as its source: {answer.message}",
                    person=True,
                )
                bodies[page.file] = _unset(bodies[page.file], tex, display)


def _unset(body: str, tex: str, display: bool) -> str:
    if not display:
        return body.replace(f"${tex}$", f"`` {tex} ``" if "`" in tex else f"`{tex}`")
    lines = re.escape("\n").join(
        rf"[ \t>]*{re.escape(line.strip())}[ \t]*" for line in tex.split("\n")
    )
    pattern = re.compile(
        rf"^(?P<before>[ \t>]*)\$\$\n(?P<tex>{lines})\n[ \t>]*\$\$(?: \([^)]*\))?", re.M
    )
    return pattern.sub(lambda one: f"{one['before']}```tex\n{one['tex']}\n{one['before']}```", body)


def _cite(bodies: dict[str, str], work: Work, output: Output, into: Path) -> None:
    if not any("cite" in body for body in bodies.values()):
        return
    entries = citations.entries_of(work.site, work.report)
    path = into / "references.bib"
    text = path.read_text("utf-8") if path.is_file() else ""
    there = set(re.findall(r"^@\w+\{([^,\s]+),", text, re.M))
    used: set[str] = set()
    for page in work.site.pages:
        bodies[page.file] = citations.cited(
            bodies[page.file], {*entries, *there}, used, work.tell(page)
        )
    fresh = {key: entries[key] for key in sorted(used - there)}
    if fresh:
        output.texts["references.bib"] = (
            f"{text.rstrip()}\n\n{citations.written(fresh.items())}".lstrip("\n")
        )


def _write(bodies: dict[str, str], work: Work, output: Output, into: Path) -> None:
    site = work.site
    titles = vocabulary.titles(site)
    used: dict[str, str] = {}
    texts: dict[str, str] = {}
    for page in site.pages:
        tell = work.tell(page)
        tags = vocabulary.tags_of(page, tell) if page.kind == "post" else []
        used |= {tag: titles.get(tag, tag.replace("-", " ").capitalize()) for tag in tags}
        body = tidy(work.labels.finish(bodies[page.file], page))
        texts[page.docname] = writing.page_text(page, body, tags, tell)
        if page.kind != "series":
            output.texts[f"{page.docname}.md"] = texts[page.docname]
            output.made_of[f"{page.docname}.md"] = page.file
        if any(line.startswith("```python") for line, is_code in each_line(body) if is_code):
            tell.chose("code in Python is run by make test: see what make try PIECE=… says of it")
    series = writing.members_of(site)
    for slug, members in series.items():
        index = f"posts/{slug}/index.md"
        opener = texts.get(f"posts/{slug}/index", "")
        output.texts[index] = writing.index_text(slug, site.titles.get(slug, slug), opener, members)
        output.made_of[index] = next(
            (page.file for page in site.pages if page.docname == index[:-3]), members[0].file
        )
    path = into / "vocabulary.yml"
    text = path.read_text("utf-8") if path.is_file() else ""
    output.texts["vocabulary.yml"] = vocabulary.extended(text, used, bool(series), work.report)
