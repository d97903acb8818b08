"""Opens files that are made to do harm, and prints what each cost: python3 hostile.py OPENER DIPLOGRAPH [FILES]

OPENER is the example `open_articles`, which opens files and reads none of their articles; each case is opened
in a process of its own. Its time is that of the processor (its own and its children's), its memory the largest
that one process held; of both that for a single sentence is taken off. The limits are 2 seconds and 200 MB,
whatever the input. Beside it stands what `DIPLOGRAPH extract --rows articles` takes, which reads the articles
too: twenty thousand articles take their time, but memory has the same limit. A case that answers otherwise
than it should, or goes over a limit, ends the run with an error. A folder of many files has no limit of time,
since each of them is an article: a line says how long one takes.

FILES is the number of files in the folder of many (100000 where it is not given). Needs some 1 GB of disk.
"""

import base64
import gzip
import io
import json
import os
import shutil
import subprocess
import sys
import tempfile
import threading
import time
import traceback
import zipfile
import zlib
from pathlib import Path
from typing import NamedTuple

OPENER, PROGRAM = (str(Path(program).resolve()) for program in sys.argv[1:3])
MANY = int(sys.argv[3]) if len(sys.argv) > 3 else 100_000
SECONDS, MEGABYTES = 2.0, 200
WORDS = "Kenya thanked Norway for the charts"
PAGE = f"<html><body><article><p>{WORDS} {{}}.</p></article></body></html>"
NOBODY = 65534


class Case(NamedTuple):
    """A file or folder, how many articles it must give, and a word of the error that it must give."""

    name: str
    articles: int | None
    error: str = ""


def write(name, content):
    with open(name, "wb") as file:
        file.write(content if isinstance(content, bytes) else content.encode())


def sparse(name, start, size=5 << 30):
    write(name, start)
    os.truncate(name, size)


def archive(name, parts, method=zipfile.ZIP_DEFLATED):
    with zipfile.ZipFile(name, "w", method) as file:
        for part, content in parts:
            file.writestr(part, content)


def word(name, body):
    archive(name, [("[Content_Types].xml", "<Types/>"), ("word/document.xml", body)])


def in_archives(content, depth):
    for level in range(depth):
        held = io.BytesIO()
        with zipfile.ZipFile(held, "w", zipfile.ZIP_DEFLATED) as file:
            for copy in range(10 if level else 1):
                file.writestr(f"{copy}.zip" if level else "a.txt", content)
        content = held.getvalue()
    return content


def entities():
    chain = "".join(f'<!ENTITY a{i} "{f"&a{i - 1};" * 10}">' for i in range(1, 10))
    return f'<?xml version="1.0"?><!DOCTYPE x [<!ENTITY a0 "ha">{chain}<!ENTITY f SYSTEM "file:///etc/passwd">]>'


def overlapping(name, copies=20_000):
    """Thousands of entries that share the same packed bytes."""
    packed = zlib.compress(b"x" * (10 << 20), 9)[2:-4]
    check, size = zlib.crc32(b"x" * (10 << 20)), 10 << 20
    local = b"PK\3\4\x14\0\0\0\x08\0\0\0\0\0" + b"".join(n.to_bytes(4, "little") for n in (check, len(packed), size)) + b"\1\0\0\0a"
    entries = b""
    for copy in range(copies):
        part = f"{copy}.txt".encode()
        entries += b"PK\1\2\x14\0\x14\0\0\0\x08\0\0\0\0\0" + b"".join(n.to_bytes(4, "little") for n in (check, len(packed), size))
        entries += len(part).to_bytes(2, "little") + b"\0" * 16 + part
    end = b"PK\5\6\0\0\0\0" + copies.to_bytes(2, "little") * 2 + len(entries).to_bytes(4, "little")
    write(name, local + packed + entries + end + (len(local) + len(packed)).to_bytes(4, "little") + b"\0\0")


def pdf(name, objects):
    content = b"%PDF-1.7\n1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj\n"
    for number, (head, stream) in enumerate(objects, 2):
        content += f"{number} 0 obj{head}".encode()
        if stream:
            content += b"stream\n" + stream + b"\nendstream"
        content += b" endobj\n"
    write(name, content + b"trailer<</Root 1 0 R>>\n")


def drawn(name, stream, head="<</Filter/FlateDecode/Length {}>>"):
    resources = "<</Font<</F 5 0 R>>/XObject<</X 4 0 R>>>>"
    pdf(name, [
        ("<</Type/Pages/Kids[3 0 R]/Count 1>>", b""),
        (f"<</Type/Page/Parent 2 0 R/MediaBox[0 0 200 200]/Contents 4 0 R/Resources{resources}>>", b""),
        (head.format(len(stream)), stream),
        ("<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>", b""),
    ])


def pages():
    half = 512 * 1024
    return [
        ("deep-lists.html", "<ul><li>x" * (half // 9), 1, ""),
        ("deep-divs.html", "<div>" * (half // 5), 0, ""),
        ("deep-tables.html", "<table><tr><td>" * (half // 15) + WORDS, 1, ""),
        ("open-formats.html", "<b><i><a href=x>" * (half // 16) + WORDS, None, ""),
        ("misnested.html", "<b><p>" + "<a><div></b>x" * (half // 13), None, ""),
        ("attributes.html", "<p " + " ".join(f"a{i}=1" for i in range(60_000)) + f">{WORDS}. " * 2, None, ""),
        ("open-comment.html", "<html><body><p>x</p>" + "<!--" * (half // 4), None, ""),
        ("20-mb.html", "<html><body><article>" + f"<p>{WORDS} again.</p>" * 400_000, None, ""),
    ]


def texts():
    million = 1_000_000
    return [
        ("deep-quotes.md", "> " * million + WORDS, None, ""),
        ("brackets.md", "[" * million + WORDS, None, ""),
        ("stars.md", "*_" * million + WORDS, None, ""),
        ("ticks.md", "".join("`" * n + " " for n in range(1, 2000)) + WORDS, None, ""),
        ("deep.rtf", "{\\rtf1 " + "{" * 10_000_000 + WORDS, None, ""),
        ("binary.rtf", "{\\rtf1 \\bin2147483647 " + WORDS, None, ""),
        ("one-word.txt", "x" * (9 << 20), 1, ""),
        ("lines.txt", "a\n" * (4 << 20), 1, ""),
        ("open-quote.csv", 'title,text\n"' + "x,\n" * 5_000_000, None, ""),
        ("columns.csv", "text," + ",".join(f"c{i}" for i in range(500_000)) + "\nThey met.\n", None, ""),
        ("rows.csv", "title,text\n" + "".join(f"x,{WORDS} {n}.\n" for n in range(1_200_000)), 50_000, "parts"),
        ("entries.ris", "TY  - NEWS\nTI  - x\nAB  - They met.\nER  -\n" * 200_000, None, ""),
        ("brackets.json", "[" * 30_000_000, 0, ""),
        ("objects.json", '{"a":' * 10_000_000, 0, ""),
        ("deep-parts.eml", "".join(
            f'{"" if not n else f"--b{n - 1}" + chr(10)}Content-Type: multipart/mixed; boundary=b{n}\nFrom: a@b.example\nMIME-Version: 1.0\n\n'
            for n in range(20_000)), None, ""),
        ("headers.eml", "From: a@b.example\nMIME-Version: 1.0\n" + "To: x@y.example\n" * 2_000_000 + "\nThey met.", None, ""),
        ("letters.mbox", "From a@b.example Wed May  3 09:00:00 1961\nFrom: a@b.example\nTo: c@d.example\nDate: Wed, 3 May 1961 09:00:00 +0000\n"
            "MIME-Version: 1.0\n\nThey met.\n\n" * 200_000, None, ""),
        ("entities.xml", entities() + f"<rss><channel><item><title>&a9;</title><description>{WORDS} &a9; &f;</description></item></channel></rss>", None, ""),
        ("deep.xml", "<rss><channel><item>" + "<a>" * 5_000_000, None, ""),
        ("items.xml", "<rss><channel>" + f"<item><title>x</title><description>{WORDS}.</description></item>" * 300_000, None, ""),
    ]


def containers():
    archive("bomb.zip", [(f"{i}.txt", b"x" * (50 << 20)) for i in range(20)])
    yield Case("bomb.zip", 0, "hundred times")
    overlapping("overlapping.zip")
    yield Case("overlapping.zip", 0, "harm")
    write("nested.zip", in_archives(WORDS.encode(), 7))
    yield Case("nested.zip", 0, "deep")
    archive("pages.zip", [(f"{i}.html", PAGE.format(i)) for i in range(49_000)])
    yield Case("pages.zip", 20_000, "20000 files")
    archive("mega.zip", [(f"{i:02}.txt", os.urandom(6 << 20).hex()[: 9 << 20]) for i in range(6)])
    yield Case("mega.zip", None)
    word("bomb.docx", "<w:document>" + "<w:p/>" * 60_000_000)
    yield Case("bomb.docx", 0)
    word("deep.docx", "<w:document>" + "<w:t>" * 3_900_000)
    yield Case("deep.docx", 0)
    word("entities.docx", entities() + f"<w:document><w:p><w:r><w:t>{WORDS} &a9;&f;</w:t></w:r></w:p></w:document>")
    yield Case("entities.docx", None)
    chapter = f"<html><body><p>{WORDS}.</p></body></html>"
    book = "<package><manifest><item id='a' href='a.xhtml' media-type='application/xhtml+xml'/></manifest><spine>"
    archive("spine.epub", [
        ("META-INF/container.xml", "<container><rootfiles><rootfile full-path='a.opf'/></rootfiles></container>"),
        ("a.opf", book + "<itemref idref='a'/>" * 900_000 + "</spine></package>"), ("a.xhtml", chapter)])
    yield Case("spine.epub", None)
    parts = "".join(f"--b\nContent-Type: text/html\nContent-Location: https://a.example/{i}\n\n{chapter}\n" for i in range(100_000))
    write("parts.mhtml", "From: <Saved by Blink>\nSnapshot-Content-Location: https://a.example/\nMIME-Version: 1.0\n"
          f"Content-Type: multipart/related; boundary=b\n\n{parts}--b--\n")
    yield Case("parts.mhtml", None)
    attached = "".join(f"--b\nContent-Type: application/zip\nContent-Transfer-Encoding: base64\nContent-Disposition: attachment; filename={i}.zip\n\n"
                       f"{base64.b64encode(Path('bomb.zip').read_bytes()[:200_000]).decode()}\n" for i in range(50))
    write("attached.eml", f"From: a@b.example\nSubject: x\nMIME-Version: 1.0\nContent-Type: multipart/mixed; boundary=b\n\n{attached}--b--\n")
    yield Case("attached.eml", 0)
    write("bomb.warc.gz", gzip.compress(b"WARC/1.0\r\nWARC-Type: x\r\nContent-Length: 1000000000\r\n\r\n" + b" " * (1 << 30)))
    yield Case("bomb.warc.gz", 0, "damaged")
    body = "<w:document>" + "".join(f"<w:p><w:r><w:t>{WORDS} {i}.</w:t></w:r></w:p>" for i in range(300)) + "</w:document>"
    many = [(f"word/media/image{i}.png", b"x" * 100) for i in range(619)]
    archive("621-entries.docx", [("[Content_Types].xml", "<Types/>"), ("word/document.xml", body), *many])
    yield Case("621-entries.docx", 1)


def pdfs():
    pdf("deep.pdf", [("[" * 5_000_000, b"")])
    pdf("deep-kids.pdf", [("<</Kids[" * 3_000_000, b"")])
    drawn("deep-content.pdf", b"[" * 5_000_000, "<</Length {}>>")
    drawn("bomb.pdf", zlib.compress(b" " * (1 << 30), 9))
    drawn("letters.pdf", zlib.compress(b"BT /F 1 Tf (xxxxxxxxxx) Tj ET " * 5_000_000, 9))
    form = b"/X Do " * 200
    drawn("forms.pdf", form, "<</Subtype/Form/Length {}/Resources<</XObject<</X 4 0 R>>>>>>")
    looped = "<</Type/Pages/Kids[2 0 R 2 0 R]/Count 99999999>>"
    pdf("loop.pdf", [(looped, b"")])
    for name in ["deep", "deep-kids", "deep-content", "bomb", "letters", "forms", "loop"]:
        yield Case(f"{name}.pdf", None)


def folders():
    os.makedirs("loop/a")
    os.symlink("..", "loop/a/up")
    os.symlink("self", "loop/self")
    os.symlink("/dev/zero", "loop/zero.txt")
    os.mkfifo("loop/pipe.txt")
    write(b"loop/\xff\xfe.txt", WORDS)
    write("loop/\u202etxt.exe\u202c\x1b[31m.txt", f"{WORDS} again.")
    yield Case("loop", 2, "links")
    os.makedirs("deep" + "/d" * 900)
    yield Case("deep", 0)
    os.makedirs("closed/room")
    write("closed/open.txt", WORDS)
    write("closed/shut.txt", WORDS)
    write("closed/room/a.txt", WORDS)
    os.chmod("closed/shut.txt", 0)
    os.chmod("closed/room", 0)
    yield Case("closed", 1, "no right")
    for folder, count in [("vanishing", 20_000), ("many", MANY)]:
        os.makedirs(folder)
        for number in range(count):
            below = f"{folder}/{number // 1000}"
            if number % 1000 == 0:
                os.makedirs(below)
            write(f"{below}/{number}.txt", f"{WORDS} {number}.")
        yield Case(folder, None if folder == "vanishing" else count)


def cases():
    for name, content, articles, error in pages() + texts():
        write(name, content)
        yield Case(name, articles, error)
    sparse("line.json", '{"text":"')
    yield Case("line.json", 0, "64 MB")
    sparse("line.jsonl", '{"text":"')
    yield Case("line.jsonl", 0, "64 MB")
    yield from containers()
    yield from pdfs()
    yield from folders()


def made_cases():
    """Makes the files in a process of its own: a child begins with the largest memory of its parent."""
    maker = os.fork()
    if maker == 0:
        try:
            write("cases.json", json.dumps([tuple(case) for case in cases()]))
        except BaseException:
            traceback.print_exc()
        finally:
            os._exit(0)
    os.waitpid(maker, 0)
    return [Case(*case) for case in json.loads(Path("cases.json").read_text())]


def vanish(stop):
    """Removes files from the end of the folder, against the order in which they are read."""
    for number in range(19_999, -1, -1):
        if stop.is_set():
            return
        os.remove(f"vanishing/{number // 1000}/{number}.txt")


class Cost(NamedTuple):
    """What a run took and said."""

    wall: float
    seconds: float
    megabytes: float
    articles: int
    errors: list
    died: bool


def run(command, name):
    command = [*command, name]
    if os.getuid() == 0 and name == "closed":
        # Rights do not bind root.
        command = ["setpriv", f"--reuid={NOBODY}", f"--regid={NOBODY}", "--clear-groups", *command]
    stop, remover = threading.Event(), None
    if name == "vanishing":
        for number in range(20_000):
            write(f"vanishing/{number // 1000}/{number}.txt", f"{WORDS} {number}.")
        remover = threading.Thread(target=vanish, args=(stop,))
        remover.start()
    start = time.monotonic()
    with open("out", "wb") as out:
        child = subprocess.Popen(command, stdout=out, stderr=subprocess.DEVNULL, stdin=subprocess.DEVNULL)
        _, status, used = os.wait4(child.pid, 0)
    wall = time.monotonic() - start
    stop.set()
    if remover:
        remover.join()
    articles, errors = 0, []
    with open("out", "rb") as rows:
        for row in rows:
            row = json.loads(row)
            articles += row["articles"] if "articles" in row else "error" not in row
            errors += row.get("errors") or ([row["error"]] if "error" in row else [])
    died = os.WIFSIGNALED(status)
    if died:
        errors.insert(0, f"killed by signal {os.WTERMSIG(status)}")
    return Cost(wall, used.ru_utime + used.ru_stime, used.ru_maxrss / 1024, articles, errors, died)


def over(cost, base):
    return cost._replace(seconds=cost.seconds - base.seconds, megabytes=cost.megabytes - base.megabytes)


def main():
    opener, reader = [OPENER], [PROGRAM, "extract", "--rows", "articles"]
    folder = tempfile.mkdtemp(prefix="hostile")
    os.chmod(folder, 0o755)
    os.chdir(folder)
    failed = []
    try:
        write("base.txt", f"{WORDS}.")
        run(reader, "base.txt")
        bases = [run(command, "base.txt") for command in (opener, reader)]
        print(f"base: opened {bases[0].seconds:.2f} s, {bases[0].megabytes:.0f} MB; read too {bases[1].seconds:.2f} s, {bases[1].megabytes:.0f} MB\n")
        print("| case | size | opened: s | MB | articles | errors | read too: s | MB | articles | first error |")
        print("|---|---|---|---|---|---|---|---|---|---|")
        for case in made_cases():
            path = Path(case.name)
            size = path.stat().st_size if path.is_file() else 0
            opened, read = (over(run(command, case.name), base) for command, base in zip((opener, reader), bases))
            told = opened.errors[0] if opened.errors else ""
            print(f"| {case.name} | {size:,} | {opened.seconds:.2f} | {opened.megabytes:.0f} | {opened.articles} | {len(opened.errors)} "
                  f"| {read.seconds:.2f} | {read.megabytes:.0f} | {read.articles} | {told[:110]} |", flush=True)
            seconds = opened.seconds
            if case.name == "many":
                print(f"\nmany: {1e6 * seconds / MANY:.0f} microseconds of processor to open a file; memory for a name {1024 * opened.megabytes / MANY:.2f} kB")
                seconds = 0
            wrong = case.articles is not None and opened.articles != case.articles
            wrong |= bool(case.error) and not any(case.error in error for error in opened.errors)
            wrong |= case.name == "vanishing" and any(cost.articles + len(cost.errors) != 20_000 for cost in (opened, read))
            if opened.died or read.died or wrong or seconds > SECONDS or max(opened.megabytes, read.megabytes) > MEGABYTES:
                failed.append(case.name)
            if path.is_file():
                path.unlink()
    finally:
        os.chdir("/")
        subprocess.run(["chmod", "-R", "u+rwx", folder], check=False)
        shutil.rmtree(folder, ignore_errors=True)
    if failed:
        sys.exit(f"\nnot as it should be: {', '.join(failed)}")


main()
