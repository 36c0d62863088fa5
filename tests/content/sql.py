"""The SQL of a piece, run by ClickHouse (chdb) in a process of its own.

The library is half a gigabyte with threads and signal handlers of its own, which the process
of the tests had better not hold. What a block leaves behind (tables, files) stays in the folder
of its piece; settings do not, for each block is a session.
"""

from __future__ import annotations

import subprocess
import sys
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
    done = subprocess.run(
        [sys.executable, "-I", __file__],
        input=SETTINGS + source,
        cwd=folder,
        capture_output=True,
        text=True,
        encoding="utf-8",
        check=False,
    )
    if done.returncode:
        raise SqlError(done.stderr.strip().splitlines()[-1] if done.stderr else "no answer")
    return done.stdout


def main() -> None:
    """Run the statements that come in, on the tables of the folder."""
    from chdb import ChdbError, session

    try:
        answer = session.Session("tables").query(sys.stdin.read(), FORMAT)
    except ChdbError as error:
        sys.exit(" ".join(str(error).split()))
    sys.stdout.write(str(answer))


if __name__ == "__main__":
    main()
