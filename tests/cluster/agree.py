"""The same articles through one plain run, GNU parallel, and Parquet with DuckDB: the same rows. Shards
that are killed and run again: the same evidence folder, byte for byte.

Usage: agree.py DIPLOGRAPH
Leaves out GNU parallel or DuckDB, and says so, where they are not installed.
"""

import os
import shutil
import signal
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from shards import (ARTICLES, EXAMPLES, collected, compare, compare_folders, kill_in_the_midst, plain_run, rows_of)


def parallel(binary, articles, folder, block):
    subprocess.run([EXAMPLES / "parallel.sh", binary, articles, folder, block], check=True, capture_output=True)
    return sorted(Path(folder).glob("*.jsonl"))


def lines_of(files):
    return [line for file in files for line in file.read_text(encoding="utf-8").splitlines()]


def check_parallel(binary, articles, work, expected, folder):
    if shutil.which("parallel") is None:
        print("GNU parallel is not here: its shards were not compared")
        return
    for block in ["16k", "40k"]:
        shards = parallel(binary, articles, work / block, block)
        assert len(shards) > 1, shards
        rows, errors = rows_of(lines_of(shards))
        compare(f"GNU parallel, {len(shards)} shards of {block}", rows, expected)
        assert len(errors) == 1, errors
        compare_folders("their collection", collected(binary, [work / block], work / f"of-{block}"), folder)
    # A shard whose rows are lost: only that one is read again.
    shards[1].unlink()
    before = {shard: shard.stat().st_mtime_ns for shard in shards if shard.exists()}
    parallel(binary, articles, work / block, block)
    assert all(shard.stat().st_mtime_ns == time for shard, time in before.items()), "a whole shard was read again"
    compare_folders("one shard read again", collected(binary, [work / block], work / "again"), folder)


def check_parallel_killed(binary, articles, work, folder):
    """Kills GNU parallel with its shards when the first one is whole, and runs it again."""
    if shutil.which("parallel") is None:
        return
    to = work / "parallel-killed"
    command = [EXAMPLES / "parallel.sh", binary, articles, to, "8k"]
    process = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, start_new_session=True)
    while not list(to.glob("*.jsonl")) and process.poll() is None:
        time.sleep(0.01)
    assert process.poll() is None, "GNU parallel was faster than its killer"
    os.killpg(process.pid, signal.SIGKILL)
    process.wait()
    whole = len(list(to.glob("*.jsonl")))
    shards = parallel(binary, articles, to, "8k")
    assert whole < len(shards), "it was killed at its end"
    compare_folders(f"GNU parallel killed after {whole} of {len(shards)} shards",
                    collected(binary, [to], work / "of-parallel-killed"), folder)


def check_killed(binary, articles, work, folder):
    """Kills a run in the midst: once with rows as lines, once as Parquet; then runs it again."""
    lines = articles.read_bytes().splitlines(keepends=True)
    # Enough for the program to begin: it takes 256 lines at a time.
    first = b"".join(lines * (600 // len(lines)))
    rows, tables = work / "killed.jsonl", work / "killed"
    shard = [EXAMPLES / "shard.sh", binary, rows]

    def unfinished():
        return [file for file in work.glob("killed.jsonl.*.new") if file.stat().st_size > 0]

    kill_in_the_midst(shard, first, unfinished)
    assert unfinished() and not rows.exists(), "a killed shard must not look whole"
    subprocess.run(shard, input=b"".join(lines), check=True, stderr=subprocess.DEVNULL)
    compare_folders("a killed shard run again", collected(binary, [rows], work / "of-killed"), folder)

    table = [binary, "extract", "--format", "parquet", "--to", tables, "-"]
    unfinished = work / "killed.new"
    kill_in_the_midst(table, first, unfinished.exists)
    assert unfinished.exists() and not tables.exists(), "a killed run must not look whole"
    subprocess.run(table, input=b"".join(lines), check=True, capture_output=True)
    compare_folders("a killed run into Parquet", collected(binary, [tables], work / "of-tables"), folder)
    assert not unfinished.exists(), "the second run clears what the first one left"


def check_collect_killed(binary, rows, work, folder):
    """Kills `collect` in the midst, again and again a little later."""
    to = work / "collect-killed"
    command = [binary, "collect", rows, "--to", to]
    killed = 0
    for wait in [0.002, 0.01, 0.05, 0.1, 0.2]:
        process = subprocess.Popen(command, stdout=subprocess.DEVNULL)
        try:
            process.wait(timeout=wait)
        except subprocess.TimeoutExpired:
            process.kill()
            process.wait()
            killed += 1
    assert killed > 0, "collect was faster than its killer"
    compare_folders(f"collect killed {killed} times", collected(binary, [rows], to), folder)


def check_duckdb(tables, evidence, expected):
    try:
        import duckdb
    except ImportError:
        print("DuckDB is not here: Parquet was not read by others")
        return
    # The folder's month is a column of DuckDB's, not of ours.
    table = duckdb.sql(f"SELECT * EXCLUDE month FROM read_parquet('{tables}/*/*.parquet', hive_partitioning = true)")
    lines = [line for (line,) in table.query("t", "SELECT to_json(t) FROM t").fetchall()]
    compare("DuckDB reading Parquet", rows_of(lines)[0], expected)
    # An event that several sentences of an article tell is one, and stands in the week in which it happened.
    counts = duckdb.sql(f"SELECT sum(events) FROM '{evidence}/aggregate.parquet'").fetchall()[0][0]
    told = f"""
        SELECT sum(events) FROM (
            SELECT count(DISTINCT event) AS events,
                CASE WHEN length(coalesce(date, published)) = 10
                    THEN date_trunc('week', CAST(coalesce(date, published) AS DATE)) END AS week
            FROM '{evidence}/events/*.parquet'
            GROUP BY source, target, type, counted, hash, week
        )"""
    events = duckdb.sql(told).fetchall()[0][0]
    assert counts == events > 100, f"the aggregate counts {counts} events, the tables hold {events}"
    print(f"DuckDB reading the evidence folder: {events} events, as its aggregate counts")
    subprocess.run([sys.executable, EXAMPLES / "links.py", tables], check=True, capture_output=True)


def main():
    binary = Path(sys.argv[1]).resolve()
    with tempfile.TemporaryDirectory() as work:
        work = Path(work)
        articles, rows, expected, errors, folder = plain_run(binary, work)
        assert len(errors) == 1 and len(expected) > ARTICLES, (len(errors), len(expected))
        check_parallel(binary, articles, work, expected, folder)
        check_parallel_killed(binary, articles, work, folder)
        check_killed(binary, articles, work, folder)
        check_collect_killed(binary, rows, work, folder)
        check_duckdb(work / "killed", work / "plain", expected)


if __name__ == "__main__":
    main()
