"""What other programs take for the same articles, in CPU time of one thread: a line of JSON for each.

Usage: others.py ARTICLES.jsonl COUNT (with a Python that has spaCy and en_core_web_sm, geotext, flashgeotext)

spaCy's `nlp.pipe` runs with all its components, as one gets it; geotext and flashgeotext look for countries
alone. Each reads the first COUNT articles, after a few that warm it up.
"""

import json
import os
import sys
import time

# One thread, as ours in that column.
for name in ("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "MKL_NUM_THREADS", "BLIS_NUM_THREADS"):
    os.environ[name] = "1"


def spacy_pipe():
    import spacy
    installed = spacy.util.get_installed_models()
    nlp = spacy.load(next(name for name in installed if name.startswith("en_core_web_sm")))
    return f"spaCy {spacy.__version__}, nlp.pipe, all components", lambda texts: nlp.pipe(texts, batch_size=64)


def geotext():
    import geotext as module
    return "geotext, countries", lambda texts: (module.GeoText(text).country_mentions for text in texts)


def flashgeotext():
    from flashgeotext.geotext import GeoText
    found = GeoText()
    return "flashgeotext, countries and cities", lambda texts: (found.extract(text) for text in texts)


def main():
    path, count = sys.argv[1], int(sys.argv[2])
    with open(path, encoding="utf-8") as lines:
        texts = [json.loads(line)["text"] for line in lines][:count]
    size = sum(len(text.encode()) for text in texts)
    for make in (spacy_pipe, geotext, flashgeotext):
        try:
            name, read = make()
        except ImportError as error:
            print(json.dumps({"name": make.__name__, "missing": str(error)}), flush=True)
            continue
        for _ in read(texts[:32]):
            pass
        start = time.process_time()
        for _ in read(texts):
            pass
        row = {"name": name, "articles": len(texts), "cpu": time.process_time() - start, "bytes": size}
        print(json.dumps(row), flush=True)


if __name__ == "__main__":
    main()
