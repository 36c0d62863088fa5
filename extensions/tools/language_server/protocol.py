"""The answers of the language server, as the protocol asks for them."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path
from threading import Lock
from typing import Protocol

from lsprotocol import types
from pygls import uris
from pygls.exceptions import JsonRpcInvalidParams
from pygls.lsp.server import LanguageServer
from pygls.workspace import TextDocument

from extensions.building.standby import ClosedError
from extensions.model.frontmatter import Kind, kind_of
from extensions.tools.language_server import completion, rename
from extensions.tools.language_server.diagnostics import diagnostics_of
from extensions.tools.language_server.hover import at_cursor, hover
from extensions.tools.language_server.occurrences import Occurrence, Role
from extensions.tools.language_server.place import place_at
from extensions.tools.language_server.site import Site, site_of_last_build
from extensions.tools.live import Build

# After which editors ask what can be written, beside letters.
TRIGGERS = ["#", "`", "\\", ",", "<", "["]


class Asked(Protocol):
    """What the protocol says of the cursor, in whatever is asked."""

    text_document: types.TextDocumentIdentifier
    position: types.Position


@dataclass
class Knowledge:
    """What was built last below ``root`` by ``build``, and the files that have diagnostics."""

    root: Path
    build: Build
    site: Site = field(default_factory=Site)
    marked: frozenset[Path] = frozenset()
    lock: Lock = field(default_factory=Lock)

    def rebuild(self, changed: Sequence[Path]) -> Mapping[Path, Sequence[types.Diagnostic]]:
        """Build, and return the diagnostics of each file that has some, or had."""
        with self.lock:
            found = diagnostics_of(self.build(changed), self.root)
            # Of a build that has failed there may be nothing; what is wrong is told.
            with suppress(OSError):
                self.site = site_of_last_build(self.build.doctrees)
            before, self.marked = self.marked, frozenset(found)
            return {path: found.get(path, []) for path in before | self.marked}


def language_server(knowledge: Knowledge) -> LanguageServer:
    """Return the server that answers from *knowledge*."""
    server = LanguageServer("groundwork", "1")
    for answer in (_initialized, _saved, _completion, _hover, _definition, _references, _rename):
        answer(server, knowledge)
    return server


def _rebuild(server: LanguageServer, knowledge: Knowledge, changed: Sequence[Path] = ()) -> None:
    """Build in this thread, show the messages, and have the next build set up."""
    try:
        diagnostics = knowledge.rebuild(changed)
    except ClosedError:
        return
    for path, found in diagnostics.items():
        uri = uris.from_fs_path(str(path)) or ""
        server.text_document_publish_diagnostics(types.PublishDiagnosticsParams(uri, [*found]))
    with knowledge.lock:
        knowledge.build.prepare()


def _initialized(server: LanguageServer, knowledge: Knowledge) -> None:
    @server.feature(types.INITIALIZED)
    @server.thread()
    def answer(_: types.InitializedParams) -> None:
        _rebuild(server, knowledge)


def _saved(server: LanguageServer, knowledge: Knowledge) -> None:
    @server.feature(types.TEXT_DOCUMENT_DID_SAVE)
    @server.thread()
    def answer(params: types.DidSaveTextDocumentParams) -> None:
        _rebuild(server, knowledge, [_path(params.text_document.uri)])


def _completion(server: LanguageServer, knowledge: Knowledge) -> None:
    options = types.CompletionOptions(trigger_characters=TRIGGERS)

    @server.feature(types.TEXT_DOCUMENT_COMPLETION, options)
    def answer(params: types.CompletionParams) -> types.CompletionList:
        document, line, column = _cursor(server, params)
        place = place_at(_stripped(document), line, column)
        kind = _kind(knowledge, document)
        items = completion.offered(knowledge.site, place, kind) if place else iter(())
        return types.CompletionList(is_incomplete=False, items=[*items])


def _hover(server: LanguageServer, knowledge: Knowledge) -> None:
    @server.feature(types.TEXT_DOCUMENT_HOVER)
    def answer(params: types.HoverParams) -> types.Hover | None:
        document, line, column = _cursor(server, params)
        lines, kind = _stripped(document), _kind(knowledge, document)
        text = hover(knowledge.site, lines, line, column, kind, _reader(server))
        markdown = types.MarkupKind.Markdown
        return types.Hover(types.MarkupContent(markdown, text)) if text else None


def _definition(server: LanguageServer, knowledge: Knowledge) -> None:
    @server.feature(types.TEXT_DOCUMENT_DEFINITION)
    def answer(params: types.DefinitionParams) -> types.Location | None:
        document, line, column = _cursor(server, params)
        found = at_cursor(_stripped(document), line, column)
        if found is None:
            return None
        site = knowledge.site
        cites = found.role is Role.CITES
        place = site.citations.get(found.name) if cites else site.target(found.name)
        if place is None:
            return None
        start = types.Position(place.line, 0)
        uri = uris.from_fs_path(str(place.path)) or ""
        return types.Location(uri, types.Range(start, start))


def _references(server: LanguageServer, knowledge: Knowledge) -> None:
    @server.feature(types.TEXT_DOCUMENT_REFERENCES)
    def answer(params: types.ReferenceParams) -> list[types.Location]:
        found = _label(server, params)
        if found is None:
            return []
        return [
            types.Location(uri, _range(server.workspace.get_text_document(uri), place))
            for uri, places in _places(server, knowledge, found.name).items()
            for place in places
            if params.context.include_declaration or place.role is Role.REFERS
        ]


def _rename(server: LanguageServer, knowledge: Knowledge) -> None:
    options = types.RenameOptions(prepare_provider=True)

    @server.feature(types.TEXT_DOCUMENT_PREPARE_RENAME)
    def prepare(params: types.PrepareRenameParams) -> types.Range | None:
        found = _label(server, params)
        return _range(_cursor(server, params)[0], found) if found else None

    @server.feature(types.TEXT_DOCUMENT_RENAME, options)
    def answer(params: types.RenameParams) -> types.WorkspaceEdit | None:
        found = _label(server, params)
        if found is None:
            return None
        try:
            rename.check(knowledge.site, found.name, params.new_name)
        except rename.RefusalError as refusal:
            raise JsonRpcInvalidParams(str(refusal)) from None
        return types.WorkspaceEdit(
            {
                uri: [
                    types.TextEdit(
                        _range(server.workspace.get_text_document(uri), place), params.new_name
                    )
                    for place in places
                ]
                for uri, places in _places(server, knowledge, found.name).items()
            }
        )


def _path(uri: str) -> Path:
    return Path(uris.to_fs_path(uri) or "").resolve()


def _kind(knowledge: Knowledge, document: TextDocument) -> Kind:
    """Return the kind of page that *document* is, by its place below ``docs``."""
    docs, path = knowledge.root / "docs", _path(document.uri)
    inside = path.relative_to(docs) if docs in path.parents else Path(path.name)
    return kind_of(inside.with_suffix("").as_posix())


def _cursor(server: LanguageServer, params: Asked) -> tuple[TextDocument, int, int]:
    """Return the document that is asked about, and line and column (code points) of the cursor."""
    document = server.workspace.get_text_document(params.text_document.uri)
    return document, *_at(document, params)


def _at(document: TextDocument, params: Asked) -> tuple[int, int]:
    position = document.position_codec.position_from_client_units(document.lines, params.position)
    return position.line, position.character


def _stripped(document: TextDocument) -> list[str]:
    return document.source.splitlines()


def _range(document: TextDocument, place: Occurrence) -> types.Range:
    """Return where *place* is in *document*, in the units of the editor."""
    codec, line = document.position_codec, document.lines[place.line]
    return types.Range(
        *(
            types.Position(place.line, codec.client_num_units(line[:column]))
            for column in (place.start, place.end)
        )
    )


def _label(server: LanguageServer, params: Asked) -> Occurrence | None:
    """Return the label at the cursor; a citation is none."""
    document, line, column = _cursor(server, params)
    found = at_cursor(_stripped(document), line, column)
    return None if found is None or found.role is Role.CITES else found


def _places(
    server: LanguageServer, knowledge: Knowledge, name: str
) -> Mapping[str, Sequence[Occurrence]]:
    """Return where the label *name* stands, by the address of each source, as it is edited."""
    documents = {
        path: server.workspace.get_text_document(uris.from_fs_path(str(path)) or "")
        for path in {*knowledge.site.sources, *map(_path, server.workspace.text_documents)}
        if path.is_file()
    }
    texts = {path: document.source for path, document in documents.items()}
    return {documents[path].uri: found for path, found in rename.places_of(name, texts).items()}


def _reader(server: LanguageServer) -> Callable[[Path], Sequence[str]]:
    """Return what reads a source, as it is in the editor if it is open there."""

    def read(path: Path) -> Sequence[str]:
        if not path.is_file():
            return []
        return _stripped(server.workspace.get_text_document(uris.from_fs_path(str(path)) or ""))

    return read


def serve(build: Path, jobs: str) -> None:
    """Answer an editor on standard input and output until it ends; build below *build*."""
    protocol = os.fdopen(os.dup(sys.stdout.fileno()), "wb")
    # Whatever is printed, here or by a process begun from here, is kept from the protocol.
    os.dup2(sys.stderr.fileno(), sys.stdout.fileno())
    knowledge = Knowledge(Path.cwd(), Build(build, jobs))
    try:
        language_server(knowledge).start_io(sys.stdin.buffer, protocol)
    finally:
        knowledge.build.close()
