"""The SQL of a piece, run by ClickHouse (chdb) in a process of its own.

The library is half a gigabyte with threads and signal handlers of its own, which the process
of the tests had better not hold. To load it takes ten times as long as most blocks, so one
process runs all of them. What a block leaves behind (tables, files) stays in the folder of its
piece; settings do not, for each block is a session.
"""

from __future__ import annotations

import atexit
import json
import os
import subprocess
import sys
from contextlib import suppress
from functools import cache
from pathlib import Path

# Plain columns whatever the terminal; sums of floats in one order; one time zone everywhere.
SETTINGS = """\
SET output_format_pretty_row_numbers = 0;
SET output_format_pretty_display_footer_column_names = 0;
SET output_format_pretty_single_large_number_tip_threshold = 0;
SET output_format_pretty_grid_charset = 'ASCII';
SET max_threads = 1;
SET session_timezone = 'UTC';
"""
FORMAT = "PrettySpaceNoEscapesMonoBlock"


class SqlError(Exception):
    """ClickHouse refuses a statement."""


def run_sql(source: str, folder: Path) -> str:
    """Return what the statements of *source* print, run in *folder* after those before them.

    Raises SqlError with what ClickHouse says of a statement that it refuses.
    """
    answer = _answer(_clickhouse(), f"{json.dumps([str(folder), SETTINGS + source])}\n")
    if not answer:
        # It has broken off, and the next block needs another.
        _clickhouse.cache_clear()
        raise SqlError("no answer")
    printed, refused = json.loads(answer)
    if refused:
        raise SqlError(refused)
    return str(printed)


def _answer(process: subprocess.Popen[str], asked: str) -> str:
    assert process.stdin
    assert process.stdout
    try:
        process.stdin.write(asked)
        process.stdin.flush()
    except BrokenPipeError:
        return ""
    return process.stdout.readline()


@cache
def _clickhouse() -> subprocess.Popen[str]:
    """Start the process that runs the statements of all pieces."""
    process = subprocess.Popen(
        [sys.executable, "-I", __file__],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        encoding="utf-8",
    )
    atexit.register(_end, process)
    return process


def _end(process: subprocess.Popen[str]) -> None:
    with suppress(BrokenPipeError), process:
        pass


def main() -> None:
    """Run the statements that come in, each time on the tables of the folder that is named."""
    from chdb import ChdbError, session

    # What the library prints itself is no answer.
    answers = os.fdopen(os.dup(1), "w", encoding="utf-8")
    os.dup2(2, 1)
    for line in sys.stdin:
        folder, source = json.loads(line)
        os.chdir(folder)
        printed = refused = ""
        opened = session.Session(str(Path(folder, "tables")))
        try:
            printed = str(opened.query(source, FORMAT))
        except ChdbError as error:
            refused = " ".join(str(error).split())
        finally:
            opened.close()
        answers.write(f"{json.dumps([printed, refused])}\n")
        answers.flush()


if __name__ == "__main__":
    main()
