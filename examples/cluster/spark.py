"""Reads JSON lines with Apache Spark: each task pipes its lines through `diplograph extract`.

Usage: spark.py DIPLOGRAPH ARTICLES FOLDER [TASKS]

ARTICLES is a path or address that Spark can read; FOLDER, which must not exist yet, gets a file of rows of
evidence for each task. DIPLOGRAPH is the binary's path on each worker (`--files diplograph` puts it there,
as ./diplograph). A task whose binary fails is tried again by Spark, as `spark.task.maxFailures` says.
"""

import shlex
import sys

from pyspark.sql import SparkSession


def main():
    if len(sys.argv) not in (4, 5):
        sys.exit(__doc__)
    binary, articles, folder = sys.argv[1:4]
    tasks = int(sys.argv[4]) if len(sys.argv) == 5 else None
    spark = SparkSession.builder.appName("diplograph extract").getOrCreate()
    lines = spark.sparkContext.textFile(articles, tasks)
    # Spark gives a task one core, so the program gets one thread.
    environment = {"RAYON_NUM_THREADS": "1"}
    rows = lines.pipe(f"{shlex.quote(binary)} extract --rows evidence -", environment, checkCode=True)
    rows.saveAsTextFile(folder)
    spark.stop()


if __name__ == "__main__":
    main()
