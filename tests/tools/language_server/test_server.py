"""An editor that speaks to the server gets what the build knows, and the build's messages."""

from __future__ import annotations

import asyncio
import os
import pty
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from typing import Any

import pytest
from lsprotocol import types
from pygls import uris
from pygls.exceptions import JsonRpcException
from pygls.lsp.client import LanguageClient

from tests.support.editing import FIRST, SECOND
from tests.support.project import ROOT, Project
from tests.support.sample import sample

COMMAND = ["-m", "extensions.tools.language_server.answer", "--jobs=1", "_build"]


class Editor(LanguageClient):
    """An editor in the folder of a project, with the sources that are open."""

    def __init__(self, project: Project) -> None:
        super().__init__("editor", "1")
        self.project = project
        self.told: asyncio.Queue[types.PublishDiagnosticsParams] = asyncio.Queue()
        self.feature(types.TEXT_DOCUMENT_PUBLISH_DIAGNOSTICS)(
            lambda told: self.told.put_nowait(told)
        )

    async def begin(self) -> None:
        """Start the server and wait for its first build."""
        env = {**os.environ, "PYTHONPATH": str(ROOT), "GROUNDWORK_DRAFTS": "1"}
        await self.start_io(sys.executable, *COMMAND, cwd=str(self.project.root), env=env)
        await self.initialize_async(
            types.InitializeParams(
                capabilities=types.ClientCapabilities(),
                root_uri=uris.from_fs_path(str(self.project.root)),
            )
        )
        self.initialized(types.InitializedParams())

    async def end(self) -> None:
        """Shut the server down."""
        await self.shutdown_async(None)
        self.exit(None)
        await self.stop()  # type: ignore[no-untyped-call]

    def uri(self, name: str) -> str:
        """Return the address of the source *name*."""
        return uris.from_fs_path(str(self.project.docs / name)) or ""

    def open(self, name: str, text: str) -> None:
        """Open the source *name*, in which *text* stands that is not saved."""
        document = types.TextDocumentItem(self.uri(name), "markdown", 1, text)
        self.text_document_did_open(types.DidOpenTextDocumentParams(document))

    def at(self, name: str, words: str, text: str) -> dict[str, Any]:
        """Return the place behind *words* in *text*, the source *name*, in units of UTF-16."""
        before = text[: text.index(words) + len(words)]
        line, _, column = before.rpartition("\n")
        character = len(column.encode("utf-16-le")) // 2
        return {
            "text_document": types.TextDocumentIdentifier(self.uri(name)),
            "position": types.Position(line.count("\n") + 1, character),
        }

    async def saved(self, name: str, text: str, faults: int) -> list[types.Diagnostic]:
        """Save *text* as the source *name*; return what is told of it, once it has *faults*."""
        self.project.write(name, text)
        document = types.TextDocumentIdentifier(self.uri(name))
        self.text_document_did_save(types.DidSaveTextDocumentParams(document))
        while True:
            told = await self.told.get()
            if told.uri == self.uri(name) and len(told.diagnostics) == faults:
                return [*told.diagnostics]


async def session(project: Project) -> dict[str, Any]:
    """Return the answers to what an editor asks."""
    text = (project.docs / FIRST).read_text("utf-8")
    # Outside the 16 bits of a unit, before what is asked about.
    edited = text.replace("Opening words.", "𝔸 [](#second-section) {footcite:p}`knuth1984` [](#")
    editor = Editor(project)
    await editor.begin()
    try:
        second = (project.docs / SECOND).read_text("utf-8")
        # A fault tells that the first build is done.
        answers: dict[str, Any] = {"fault": await editor.saved(SECOND, f"{second}\n[](#nope)\n", 1)}
        editor.open(FIRST, edited)
        at = {
            "label": editor.at(FIRST, "𝔸 [](#second", edited),
            "key": editor.at(FIRST, "`knuth", edited),
            "end": editor.at(FIRST, "`knuth1984` [](#", edited),
            "word": editor.at(FIRST, "holds", edited),
            "tag": editor.at(FIRST, "[optim", edited),
            "level": editor.at(FIRST, "lev", edited),
            "defined": editor.at(FIRST, "(first-sec", edited),
        }
        answers["items"] = await editor.text_document_completion_async(
            types.CompletionParams(**at["end"])
        )
        for name, place in at.items():
            answers[f"hover {name}"] = await editor.text_document_hover_async(
                types.HoverParams(**place)
            )
            answers[f"definition {name}"] = await editor.text_document_definition_async(
                types.DefinitionParams(**place)
            )
        answers["references"] = await editor.text_document_references_async(
            types.ReferenceParams(**at["label"], context=types.ReferenceContext(False))
        )
        answers["rename"] = await editor.text_document_rename_async(
            types.RenameParams(**at["defined"], new_name="other-section")
        )
        for name in ("second", "not a label"):
            try:
                await editor.text_document_rename_async(
                    types.RenameParams(**at["defined"], new_name=name)
                )
            except JsonRpcException as error:
                answers[f"rename to {name}"] = error.message
        answers["mended"] = await editor.saved(SECOND, second, 0)
    finally:
        await editor.end()
    return answers


@pytest.fixture(scope="module")
def project(tmp_path_factory: pytest.TempPathFactory) -> Project:
    """The sample site."""
    return sample(tmp_path_factory.mktemp("site"))


@pytest.fixture(scope="module")
def answers(project: Project) -> dict[str, Any]:
    """What an editor is told."""
    # A browser of other tests may have a loop of its own in this thread.
    with ThreadPoolExecutor(1) as other:
        return other.submit(asyncio.run, session(project)).result()


def test_messages_of_the_build_are_diagnostics(answers: dict[str, Any]) -> None:
    (fault,) = answers["fault"]
    assert (fault.source, fault.severity) == ("groundwork", types.DiagnosticSeverity.Warning)
    assert "nope" in fault.message
    assert answers["mended"] == []


def test_labels_are_offered_with_number_and_title(answers: dict[str, Any]) -> None:
    offered = {item.label: item.detail for item in answers["items"].items}
    assert offered["second-section"] == "§ 1 A section of The second post in The second post"
    assert offered["thm-second"] == "Theorem 1 A fact in The second post"
    assert offered["eq-second"] == "equation (1) in The second post"
    assert offered["fig-second"] == "Figure 1 in The second post"
    assert offered["short-one"] == "What is one?"


def test_hover_shows_the_target(answers: dict[str, Any]) -> None:
    def shown(name: str) -> str:
        text: str = answers[f"hover {name}"].contents.value
        return text

    assert shown("label").startswith(
        "**§ 1 A section of The second post in The second post**\n\n## A section of The second post"
    )
    assert "y = 6 x" in shown("label")
    assert shown("key").startswith("```bibtex\n@misc{knuth1984")
    assert shown("tag") == "**Optimisation**: Downhill."
    assert shown("level").startswith("How much the reader has to know")
    assert answers["hover word"] is None


def test_definition_is_where_the_label_stands(answers: dict[str, Any], project: Project) -> None:
    place = answers["definition label"]
    lines = (project.docs / SECOND).read_text("utf-8").splitlines()
    assert place.uri.endswith(SECOND)
    assert "second-section" in lines[place.range.start.line - 1]
    assert answers["definition key"].uri.endswith("references.bib")
    assert answers["definition word"] is None


def test_references_are_all_places_in_their_units(answers: dict[str, Any]) -> None:
    found = {
        (place.uri.rpartition("/docs/")[2], place.range.start.character)
        for place in answers["references"]
    }
    # The letter before the first takes two units.
    assert (FIRST, len("𝔸 [](#") + 1) in found
    assert {name for name, _ in found} >= {FIRST, SECOND, "posts/beta/third.md"}


def test_label_is_renamed_wherever_it_stands(answers: dict[str, Any]) -> None:
    changes = {
        uri.rpartition("/docs/")[2]: edits for uri, edits in answers["rename"].changes.items()
    }
    assert {"about.md", "shorts/one.md", FIRST, SECOND} <= changes.keys()
    assert {edit.new_text for edits in changes.values() for edit in edits} == {"other-section"}
    assert answers["rename to second"] == (
        'the label "second" is taken, by The second post: choose another'
    )
    assert answers["rename to not a label"] == (
        '"not a label" is no label: use letters of English, digits, and single hyphens between them'
    )


def test_nothing_is_left_behind_and_nothing_else_is_printed(
    answers: dict[str, Any], project: Project
) -> None:
    # The site that is published is another one.
    assert not (project.root / "_build/html").exists()


def test_person_is_told_that_an_editor_starts_it() -> None:

    ours, theirs = pty.openpty()
    done = subprocess.run(
        ["make", "--silent", "lsp"], cwd=ROOT, stdin=theirs, capture_output=True, text=True
    )
    os.close(ours)
    os.close(theirs)
    said = "error: an editor starts this and speaks to it: how, is in docs/handbook/editors.md\n"
    assert (done.returncode, done.stdout) == (2, "")
    assert said in done.stderr
