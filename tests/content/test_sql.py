"""Statements run on the tables of their folder, and one that goes wrong is no other's fault."""

from __future__ import annotations

import os
import signal
from pathlib import Path

import pytest

from tests.content import sql
from tests.content.sql import SqlError, run_sql

TABLE = "CREATE TABLE t (a UInt8) ENGINE = MergeTree ORDER BY a"


def test_tables_stay_in_their_folder(tmp_path: Path) -> None:
    here, there = tmp_path / "here", tmp_path / "there"
    for folder, value in ((here, 1), (there, 2)):
        folder.mkdir()
        run_sql(f"{TABLE}; INSERT INTO t VALUES ({value})", folder)
    assert [run_sql("SELECT a FROM t FORMAT TSV", folder) for folder in (here, there)] == [
        "1\n",
        "2\n",
    ]


def test_settings_end_with_their_block(tmp_path: Path) -> None:
    zone = "SELECT timezone() FORMAT TSV"
    assert run_sql(f"SET session_timezone = 'Asia/Tokyo'; {zone}", tmp_path) == "Asia/Tokyo\n"
    assert run_sql(zone, tmp_path) == "UTC\n"


def test_block_after_one_that_is_refused_runs(tmp_path: Path) -> None:
    with pytest.raises(SqlError, match=r"^Code: 60\."):
        run_sql("SELECT a FROM nowhere", tmp_path)
    assert run_sql("SELECT 1 FORMAT TSV", tmp_path) == "1\n"


def test_block_after_the_process_has_ended_runs(tmp_path: Path) -> None:
    run_sql(f"{TABLE}; INSERT INTO t VALUES (3)", tmp_path)
    process = sql._clickhouse()
    os.kill(process.pid, signal.SIGKILL)
    process.wait()
    with pytest.raises(SqlError, match=r"^no answer$"):
        run_sql("SELECT 1", tmp_path)
    assert run_sql("SELECT a FROM t FORMAT TSV", tmp_path) == "3\n"
