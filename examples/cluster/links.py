"""Counts relations with DuckDB, straight from the Parquet files of `extract` or of an evidence folder.

Usage: links.py FOLDER [MOST]
"""

import sys

import duckdb

QUERY = """
    SELECT source, target, type, count(*) AS events, count(DISTINCT hash) AS articles
    FROM read_parquet(?, hive_partitioning = true)
    WHERE counted
    GROUP BY ALL
    ORDER BY events DESC, source, target, type
    LIMIT ?
"""


def main():
    if len(sys.argv) not in (2, 3):
        sys.exit(__doc__)
    most = int(sys.argv[2]) if len(sys.argv) == 3 else 20
    print(duckdb.sql(QUERY, params=[f"{sys.argv[1]}/*/*.parquet", most]))


if __name__ == "__main__":
    main()
