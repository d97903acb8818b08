"""How well the main text of the pages in layouts/ is found, beside two programs of others.

    python3 compare.py PROGRAM [FOLDER]        (needs trafilatura and readability-lxml from PyPI)

Precision and recall of the words of the article (as in a bag, the title left out), for each page and in all.
FOLDER holds other pages that layouts.py made.
"""

import collections
import re
import subprocess
import sys
from pathlib import Path

import lxml.html
import readability
import trafilatura

import layouts

HERE = Path(__file__).parent
WANTED = " ".join(layouts.TEXT)


def words(text):
    return collections.Counter(re.findall(r"\w+", text.lower()))


def score(text):
    for title in [layouts.TITLE]:
        text = text.replace(title, " ", 1)
    found, wanted = words(text), words(WANTED)
    both = sum((found & wanted).values())
    return both / max(1, sum(found.values())), both / sum(wanted.values())


def ours(page):
    lines = subprocess.run([sys.argv[1], "parse", page], capture_output=True, text=True).stdout.splitlines()
    return " ".join(line.removeprefix("# text = ") for line in lines if line.startswith("# text = "))


def by_trafilatura(page):
    return trafilatura.extract(page.read_text(), include_comments=False) or ""


def by_readability(page):
    return lxml.html.fromstring(readability.Document(page.read_text()).summary()).text_content()


folder = Path(sys.argv[2]) if len(sys.argv) > 2 else HERE / "layouts"
programs = {"diplograph": ours, "trafilatura": by_trafilatura, "readability-lxml": by_readability}
sums = {name: [] for name in programs}
pages = sorted(folder.glob("*.html"))
for page in pages:
    row = [page.stem]
    for name, program in programs.items():
        precision, recall = score(program(page))
        sums[name].append((precision, recall))
        row.append(f"{precision:.3f} {recall:.3f}")
    print(" | ".join(row))
for name, scores in sums.items():
    precision, recall = (sum(score[i] for score in scores) / len(scores) for i in (0, 1))
    whole = sum(score == (1, 1) for score in scores)
    print(f"{name}: precision {precision:.4f}, recall {recall:.4f}, all words and no others on {whole} of {len(pages)} pages")
