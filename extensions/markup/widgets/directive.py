"""``{widget}``: a figure that a reader moves, drawn while the site is built by the same code."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any, ClassVar, cast

from docutils import nodes
from docutils.parsers.rst import directives
from sphinx.util.docutils import SphinxDirective

from extensions.building.incremental import note_absent
from extensions.doctree.page_domain import ByPage
from extensions.lib.messages import warn
from extensions.markup.widgets.faults import Fault, faults_of_files, tell
from extensions.markup.widgets.folder import NAME, OWN, FolderError, digest, folder_of, names_beside
from extensions.model.catalog.collect import SOURCE
from extensions.model.frontmatter.fields import did_you_mean

if TYPE_CHECKING:
    from collections.abc import Iterator

PREFIX = "fig-"
NAMES = "groundwork_widgets"
NO_ALT = "has no text for readers who cannot see it: add :alt:"


class WidgetFiles(ByPage[list[str]]):
    """The paths in the output of what the figures of a page are made of."""

    name = "widget-files"
    label = "Widget files"


class widget(nodes.General, nodes.Element):
    """A figure: ``name`` of its folder, ``instance`` on its page, ``options``, ``alt``, ``files``.

    ``files`` is empty where the folder cannot be used.
    """


class Options(dict[str, Any]):
    """The options of the directive; those that are not its own set the first state."""

    def __missing__(self, name: str) -> Any:
        """Take the value of a control as it is written."""
        return directives.unchanged


class WidgetDirective(SphinxDirective):
    """``{widget} name``: a figure that a reader moves, with its caption.

    Its code is in the folder ``widgets/name`` beside the page.  ``:label:`` (or ``:name:``) is what
    references call it, ``:alt:`` is for readers who cannot see it; further options set the first
    state of its controls, by their names.
    """

    required_arguments = 1
    has_content = True
    option_spec: ClassVar[dict[str, Any]] = Options(
        label=directives.unchanged_required,
        name=directives.unchanged_required,
        alt=directives.unchanged_required,
    )

    def run(self) -> list[nodes.Node]:
        """Return the figure; its picture is drawn when the page is written."""
        figure = nodes.figure("", classes=["widget"])
        self.set_source_info(figure)
        if label := self.options.pop("label", None):
            self.options["name"] = label
        figure += self._widget()
        figure += list(self._caption())
        self.add_name(figure)
        return [figure]

    def _caption(self) -> Iterator[nodes.Node]:
        content = self.parse_content_to_nodes()
        first = content[0] if content else None
        if isinstance(first, nodes.paragraph):
            caption = nodes.caption(first.rawsource, "", *first.children)
            caption.source, caption.line = first.source, first.line
            yield caption
            content = content[1:]
        yield nodes.legend("", *content)

    def _widget(self) -> widget:
        name = self.arguments[0].strip()
        page = Path(self.env.doc2path(self.env.docname))
        state = {key: str(value or "") for key, value in self.options.items() if key not in OWN}
        node = widget(
            "",
            name=name,
            page=self.env.docname,
            instance=self._instance(name),
            options=state,
            lines={key: self._line_of(key) for key in state},
            alt=self.options.get("alt", ""),
            files={},
        )
        self.set_source_info(node)
        if self.config.alt_required and not node["alt"]:
            warn(self.env.docname, self.lineno, "missing-alt", f'the figure "{name}" {NO_ALT}')
        known = names_beside(page)
        if name in known:
            node["files"] = self._files(page, name)
        else:
            text = f'{{widget}} "{name}": {_unknown(page, name, known)}'
            warn(self.env.docname, self.lineno, "widget", text)
            # One that comes later is a change of the page.
            note_absent(self.env, folder_of(page, name).figure)
        self._note_files(node)
        return node

    def _note_files(self, node: widget) -> None:
        files = cast("WidgetFiles", self.env.get_domain(WidgetFiles.name))
        noted = files.by_page.setdefault(self.env.docname, [])
        noted += [*node["files"].values(), f"_images/{picture_name(node)}"]

    def _instance(self, name: str) -> str:
        """Return what the figure is called in addresses: by its label, else by its folder."""
        label = str(self.options.get("name", ""))
        wanted = nodes.make_id(label.removeprefix(PREFIX) if label else name) or name
        taken: list[str] = self.env.current_document.setdefault(NAMES, [])  # type: ignore[assignment]
        count = sum(one == wanted for one in taken)
        taken.append(wanted)
        return wanted if not count else f"{wanted}-{count + 1}"

    def _files(self, page: Path, name: str) -> dict[str, str]:
        """Return the paths in the output of what the figure is made of, by their ending."""
        folder = folder_of(page, name)
        self._note(folder.read | {*folder.absent})
        try:
            texts = folder.joined()
            paths = [*texts]
            if data := folder.published_data():
                paths.append(data[0])
        except FolderError as error:
            tell(Fault(error.path, error.line, str(error)), name)
            return {}
        finally:
            self._note(folder.asked)
        for fault in faults_of_files(folder, texts):
            tell(fault, name)
        return {path.partition(".")[2]: path for path in paths}

    def _note(self, paths: set[Path]) -> None:
        """Note that the page is made of *paths*, or would be, were they there."""
        for path in sorted(paths):
            if path.is_file():
                self.env.note_dependency(str(path))
            else:
                note_absent(self.env, path)

    def _line_of(self, option: str) -> int:
        """Return the line of *option* in the source of the page."""
        lines = str(self.env.current_document.get(SOURCE, "")).splitlines()
        for number in range(self.lineno, len(lines)):
            if lines[number].strip().startswith(f":{option}:"):
                return number + 1
        return self.lineno


def _unknown(page: Path, name: str, known: list[str]) -> str:
    """Say what is missing of the figure *name* beside *page*, which has those that are *known*."""
    figure = folder_of(page, name).figure
    if NAME.fullmatch(name) and figure.parent.is_dir():
        names = [path.name for path in figure.parent.iterdir()]
        return f"its folder has no {figure.name}{did_you_mean(figure.name, names, ': write it')}"
    return f"no such folder{did_you_mean(name, known, ': run make new-widget')}"


def picture_name(node: widget) -> str:
    """Return the name of the picture that stands alone, for feeds."""
    said = repr([sorted(node["files"].items()), sorted(node["options"].items()), node["instance"]])
    return f"widget-{node['name']}-{digest(said)}.svg"
