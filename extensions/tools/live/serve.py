"""Serve the site as it is written: ``python -m extensions.tools.live.serve --port 8000 _build``."""

from __future__ import annotations

import argparse
import os
import socket
import sys
from collections.abc import Sequence
from contextlib import closing, suppress
from pathlib import Path

import uvicorn

from extensions.tools.live.build import Build
from extensions.tools.live.server import application

HOST = "127.0.0.1"


def main(argv: Sequence[str] | None = None) -> int:
    """Serve until interrupted; 2 if that cannot be."""
    arguments = _parser().parse_args(argv)
    try:
        # Taken before the build, which may be long.
        listening = socket.create_server((HOST, arguments.port))
    except (OSError, OverflowError) as error:
        number = getattr(error, "errno", None) or 0
        print(f"error: {refused(arguments.port, number)}", file=sys.stderr)
        return 2
    build = Build(arguments.build, arguments.jobs)
    with listening, closing(build), suppress(KeyboardInterrupt):
        print("Building the site with its drafts", flush=True)
        build([])
        address = f"http://{HOST}:{listening.getsockname()[1]}/"
        print(f"The site is at {address} and follows each save; Ctrl-C ends it", flush=True)
        settings = uvicorn.Config(application(build), log_level="warning")
        uvicorn.Server(settings).run(sockets=[listening])
    return 0


def refused(port: int, number: int) -> str:
    """Return why *port* cannot be had, the error *number* of the system, and what to do."""
    if not 0 <= port <= 65535:
        return f"{port} is no port: name one of 1024 to 65535, make live PORT=8001"
    reason = os.strerror(number).lower()
    return f"port {port}: {reason}: end what uses it, or name another, make live PORT=8001"


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="python -m extensions.tools.live.serve", description=__doc__
    )
    parser.add_argument("build", type=Path, help="the folder of all that is kept between builds")
    parser.add_argument("--port", type=int, default=8000, help="0: any that is free")
    parser.add_argument("--jobs", default="auto", help="how many processes build")
    return parser


if __name__ == "__main__":
    sys.exit(main())
