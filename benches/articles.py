"""Makes any number of articles out of a folder of some, as JSON lines on standard output.

Usage: articles.py FOLDER COUNT [--words LEAST-MOST] [--seed N]

FOLDER holds articles as text files: the title, a blank line, the text. The first round gives them as they
are. In each round after it one sentence in three comes from another article, so that no two are
near-duplicates. Dates run through five years, outlets are forty; one article in fifty has no date.
The same arguments give the same lines.
"""

import argparse
import datetime
import json
import random
import re
import sys
from pathlib import Path

SENTENCE = re.compile(r"(?<=[a-z][.!?]) (?=[A-Z])")


def articles(folder, words):
    """Titles and the paragraphs of their texts, each a list of sentences."""
    found = []
    for path in sorted(Path(folder).glob("*.txt")):
        title, _, text = path.read_text(encoding="utf-8", errors="replace").strip().partition("\n")
        if words[0] <= len(text.split()) <= words[1]:
            paragraphs = [paragraph.strip() for paragraph in text.strip().split("\n\n")]
            found.append((title.strip(), [SENTENCE.split(paragraph) for paragraph in paragraphs if paragraph]))
    return found


def changed(paragraphs, others, chance):
    """The paragraphs with one sentence in three from elsewhere."""
    return [[sentence if chance.random() > 1 / 3 else chance.choice(others) for sentence in sentences]
            for sentences in paragraphs]


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folder")
    parser.add_argument("count", type=int)
    parser.add_argument("--words", default="1-1000000")
    parser.add_argument("--seed", type=int, default=1)
    args = parser.parse_args()
    found = articles(args.folder, [int(number) for number in args.words.split("-")])
    if not found:
        sys.exit(f"{args.folder}: no article of {args.words} words in a file .txt")
    chance = random.Random(args.seed)
    others = [sentence for _, paragraphs in found for sentences in paragraphs for sentence in sentences]
    first_day = datetime.date(2019, 1, 1)
    for number in range(args.count):
        title, paragraphs = found[number % len(found)]
        if number >= len(found):
            paragraphs = changed(paragraphs, others, chance)
        day = first_day + datetime.timedelta(days=number * 7919 % 1826)
        article = {
            "id": f"a{number:07}",
            "title": title,
            "text": "\n\n".join(" ".join(sentences) for sentences in paragraphs),
            "source": f"Outlet {number * 31 % 40 + 1}",
        }
        if number % 50 != 49:
            article["date"] = day.isoformat()
        print(json.dumps(article, ensure_ascii=False))


if __name__ == "__main__":
    main()
