"""Measures speed and memory and prints the tables of docs/performance.md.

Usage: performance.py DIPLOGRAPH ARTICLES [--most N] [--python PYTHON] [--stages] [--work FOLDER]

ARTICLES is a folder of articles as text files (title, blank line, text); `articles.py` makes as many of
them as are needed. `--most` is the largest number of articles (100,000 takes minutes). PYTHON is one with
spaCy, geotext and flashgeotext, for the comparison; `--stages` also runs `cargo bench --bench stages`.

Times are CPU time of the whole process (user and system), start included: other programs on the machine
change them little. Articles a second are for one core; on two the program has two threads.
"""

import argparse
import json
import os
import subprocess
import sys
import tempfile
from pathlib import Path

HERE = Path(__file__).resolve().parent
# What design and issue call an article of world news.
WORDS = "250-500"


class Run:
    """A process that has ended: seconds of CPU and of the clock, megabytes at its peak."""

    def __init__(self, command, stdin=None, stdout=None, threads=None, rounds=1):
        environment = {**os.environ, **({"RAYON_NUM_THREADS": str(threads)} if threads else {})}
        runs = [self.once(command, stdin, stdout, environment) for _ in range(rounds)]
        runs.sort()
        self.cpu, self.wall, self.peak = runs[len(runs) // 2]

    @staticmethod
    def once(command, stdin, stdout, environment):
        start = os.times().elapsed
        with open(stdin or os.devnull, "rb") as source, open(stdout or os.devnull, "wb") as target:
            process = subprocess.Popen([str(part) for part in command], stdin=source, stdout=target,
                                       stderr=subprocess.DEVNULL, env=environment)
            _, status, used = os.wait4(process.pid, 0)
        if status != 0:
            sys.exit(f"{command} ended with {status}")
        return used.ru_utime + used.ru_stime, os.times().elapsed - start, used.ru_maxrss / 1024


def table(title, heads, rows):
    """Prints a table as Markdown."""
    print(f"\n{title}\n\n| {' | '.join(heads)} |\n|{'---|' * len(heads)}")
    for row in rows:
        print(f"| {' | '.join(str(cell) for cell in row)} |", flush=True)


def make(folder, count, path, words=None):
    """Articles as JSON lines; gives the bytes of their texts."""
    command = [sys.executable, HERE / "articles.py", folder, str(count), *(["--words", words] if words else [])]
    with open(path, "wb") as target:
        subprocess.run(command, stdout=target, check=True)
    with open(path, encoding="utf-8") as lines:
        return sum(len(json.loads(line)["text"].encode()) for line in lines)


def speed(size, count, cpu):
    return f"{count / cpu:.0f}", f"{size / cpu / 1e6:.2f}"


def others(python, path, size, count, ours):
    """Other programs beside ours, turn by turn."""
    rows = []
    for line in subprocess.run([python, HERE / "others.py", path, "200"], check=True, capture_output=True,
                               text=True).stdout.splitlines():
        found = json.loads(line)
        if "missing" in found:
            rows.append([found["name"], "not installed", "", ""])
            continue
        articles, megabytes = speed(found["bytes"], found["articles"], found["cpu"])
        ratio = (count / ours) / (found["articles"] / found["cpu"])
        rows.append([found["name"], articles, megabytes, f"{ratio:.1f}" if ratio >= 1 else f"{ratio:.3f}"])
    articles, megabytes = speed(size, count, ours)
    rows.insert(0, ["Diplograph, text to rows", articles, megabytes, ""])
    table(f"Beside other programs, one thread ({WORDS} words an article)",
          ["program", "articles/s", "MB/s", "Diplograph's speed / its"], rows)


def stages(path):
    """The share of each stage."""
    done = subprocess.run(["cargo", "bench", "--locked", "--bench", "stages", "--", path], check=True,
                          capture_output=True, text=True, cwd=HERE.parent)
    rows = [json.loads(line) for line in done.stdout.splitlines() if line.startswith("{")]
    for threads in (1, 2):
        own = [row for row in rows if row["threads"] == threads]
        whole = sum(row["cpu"] for row in own)
        table(f"Stages on {threads} core{'s' if threads > 1 else ''}",
              ["stage", "articles/s", "MB/s", "share of the time"],
              [[row["stage"], *speed(row["bytes"], row["articles"], row["cpu"] / threads),
                f"{100 * row['cpu'] / whole:.1f} %"] for row in own])


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("binary", type=Path)
    parser.add_argument("articles")
    parser.add_argument("--most", type=int, default=10_000)
    parser.add_argument("--python")
    parser.add_argument("--stages", action="store_true")
    parser.add_argument("--work", type=Path)
    args = parser.parse_args()
    with tempfile.TemporaryDirectory() as temporary:
        measure(args, args.work or Path(temporary))


def measure(args, work):
    extract = [args.binary.resolve(), "extract", "--rows", "evidence", "-"]
    empty, small = work / "empty.jsonl", work / "small.jsonl"
    empty.write_text("")
    size = make(args.articles, 1000, small, WORDS)
    started = Run(extract, empty, threads=1, rounds=5)
    print(f"Start of the command line: {started.cpu:.3f} s of CPU, {started.peak:.0f} MB")

    rows, whole = [], {}
    for threads in (1, 2):
        run = Run(extract, small, threads=threads, rounds=3)
        whole[threads] = run.cpu
        rows.append([threads, *speed(size, 1000, run.cpu), *speed(size, 1000, run.wall), f"{run.peak:.0f}"])
    table(f"From text to rows, 1,000 articles of {WORDS} words ({size / 1e6:.2f} MB)",
          ["threads", "articles/s of CPU", "MB/s of CPU", "articles/s of the clock", "MB/s of the clock", "peak MB"],
          rows)
    if args.python:
        others(args.python, small, size, 1000, Run(extract, small, threads=1, rounds=3).cpu)
    if args.stages:
        stages(small)

    rows, count = [], 1000
    while count <= args.most:
        path, found, folder = work / f"{count}.jsonl", work / f"{count}.rows.jsonl", work / f"{count}.evidence"
        size = make(args.articles, count, path)
        run = Run(extract, path, found)
        with open(found, "rb") as lines:
            n_rows = sum(1 for _ in lines)
        joined = Run([args.binary.resolve(), "collect", found, "--to", folder])
        rows.append([f"{count:,}", f"{size / 1e6:.1f}", f"{run.cpu:.1f}", f"{1000 * run.cpu / count:.2f}",
                     f"{run.peak:.0f}", f"{n_rows:,}", f"{joined.cpu:.1f}", f"{1e6 * joined.cpu / n_rows:.0f}",
                     f"{joined.peak:.0f}"])
        path.unlink()
        count *= 10
    table("More articles, all lengths, two threads",
          ["articles", "MB of text", "extract: CPU s", "ms an article", "peak MB", "rows", "collect: CPU s",
           "CPU s a million rows", "peak MB"], rows)


if __name__ == "__main__":
    main()
