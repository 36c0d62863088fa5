"""What a build needs and what then fails is told in one line: Node, a process."""

from __future__ import annotations

import os
import signal
from pathlib import Path

import pytest
from sphinx.errors import SphinxParallelError

from extensions.building.error_reporting import remedy
from extensions.lib.background import ForkedTask
from extensions.lib.messages import HelperError
from extensions.lib.node import NodeProcess
from tests.support.project import Project

TEXT = "# Home\n\nAll of $x_{17}$ that is asked.\n"
# Programs that read what they are asked, the first of it, and end.
ENDS = "#!/bin/sh\nhead -c 1 > /dev/null\n"
NODE = "import extensions.lib.node as it\nit.NODE = './program'\nformula_cache = 'f.sqlite'\n"
KILLED = """
import os, signal
import extensions.output.search.parts as parts
parts.publish_index = lambda *_: os.kill(os.getpid(), signal.SIGKILL)
"""
FAULTS = {
    "Node": (ENDS, NODE, "Node, which sets the formulas, has failed"),
    "a process": ("", KILLED, "a process of this build was killed"),
}


@pytest.mark.parametrize("fault", FAULTS)
@pytest.mark.parametrize("jobs", [1, 2])
def test_helper_that_fails_is_told_in_one_line(jobs: int, fault: str, tmp_path: Path) -> None:
    program, settings, said = FAULTS[fault]
    project = Project(tmp_path, {"index.md": TEXT})
    path = tmp_path / "program"
    path.write_text(program)
    path.chmod(0o755)
    project.configure(settings)
    result = project.build(jobs=jobs)
    assert result.status == 2
    assert result.output.strip() == f"ERROR: {said}: build again [groundwork.refused]"
    # The next build is right.
    project.configure("")
    assert project.build(jobs=jobs).output == ""


def test_helper_of_a_process_that_reads_pages_is_told_likewise() -> None:
    failed = SphinxParallelError(
        "extensions.lib.messages.HelperError: Node has failed", "a traceback"
    )
    assert remedy(failed, "_build") == "Node has failed: build again"


def test_work_is_done_in_another_process_and_its_value_comes_back() -> None:
    assert ForkedTask(os.getpid).value() != os.getpid()


def test_what_work_raises_is_raised() -> None:
    def refuse() -> None:
        raise FileNotFoundError(2, "No such file or directory", "a/path")

    with pytest.raises(FileNotFoundError, match="'a/path'") as raised:
        ForkedTask(refuse).value()
    # Where it was raised is told as well, to those who mend it.
    assert "in refuse" in raised.value.__notes__[0]


def test_work_that_is_killed_leaves_no_one_waiting() -> None:
    with pytest.raises(HelperError, match=r"^a process of this build was killed$"):
        ForkedTask(lambda: os.kill(os.getpid(), signal.SIGKILL)).value()


def test_node_ends_at_once_while_another_process_has_its_input(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "echo.js").write_text("exports.make = () => (said) => said;\n", "utf-8")
    node, waited = NodeProcess(), list[float | None]()
    assert node.ask(tmp_path / "echo.js", {}, "a", "says it again") == "a"
    process = node.process
    assert process is not None
    goes_on, end = os.pipe()
    other = ForkedTask(lambda: os.read(goes_on, 1))
    wait = process.wait

    def noted(timeout: float | None = None) -> int:
        waited.append(timeout)
        return wait(timeout)

    monkeypatch.setattr(process, "wait", noted)
    node.close()
    os.write(end, b"!")
    assert other.value() == b"!"
    # As long as it takes to end, and not until a patience has run out.
    assert (waited, process.returncode) == ([None], -signal.SIGKILL)
    assert node.process is None
