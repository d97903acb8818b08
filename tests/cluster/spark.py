"""The same articles through one plain run and through Apache Spark in local mode: the same rows, also when
a task's program is killed in the midst and Spark tries it again.

Usage: spark.py DIPLOGRAPH (with a Python that has PySpark, and Java 17)
"""

import os
import subprocess
import sys
import tempfile
from pathlib import Path

from shards import EXAMPLES, collected, compare, compare_folders, plain_run, rows_of

# Kills itself once in the midst of each third shard or so: after the first rows, before the last ones.
KILLED_ONCE = """#!/bin/sh
if mkdir "{marks}/first" 2>/dev/null || mkdir "{marks}/second" 2>/dev/null; then
    head -n 5 | "{binary}" "$@"
    kill -9 $$
fi
exec "{binary}" "$@"
"""


def spark(binary, articles, folder):
    """Runs the example on two cores; a task is tried three times."""
    settings = "--master local[2,3] --conf spark.ui.enabled=false --conf spark.driver.memory=512m pyspark-shell"
    environment = {**os.environ, "PYSPARK_SUBMIT_ARGS": settings, "PYSPARK_PYTHON": sys.executable,
                   "SPARK_LOCAL_IP": "127.0.0.1"}
    command = [sys.executable, EXAMPLES / "spark.py", binary, articles, folder, "5"]
    done = subprocess.run(command, env=environment, capture_output=True, text=True)
    if done.returncode != 0:
        print(done.stderr[-4000:])
        sys.exit(f"Spark ended with {done.returncode}")
    return sorted(path for path in Path(folder).glob("part-*"))


def main():
    binary = Path(sys.argv[1]).resolve()
    with tempfile.TemporaryDirectory() as work:
        work = Path(work)
        articles, _, expected, _, folder = plain_run(binary, work)

        marks, killed = work / "marks", work / "killed-once"
        marks.mkdir()
        killed.write_text(KILLED_ONCE.format(marks=marks, binary=binary))
        killed.chmod(0o755)
        for what, program in [("Spark", binary), ("Spark with two killed tasks", killed)]:
            to = work / what.replace(" ", "-")
            shards = spark(program, articles, to)
            assert len(shards) > 2, shards
            found, errors = rows_of(line for shard in shards for line in shard.read_text("utf-8").splitlines())
            compare(f"{what}, {len(shards)} shards", found, expected)
            assert len(errors) == 1, errors
            compare_folders("their collection", collected(binary, [to], to.with_suffix(".of")), folder)
        assert len(list(marks.iterdir())) == 2, "no task was killed"


if __name__ == "__main__":
    main()
