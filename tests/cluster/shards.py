"""What the tests of examples/cluster share: articles to read, rows to compare, shards to kill."""

import hashlib
import json
import os
import signal
import subprocess
import sys
import time
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
EXAMPLES = ROOT / "examples/cluster"
ARTICLES = 60


def make_articles(path):
    """Writes JSON lines made of the samples, one of them broken."""
    maker = [sys.executable, ROOT / "benches/articles.py", ROOT / "assets/samples", str(ARTICLES)]
    lines = subprocess.run(maker, check=True, capture_output=True, text=True).stdout.splitlines()
    lines.insert(ARTICLES // 2, '{"id": "broken", "text": "France accu')
    path.write_text("".join(line + "\n" for line in lines), encoding="utf-8")


def rows_of(lines):
    """Rows without what is null, sorted; error rows apart, without the line, which counts within a shard."""
    rows, errors = [], []
    for line in lines:
        row = json.loads(line)
        is_error = "error" in row
        kept = {key: value for key, value in row.items() if value is not None and not (is_error and key == "line")}
        (errors if is_error else rows).append(json.dumps(kept, sort_keys=True))
    return sorted(rows), sorted(errors)


def plain_rows(binary, articles):
    """The lines of one plain run."""
    with open(articles, "rb") as lines:
        command = [binary, "extract", "--rows", "evidence", "-"]
        done = subprocess.run(command, stdin=lines, check=True, capture_output=True, text=True)
    return done.stdout.splitlines()


def plain_run(binary, work):
    """Articles, the rows of one plain run as a file and sorted, its error rows, and the folder collected of it."""
    articles, rows = work / "articles.jsonl", work / "plain.jsonl"
    make_articles(articles)
    lines = plain_rows(binary, articles)
    rows.write_text("".join(line + "\n" for line in lines), encoding="utf-8")
    expected, errors = rows_of(lines)
    return articles, rows, expected, errors, collected(binary, [rows], work / "plain")


def compare(what, found, expected):
    """Ends the test unless two lists of rows are the same."""
    if found == expected:
        print(f"{what}: {len(found)} rows, the same as of one plain run")
        return
    lost, more = sorted(set(expected) - set(found)), sorted(set(found) - set(expected))
    print(f"{what}: {len(found)} rows, not {len(expected)}; lost {lost[:2]}, more {more[:2]}")
    sys.exit(1)


def collected(binary, inputs, folder):
    """The hash of each file of an evidence folder that is made of some rows."""
    command = [binary, "collect", *inputs, "--to", folder]
    subprocess.run(command, check=True, capture_output=True)
    files = sorted(path for path in Path(folder).rglob("*") if path.is_file())
    return {str(path.relative_to(folder)): hashlib.sha256(path.read_bytes()).hexdigest() for path in files}


def compare_folders(what, found, expected):
    """Ends the test unless two evidence folders are the same, byte for byte."""
    if found != expected:
        names = found.keys() | expected.keys()
        print(f"{what}: other bytes in {sorted(name for name in names if found.get(name) != expected.get(name))}")
        sys.exit(1)
    print(f"{what}: the same evidence folder, byte for byte")


def kill_in_the_midst(command, lines, begun):
    """Gives a command its first lines, waits until `begun()`, and kills it with all it started (-9)."""
    process = subprocess.Popen(command, stdin=subprocess.PIPE, stderr=subprocess.DEVNULL, start_new_session=True)
    process.stdin.write(lines)
    process.stdin.flush()
    for _ in range(1200):
        if begun():
            break
        time.sleep(0.05)
    else:
        print(f"{command}: nothing was written in a minute")
        sys.exit(1)
    # Its input is still open, so it can't have come to its end.
    assert process.poll() is None, f"{command} ended by itself"
    os.killpg(process.pid, signal.SIGKILL)
    process.wait()
