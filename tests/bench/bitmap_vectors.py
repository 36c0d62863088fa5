"""Seconds of one question to ClickHouse: vectors on bitmaps against columns.

The sum of one day over each of two arms, for 256 buckets of 65,536 accounts each, of which
*share* were seen, with small whole numbers. Run it as
``python -m tests.bench.bitmap_vectors`` with chdb installed; it prints the best of five runs,
one thread each, and the bytes of each form on disk. Needs about a gigabyte and some minutes.
"""

from __future__ import annotations

import sys
import tempfile
import time

BUCKETS, ACCOUNTS, RUNS = 256, 65_536, 5
SETUP = """\
SET max_threads = 1;
CREATE TABLE log (
    bucket UInt16 CODEC(Delta, ZSTD), position UInt32 CODEC(Delta, ZSTD), value UInt32 CODEC(ZSTD)
) ENGINE = MergeTree ORDER BY (bucket, position) SETTINGS min_bytes_for_wide_part = 0;
INSERT INTO log SELECT number DIV {accounts}, number % {accounts}, 1 + sipHash64('v', number) % 31
FROM numbers({buckets} * {accounts}) WHERE sipHash64('seen', number) % 10000 < 10000 * {share};
CREATE TABLE member (bucket UInt16, position UInt32, arm UInt8)
ENGINE = MergeTree ORDER BY (bucket, position);
INSERT INTO member SELECT number DIV {accounts}, number % {accounts}, sipHash64('arm', number) % 2
FROM numbers({buckets} * {accounts});
CREATE TABLE vector (
    bucket UInt16, state AggregateFunction(groupNumericIndexedVector('BSI', 5, 0), UInt32, UInt32)
) ENGINE = AggregatingMergeTree ORDER BY bucket SETTINGS min_bytes_for_wide_part = 0;
INSERT INTO vector SELECT bucket, groupNumericIndexedVectorState('BSI', 5, 0)(position, value)
FROM log GROUP BY bucket;
CREATE TABLE arm (
    arm UInt8, bucket UInt16, members AggregateFunction(groupBitmap, UInt32),
    ones AggregateFunction(groupNumericIndexedVector('BSI', 1, 0), UInt32, UInt32)
) ENGINE = AggregatingMergeTree ORDER BY (arm, bucket);
INSERT INTO arm SELECT arm, bucket, groupBitmapState(position),
    groupNumericIndexedVectorState('BSI', 1, 0)(position, toUInt32(1))
FROM member GROUP BY arm, bucket;
OPTIMIZE TABLE log FINAL; OPTIMIZE TABLE vector FINAL; OPTIMIZE TABLE arm FINAL;
OPTIMIZE TABLE member FINAL;
"""
QUESTIONS = {
    "vectors": """SELECT arm, sum(toInt64(numericIndexedVectorAllValueSum(
        numericIndexedVectorPointwiseMultiply(state, ones))))
        FROM arm JOIN vector USING bucket GROUP BY arm ORDER BY arm""",
    "columns, arm as a bitmap": """SELECT arm, sum(value)
        FROM log JOIN arm USING bucket WHERE bitmapContains(members, position)
        GROUP BY arm ORDER BY arm""",
    "columns, arm as a column": """SELECT arm, sum(value)
        FROM log JOIN member USING (bucket, position) GROUP BY arm ORDER BY arm""",
}
BYTES = """SELECT table, sum(data_compressed_bytes) FROM system.parts
WHERE active AND table IN ('log', 'vector') GROUP BY table ORDER BY table"""


def measure(share: float) -> None:
    """Print bytes and seconds for a day on which *share* of the accounts were seen."""
    from chdb import session

    with tempfile.TemporaryDirectory() as folder:
        tables = session.Session(folder)
        tables.query(SETUP.format(buckets=BUCKETS, accounts=ACCOUNTS, share=share))
        rows = int(str(tables.query("SELECT count() FROM log", "TSV")))
        print(f"share {share}: {rows:,} values")
        for line in str(tables.query(BYTES, "TSV")).splitlines():
            table, size = line.split("\t")
            print(f"  {table}: {int(size) / rows:.2f} bytes a value")
        answers = set()
        for name, question in QUESTIONS.items():
            best = float("inf")
            for _ in range(RUNS):
                start = time.perf_counter()
                answers.add(str(tables.query("SET max_threads = 1; " + question, "TSV")))
                best = min(best, time.perf_counter() - start)
            print(f"  {name}: {best:.3f} s")
        if len(answers) != 1:
            sys.exit(f"the answers differ: {answers}")
        tables.close()


if __name__ == "__main__":
    for share in (0.5, 0.1, 0.01):
        measure(share)
