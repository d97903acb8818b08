"""Makes the test files of this folder with real programs. Run from this folder.

    python3 make.py

Needs pandoc, zip (Info-ZIP), and for some files LibreOffice (soffice), Chromium, WeasyPrint,
wkhtmltopdf, wget, AbiWord, w3m, mutt, git, SQLite, Miller, bibutils and Ghostscript, and from PyPI reportlab, typst, pikepdf, warcio,
trafilatura, pandas, feedgen, rispy, ebooklib and python-docx; what is not installed is left as it stands. The texts are our own, the papers
and people are invented. README.md lists which program wrote which file.
"""

import csv
import email.message
import email.utils
import functools
import gzip
import http.server
import io
import json
import mailbox
import os
import shutil
import subprocess
import tempfile
import threading
import time
import zipfile
from pathlib import Path

HERE = Path(__file__).parent
TITLE = "Envoys of two river towns meet in Oslo"
OUTLET = "Valley Herald"
ADDRESS = "https://valley.example/1961/05/envoys"
PARAGRAPHS = [
    "OSLO (Valley Herald) – Norway and Kenya agreed on Wednesday to share the charts of a river that neither of them has ever owned.",
    "“We shall meet each spring,” said the Norwegian envoy, whose café near the harbour stayed open for the talks.",
    "Brazil, which was not invited, criticised Norway for the haste of the signing. Kenya thanked Norway for the coffee & the patience.",
]
SECOND = [
    "NAIROBI (Valley Herald) – Kenya accused Brazil on Thursday of holding back the charts of the lower river.",
    "Brazil rejected the charge and asked the Kenyan envoy to count the charts again, which he did, twice, in the presence of two clerks.",
]
SECOND_TITLE = "Charts of the lower river are missing"


def run(*command):
    subprocess.run([str(part) for part in command], check=True)


def folder(name):
    path = HERE / name
    path.mkdir(exist_ok=True)
    return path


def markdown():
    head = f"---\ntitle: {TITLE}\nauthor: Anna Bell\ndate: 3 May 1961\nlang: en-GB\n---\n\n"
    return head + "\n\n".join(PARAGRAPHS) + "\n"


def page(title=TITLE, paragraphs=PARAGRAPHS, date="1961-05-03"):
    body = "".join(f"<p>{text.replace('&', '&amp;')}</p>\n" for text in paragraphs)
    return (
        f"<!DOCTYPE html><html lang=en><head><meta charset=utf-8><title>{title}</title>"
        f'<meta property="og:site_name" content="{OUTLET}"><meta property="article:published_time" content="{date}">'
        f"</head><body><nav><a href=/>Front page</a></nav><article><h1>{title}</h1>{body}</article>"
        "<footer>Imprint</footer></body></html>"
    )


def with_pandoc():
    source = HERE / "source.md"
    source.write_text(markdown())
    run("pandoc", source, "-s", "-o", folder("docx") / "pandoc.docx")
    run("pandoc", source, "-s", "-o", folder("rtf") / "pandoc.rtf")
    run("pandoc", source, "-s", "-o", folder("epub") / "pandoc-one.epub")
    source.write_text(
        f"---\ntitle: {OUTLET}, May 1961\nauthor: Anna Bell\ndate: 1961-05\nlang: en-GB\npublisher: Valley Press\n---\n\n"
        f"# {TITLE}\n\n" + "\n\n".join(PARAGRAPHS) + f"\n\n# {SECOND_TITLE}\n\n" + "\n\n".join(SECOND) + "\n"
    )
    run("pandoc", source, "-s", "-o", folder("epub") / "pandoc-two.epub")
    run("pandoc", source, "-s", "-t", "epub2", "-o", folder("epub") / "pandoc-two.epub2.epub")
    source.write_text(f"# {TITLE}\n\nBy Anna Bell, {OUTLET}, 3 May 1961\n\n" + "\n\n".join(PARAGRAPHS) + "\n")
    run("pandoc", source, "-s", "-o", folder("docx") / "pandoc-byline.docx")
    run("pandoc", source, "-s", "-o", folder("rtf") / "pandoc-byline.rtf")
    source.unlink()
    bibliography = HERE / "source.bib"
    bibliography.write_text(
        "@article{bell1961, title={%s}, author={Bell, Anna and Roe, Jon}, journaltitle={%s}, date={1961-05-03}, "
        "url={%s}, langid={english}, abstract={%s}}\n@article{empty, title={%s}, date={1961-05}}\n"
        % (TITLE, OUTLET, ADDRESS, PARAGRAPHS[0], SECOND_TITLE)
    )
    run("pandoc", "-f", "biblatex", "-t", "csljson", bibliography, "-o", folder("references") / "pandoc.json")
    bibliography.unlink()


def with_libreoffice():
    if not shutil.which("soffice"):
        return
    source = HERE / "libreoffice.html"
    source.write_text(page().replace("<nav><a href=/>Front page</a></nav>", "").replace("<footer>Imprint</footer>", ""))
    word = "docx:MS Word 2007 XML"
    for kind, filter_name in [("docx", word), ("rtf", "rtf:Rich Text Format"), ("epub", "epub")]:
        run("soffice", "--headless", "--writer", "--convert-to", filter_name, "--outdir", folder(kind), source)
    source.unlink()


def with_chromium():
    """Saves pages as MHTML through Chromium's own `Page.captureSnapshot`."""
    program = shutil.which("chromium")
    if not program:
        return
    for name, text in [("chromium", page()), ("chromium-second", page(SECOND_TITLE, SECOND, "1961-05-04"))]:
        source = Path("/tmp") / f"{name}.html"
        source.write_text(text)
        to_read, to_write = os.pipe()
        from_read, from_write = os.pipe()
        command = f"exec timeout 60 {program} --headless --no-sandbox --disable-gpu --remote-debugging-pipe 3<&{to_read} 4>&{from_write}"
        browser = subprocess.Popen(["bash", "-c", command], pass_fds=(to_read, from_write), stderr=subprocess.DEVNULL)
        os.close(to_read), os.close(from_write)
        answers = open(from_read, "rb")

        def ask(number, method, session=None, **parameters):
            question = {"id": number, "method": method, "params": parameters} | ({"sessionId": session} if session else {})
            os.write(to_write, json.dumps(question).encode() + b"\0")
            while True:
                answer = b""
                while (byte := answers.read(1)) not in (b"\0", b""):
                    answer += byte
                if not answer or json.loads(answer).get("id") == number:
                    return json.loads(answer)["result"]

        target = ask(1, "Target.createTarget", url=source.as_uri())["targetId"]
        session = ask(2, "Target.attachToTarget", targetId=target, flatten=True)["sessionId"]
        time.sleep(3)
        snapshot = ask(3, "Page.captureSnapshot", session, format="mhtml")["data"]
        (folder("mhtml") / f"{name}.mhtml").write_bytes(snapshot.encode())
        browser.terminate(), browser.wait()
        source.unlink()


LONG = [
    "Norway and Kenya had first spoken of the charts in the spring of 1959, when a flood carried off the only copy that either town still had.",
    "“A river without charts is a rumour,” the Kenyan envoy told the assembly, and he asked for twenty-seven well-drawn sheets, the legend included.",
    "The commission, which has its seat in Oslo, will print them in both languages; whether the well-drawn sheets of 1912 can be saved is not known.",
    "Brazil has asked for a copy. Norway said that it would answer in the autumn, after the commission has met again.",
]


def paper(css, paragraphs=None, extra=""):
    """An article as a page of a newspaper, for programs that print pages."""
    body = "".join(f"<p>{text.replace('&', '&amp;')}</p>\n" for text in paragraphs or PARAGRAPHS)
    return (
        f"<!DOCTYPE html><html lang=en-GB><head><meta charset=utf-8><title>{TITLE}</title><meta name=author content='Anna Bell'><style>{css}</style></head>"
        f"<body><h1>{TITLE}</h1>{extra}<p class=by>By Anna Bell, {OUTLET}, 3 May 1961</p><div class=text>{body}</div></body></html>"
    )


COLUMNS = "@page{size:148mm 105mm;margin:14mm;@top-left{content:'Valley Herald'}@top-right{content:'3 May 1961'}@bottom-center{content:counter(page)}}"
COLUMNS += "body{font-size:8pt}h1{font-size:16pt}.text{columns:3;column-gap:5mm;text-align:justify;hyphens:auto}.text p{margin:0;text-indent:1em}"


def pdfs():
    out = folder("pdf")
    plain, columns = HERE / "plain.html", HERE / "columns.html"
    plain.write_text(paper("body{font-family:serif}"))
    columns.write_text(paper(COLUMNS, PARAGRAPHS + LONG))
    if program := shutil.which("chromium"):
        flags = [program, "--headless", "--no-sandbox", "--disable-gpu"]
        run(*flags, f"--print-to-pdf={out / 'chromium.pdf'}", plain)
        run(*flags, "--no-pdf-header-footer", f"--print-to-pdf={out / 'chromium-columns.pdf'}", columns)
    if shutil.which("weasyprint"):
        run("weasyprint", plain, out / "weasyprint.pdf")
        run("weasyprint", columns, out / "weasyprint-columns.pdf")
    if shutil.which("wkhtmltopdf"):
        run("wkhtmltopdf", "-q", plain, out / "wkhtmltopdf.pdf")
    if shutil.which("soffice"):
        source = HERE / "libreoffice.html"
        source.write_text(paper("body{font-family:serif}"))
        run("soffice", "--headless", "--convert-to", "pdf:writer_web_pdf_Export", "--outdir", out, source)
        source.unlink()
        run("soffice", "--headless", "--convert-to", "pdf:writer_pdf_Export", "--outdir", out, HERE / "docx" / "pandoc-byline.docx")
        (out / "pandoc-byline.pdf").rename(out / "libreoffice-word.pdf")
    plain.unlink(), columns.unlink()
    with_reportlab(out)
    with_typst(out)
    with_pikepdf(out)


def with_reportlab(out):
    """Two columns in fonts that are not in the file; a picture without text."""
    try:
        from reportlab.lib.styles import getSampleStyleSheet
        from reportlab.pdfgen import canvas
        from reportlab.platypus import BaseDocTemplate, Frame, PageTemplate, Paragraph
    except ImportError:
        return

    def head(page, document):
        page.setFont("Helvetica", 8)
        page.drawString(40, 570, f"{OUTLET}, 3 May 1961")
        page.drawRightString(380, 570, f"Page {document.page}")

    document = BaseDocTemplate(str(out / "reportlab-columns.pdf"), pagesize=(420, 595), title="press-0503.indd", author="anna", invariant=1)
    frames = [Frame(40, 40, 165, 520, id="left"), Frame(215, 40, 165, 520, id="right")]
    document.addPageTemplates(PageTemplate(id="two", frames=frames, onPage=head))
    styles = getSampleStyleSheet()
    text = [Paragraph(part.replace("&", "&amp;"), styles["BodyText"]) for part in (PARAGRAPHS + LONG) * 2]
    document.build([Paragraph(TITLE, styles["Heading1"]), *text])
    page = canvas.Canvas(str(out / "reportlab-scan.pdf"), pagesize=(200, 200), invariant=1)
    picture = HERE / "scan.ppm"
    picture.write_bytes(b"P6 4 4 255\n" + bytes(range(48)))
    page.drawImage(str(picture), 20, 20, 160, 160)
    page.save()
    picture.unlink()


def with_typst(out):
    try:
        import typst
    except ImportError:
        return
    source = HERE / "source.typ"
    text = "\n\n".join(PARAGRAPHS + LONG)
    source.write_text(
        f'#set document(title: "{TITLE}", author: "Anna Bell", date: datetime(year: 1961, month: 5, day: 3))\n'
        f"#set page(width: 12cm, height: 12cm, header: [{OUTLET} #h(1fr) 1961], numbering: \"1 / 1\", columns: 2)\n"
        f"#set par(justify: true)\n#set text(size: 8pt, hyphenate: true, lang: \"en\")\n"
        f"#place(top, float: true, scope: \"parent\")[#text(size: 16pt, weight: \"bold\")[{TITLE}]]\n\n{text}\n"
    )
    typst.compile(str(source), output=str(out / "typst-columns.pdf"))
    source.unlink()


def with_pikepdf(out):
    """The same file behind a password, and one that only forbids printing."""
    try:
        import pikepdf
    except ImportError:
        return
    for name, user in [("locked", "secret"), ("no-printing", "")]:
        with pikepdf.open(out / "weasyprint.pdf") as pdf:
            pdf.save(out / f"pikepdf-{name}.pdf", encryption=pikepdf.Encryption(owner="owner", user=user, R=6))


def warcs():
    """Pages fetched from a server of our own: by wget, and as warcio records them."""
    if not shutil.which("wget"):
        return
    out = folder("warc")
    site = HERE / "site"
    site.mkdir(exist_ok=True)
    undated = page(SECOND_TITLE, SECOND).replace('<meta property="article:published_time" content="1961-05-03">', "")
    (site / "envoys.html").write_text(page().replace("</nav>", "</nav><img src=map.png>"))
    (site / "charts.html").write_text(undated)
    (site / "map.png").write_bytes(b"\x89PNG\r\n\x1a\n")
    handler = functools.partial(http.server.SimpleHTTPRequestHandler, directory=site)
    server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), handler)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    address = f"http://127.0.0.1:{server.server_port}/"
    pages = [address + name for name in ("envoys.html", "charts.html", "gone.html", "map.png")]
    for name, options in [("wget", []), ("wget-plain", ["--no-warc-compression"])]:
        for old in out.glob(f"{name}.warc*"):
            old.unlink()
        command = ["wget", "-q", "--no-config", "-O", "/dev/null", f"--warc-file={name}", "--no-warc-keep-log", *options, *pages]
        subprocess.run(command, cwd=out, check=False)
    server.shutdown()
    shutil.rmtree(site)
    try:
        from warcio.statusandheaders import StatusAndHeaders
        from warcio.warcwriter import WARCWriter
    except ImportError:
        return
    with open(out / "warcio.warc.gz", "wb") as file:
        writer = WARCWriter(file, gzip=True)
        for target, text, kind in [(ADDRESS, gzip.compress(page().encode(), mtime=0), "text/html"), ("https://valley.example/robots.txt", b"", "text/css")]:
            head = StatusAndHeaders("200 OK", [("Content-Type", kind), ("Content-Encoding", "gzip")], protocol="HTTP/1.1")
            writer.write_record(writer.create_warc_record(target, "response", payload=io.BytesIO(text), http_headers=head))


def mails():
    def mail(title, paragraphs, date):
        message = email.message.EmailMessage()
        message["From"] = "Anna Bell <anna@valley.example>"
        message["To"] = "desk@valley.example"
        message["Subject"] = title
        message["Date"] = date
        message["Message-ID"] = f"<{len(paragraphs)}@valley.example>"
        message.set_content("\n\n".join(paragraphs) + "\n")
        return message

    out = folder("mail")
    first = mail(TITLE, PARAGRAPHS, "Wed, 03 May 1961 23:30:00 -0500")
    (out / "python-plain.eml").write_bytes(first.as_bytes())
    newsletter = mail(TITLE, PARAGRAPHS, "Wed, 03 May 1961 08:00:00 +0000")
    newsletter.replace_header("From", f"{OUTLET} <news@valley.example>")
    newsletter["List-Id"] = "<news.valley.example>"
    newsletter.set_content(page(), subtype="html", cte="quoted-printable")
    (out / "python-newsletter.eml").write_bytes(newsletter.as_bytes())
    attached = mail("For the archive", ["Here is the piece we spoke of."], "Thu, 04 May 1961 08:00:00 +0000")
    attached.add_attachment(markdown().encode(), maintype="text", subtype="markdown", filename="envoys.md")
    attached.add_attachment(b"\x89PNG\r\n\x1a\n", maintype="image", subtype="png", filename="map.png")
    attached.add_attachment(mail(SECOND_TITLE, SECOND, "Thu, 04 May 1961 07:00:00 +0000"))
    (out / "python-attached.eml").write_bytes(attached.as_bytes())
    path = out / "python.mbox"
    path.unlink(missing_ok=True)
    box = mailbox.mbox(path)
    for message in [first, mail(SECOND_TITLE, ["From now on the charts are kept in Nairobi, said Kenya."] + SECOND, "Thu, 04 May 1961 07:00:00 +0000")]:
        kept = mailbox.mboxMessage(message)
        kept.set_from("anna@valley.example Wed May  3 23:30:00 1961")
        box.add(kept)
    box.flush()
    # What Blink and IE write at the head of a page that is saved whole.
    related = email.message.EmailMessage()
    related["From"] = "<Saved by Blink>"
    related["Snapshot-Content-Location"] = ADDRESS
    related["Subject"] = TITLE
    related["Date"] = "Thu, 4 May 1961 09:00:00 -0000"
    related.set_content(page().replace('<meta property="article:published_time" content="1961-05-03">', ""), subtype="html", cte="quoted-printable")
    related.add_related(b"\x89PNG\r\n\x1a\n", maintype="image", subtype="png", cid="<map>")
    (folder("mhtml") / "python-blink.mhtml").write_bytes(related.as_bytes())


def tables():
    out = folder("tables")

    def write(name, head, rows, encoding="utf-8", **options):
        with open(out / name, "w", newline="", encoding=encoding) as file:
            writer = csv.writer(file, **options)
            writer.writerow(head)
            writer.writerows(rows)

    text, second = "\n\n".join(PARAGRAPHS), "\n\n".join(SECOND)
    write(
        "newspaper.csv",
        ["", "url", "title", "authors", "publish_date", "text"],
        [[0, ADDRESS, TITLE, "['Anna Bell', 'Jon Roe']", "1961-05-03 00:00:00", text], [1, "", SECOND_TITLE, "[]", "", second]],
    )
    write(
        "media-cloud.csv",
        ["stories_id", "publish_date", "title", "url", "language", "media_name", "text"],
        [["71", "1961-05-03 06:00:00", TITLE, ADDRESS, "en", OUTLET, text]],
        encoding="utf-8-sig",
    )
    write("excel.csv", ["Headline", "Body", "Date", "Source"], [[TITLE, text, "03.05.1961", OUTLET]], encoding="cp1252", delimiter=";")
    write("sheet.tsv", ["Title", "Text", "Publication Date", "Newspaper"], [[TITLE, text, "3 May 1961", OUTLET], ["No text", "", "", ""]], delimiter="\t")


def jsons():
    out = folder("json")
    text, second = "\n\n".join(PARAGRAPHS), "\n\n".join(SECOND)

    def write(name, value):
        (out / name).write_text(json.dumps(value, ensure_ascii=False, indent=1))

    write(
        "newsapi.json",
        {"status": "ok", "totalResults": 1, "articles": [{"source": {"id": None, "name": OUTLET}, "author": "Anna Bell", "title": TITLE,
         "description": PARAGRAPHS[0], "url": ADDRESS, "urlToImage": None, "publishedAt": "1961-05-03T06:00:00Z", "content": PARAGRAPHS[0] + "… [+312 chars]"}]},
    )
    write(
        "event-registry.json",
        {"articles": {"results": [{"uri": "71", "lang": "eng", "isDuplicate": False, "date": "1961-05-03", "time": "06:00:00",
         "dateTimePub": "1961-05-03T05:58:00Z", "url": ADDRESS, "title": TITLE, "body": text, "source": {"uri": "valley.example", "title": OUTLET},
         "authors": [{"uri": "anna_bell", "name": "Anna Bell"}, {"name": "Jon Roe"}], "sentiment": 0.1}], "totalResults": 1, "page": 1}},
    )
    write("list.json", [{"headline": TITLE, "content": text, "date": "1961-05-03"}, {"headline": "No text"}, {"headline": SECOND_TITLE, "content": second}])
    trafilatura = {"title": TITLE, "author": "Anna Bell", "hostname": "valley.example", "date": "1961-05-03", "fingerprint": "a1", "id": None,
                   "license": None, "comments": "", "raw_text": text.replace("\n\n", " "), "text": text, "language": "en", "source": ADDRESS,
                   "source-hostname": OUTLET, "excerpt": "", "categories": "", "tags": ""}
    write("trafilatura.json", trafilatura)
    lines = [trafilatura, {"id": "n2", "date": "1961-05-04", "event_text": second}]
    (out / "lines.jsonl").write_text("\n".join(json.dumps(line) for line in lines) + '\n{"text": "They m\n')


def references():
    ris = f"""TY  - NEWS
TI  - {TITLE}
AU  - Bell, Anna
AU  - Roe, Jon
T2  - {OUTLET}
DA  - 1961/05/03/
PY  - 1961
UR  - {ADDRESS}
LA  - en-GB
AB  - {PARAGRAPHS[0]}
ER  - 

TY  - NEWS
T1  - {SECOND_TITLE}
Y1  - 1961/05//
N2  - {SECOND[0]}
ER  - 

TY  - NEWS
TI  - Nothing but a title
ER  - 
"""
    (folder("references") / "zotero.ris").write_text(ris.replace("\n", "\r\n"))


def feeds():
    def escaped(text):
        return text.replace("&", "&amp;").replace("<", "&lt;")

    out = folder("feeds")
    html = "".join(f"<p>{escaped(text)}</p>" for text in PARAGRAPHS)
    (out / "rss.xml").write_text(
        f"""<?xml version="1.0" encoding="UTF-8"?>
<rss version="2.0" xmlns:content="http://purl.org/rss/1.0/modules/content/" xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:atom="http://www.w3.org/2005/Atom">
<channel><title>{OUTLET}</title><link>https://valley.example/</link><atom:link href="https://valley.example/feed" rel="self"/>
<description>All the news of the valley</description><language>en-GB</language>
<image><title>Logo</title><url>https://valley.example/logo.png</url><link>https://valley.example/</link></image>
<item><title>{TITLE}</title><link>{ADDRESS}</link><dc:creator><![CDATA[Anna Bell]]></dc:creator><pubDate>Wed, 03 May 1961 23:30:00 -0500</pubDate>
<guid isPermaLink="false">71</guid><description><![CDATA[<p>{PARAGRAPHS[0][:60]}…</p>]]></description><content:encoded><![CDATA[{html}]]></content:encoded></item>
<item><title>Coffee &amp;amp; charts</title><link>https://valley.example/2</link><author>jon@valley.example (Jon Roe)</author><pubDate>Thu, 04 May 1961 06:00:00 GMT</pubDate>
<description>{escaped("<p>" + SECOND[0] + "</p>")}</description></item>
</channel></rss>
"""
    )
    xhtml = "".join(f"<p>{escaped(text)}</p>" for text in PARAGRAPHS)
    (out / "atom.xml").write_text(
        f"""<?xml version="1.0" encoding="utf-8"?>
<feed xmlns="http://www.w3.org/2005/Atom" xml:lang="en-GB"><title type="text">{OUTLET}</title><id>urn:valley</id><updated>1961-05-04T00:00:00Z</updated>
<link rel="self" href="https://valley.example/atom"/>
<entry><title>{TITLE}</title><link rel="edit" href="https://valley.example/edit/1"/><link rel="alternate" href="{ADDRESS}"/><id>urn:1</id>
<author><name>Anna Bell</name><email>anna@valley.example</email></author><published>1961-05-03T23:30:00-05:00</published><updated>1961-05-04T00:00:00Z</updated>
<content type="xhtml"><div xmlns="http://www.w3.org/1999/xhtml">{xhtml}</div></content></entry>
<entry><title type="html">{escaped("<b>" + SECOND_TITLE + "</b>")}</title><link href="https://valley.example/2"/><updated>1961-05-04T00:00:00Z</updated>
<content type="html">{escaped("".join("<p>" + text + "</p>" for text in SECOND))}</content></entry>
</feed>
"""
    )
    (out / "rdf.xml").write_text(
        f"""<?xml version="1.0" encoding="ISO-8859-1"?>
<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#" xmlns="http://purl.org/rss/1.0/" xmlns:dc="http://purl.org/dc/elements/1.1/">
<channel rdf:about="https://valley.example/"><title>{OUTLET}</title><link>https://valley.example/</link><description/></channel>
<item rdf:about="{ADDRESS}"><title>{TITLE}</title><link>{ADDRESS}</link><dc:date>1961-05-03T06:00+00:00</dc:date><dc:creator>Anna Bell</dc:creator>
<description>The envoy's café stayed open, and Norway thanked Kenya for it.</description></item></rdf:RDF>
""",
        encoding="iso-8859-1",
    )


def nexis_heads(paragraphs, title, day, number):
    return [
        ("title", title), ("", OUTLET), ("", day), ("", "City Edition"), ("", "Copyright 1961 Valley Press All Rights Reserved"),
        ("", f"Section: FOREIGN; Pg. {number}"), ("", f"Length: {sum(len(text.split()) for text in paragraphs)} words"), ("", "Byline: Anna Bell"),
        ("", "Dateline: OSLO"), ("", "Body"), *[("", text) for text in paragraphs], ("", "Classification"), ("", "Language: ENGLISH"),
        ("", "Publication-Type: Newspaper"), ("", "Load-Date: May 5, 1961"), ("", "End of Document"),
    ]


ARTICLES = [(PARAGRAPHS, TITLE, "May 3, 1961 Wednesday"), (SECOND, SECOND_TITLE, "May 4, 1961 Thursday 6:05 AM GMT"),
            (["Norway praised Kenya for its patience on Friday, in a short note."], "Praise for patience", "May 5, 1961 Friday")]


def nexis():
    out = folder("nexis")
    texts = []
    for number, (paragraphs, title, day) in enumerate(ARTICLES, 1):
        body = "\n\n".join(paragraphs)
        texts.append(
            f"{' ' * 31}{number} of {len(ARTICLES)} DOCUMENTS\n\n\n{' ' * 30}{OUTLET}\n\n{' ' * 27}{day}\n{' ' * 33}City Edition\n\n{title.upper()}\n\n"
            f"BYLINE: By ANNA BELL\n\nSECTION: Foreign; Pg. {number}\n\nLENGTH: 71 words\n\nDATELINE: OSLO\n\n{body}\n\nLOAD-DATE: May 5, 1961\n\n"
            f"LANGUAGE: ENGLISH\n\nPUBLICATION-TYPE: Newspaper\n\n\n{' ' * 20}Copyright 1961 Valley Press\n{' ' * 26}All Rights Reserved\n\n\n"
        )
    (out / "classic.txt").write_text("\n".join(texts))
    for name, articles, pictures in [("uni-3.docx", ARTICLES, 9), ("uni-1.docx", ARTICLES[:1], 3), ("uni-100.docx", None, 600)]:
        if articles is None:
            articles = [([f"{text} This is report {number}." for text in PARAGRAPHS], f"{TITLE}, report {number}", "May 3, 1961 Wednesday") for number in range(1, 101)]
        word_nexis(out / name, articles, pictures)


def word_nexis(path, articles, others):
    """A Word file in the shape of Nexis Uni's: a cover list, bookmarks, hundreds of small parts."""

    def paragraph(text, mark=None):
        text = text.replace("&", "&amp;").replace("<", "&lt;")
        half = len(text) // 2
        start = f'<w:bookmarkStart w:id="1" w:name="{mark}"/><w:bookmarkEnd w:id="1"/>' if mark else ""
        return (
            f'<w:p>{start}<w:r><w:rPr><w:b/></w:rPr><w:t xml:space="preserve">{text[:half]}</w:t></w:r>'
            f'<w:r><w:t xml:space="preserve">{text[half:]}</w:t></w:r></w:p>'
        )

    body = paragraph("User Name: = Reader") + paragraph("Documents (%d)" % len(articles))
    for number, (_, title, _) in enumerate(articles, 1):
        body += f'<w:p><w:hyperlink w:anchor="Bookmark_{number}"><w:r><w:t>{number}. {title}</w:t></w:r></w:hyperlink></w:p>'
    for number, (paragraphs, title, day) in enumerate(articles, 1):
        for kind, text in nexis_heads(paragraphs, title, day, number):
            body += paragraph(text, f"Bookmark_{number}" if kind == "title" else "Body" if text == "Body" else None)
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:

        def write(name, text):
            archive.writestr(zipfile.ZipInfo(name, (1980, 1, 1, 0, 0, 0)), text, zipfile.ZIP_DEFLATED)

        write("[Content_Types].xml", '<?xml version="1.0"?><Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"/>')
        write("docProps/core.xml", "<coreProperties/>")
        for number in range(others):
            write(f"word/header{number}.xml", "<w:hdr/>")
        write(
            "word/document.xml",
            '<?xml version="1.0" encoding="UTF-8" standalone="yes"?><w:document xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main">'
            f"<w:body>{body}</w:body></w:document>",
        )


def archives():
    out = folder("zip")
    inner = HERE / "press"
    inner.mkdir(exist_ok=True)
    (inner / "envoys.md").write_text(markdown())
    (inner / "charts.html").write_text(page(SECOND_TITLE, SECOND, "1961-05-04"))
    (inner / "map.png").write_bytes(b"\x89PNG\r\n\x1a\n")
    shutil.copy(HERE / "nexis" / "uni-3.docx", inner / "nexis.docx")
    for name, options in [("info-zip.zip", ["-X", "-r"]), ("info-zip-stored.zip", ["-X", "-0", "-r"])]:
        (out / name).unlink(missing_ok=True)
        subprocess.run(["zip", "-q", *options, out / name, "press"], cwd=HERE, check=True)
    (out / "locked.zip").unlink(missing_ok=True)
    subprocess.run(["zip", "-q", "-X", "-P", "secret", out / "locked.zip", "press/envoys.md"], cwd=HERE, check=True)
    with zipfile.ZipFile(out / "python-nested.zip", "w", zipfile.ZIP_DEFLATED) as archive:
        archive.write(out / "info-zip.zip", "inner.zip")
        archive.writestr("Zürich.txt", "They met in Zürich.\n\nSwitzerland thanked Norway for the charts.")
    shutil.rmtree(inner)


def texts_and_pages():
    """The same article as text, Markdown and page, as programs write them."""
    word = HERE / "docx" / "pandoc-byline.docx"
    source = HERE / "source.html"
    source.write_text(page())
    text, mark, html = folder("txt"), folder("md"), folder("html")
    run("pandoc", "-f", "docx", "-t", "plain", word, "-o", text / "pandoc.txt")
    run("pandoc", "-f", "html", "-t", "gfm", "-s", source, "-o", mark / "pandoc-gfm.md")
    run("pandoc", "-f", "docx", "-t", "markdown", "--wrap=none", word, "-o", mark / "pandoc-wide.md")
    run("pandoc", "-f", "docx", "-t", "html5", "-s", "--metadata", f"pagetitle={TITLE}", word, "-o", html / "pandoc.html")
    if shutil.which("soffice"):
        for kind, filter_name, out in [("txt", "txt:Text (encoded):UTF8", text), ("html", "html:HTML (StarWriter)", html)]:
            run("soffice", "--headless", "--convert-to", filter_name, "--outdir", out, word)
            (out / f"pandoc-byline.{kind}").rename(out / f"libreoffice.{kind}")
    if shutil.which("abiword"):
        for kind in ["txt", "html"]:
            run("abiword", f"--to={kind}", f"--to-name={folder(kind) / f'abiword.{kind}'}", word)
        run("abiword", "--to=rtf", f"--to-name={folder('rtf') / 'abiword.rtf'}", word)
    if shutil.which("w3m"):
        (text / "w3m.txt").write_bytes(subprocess.run(["w3m", "-dump", "-cols", "72", source], check=True, capture_output=True).stdout)
    if program := shutil.which("chromium"):
        flags = [program, "--headless", "--no-sandbox", "--disable-gpu", "--dump-dom"]
        (html / "chromium.html").write_bytes(subprocess.run([*flags, source], check=True, capture_output=True).stdout)
    if shutil.which("trafilatura"):
        flags = ["trafilatura", "--with-metadata", "--output-format"]
        for kind, path in [("markdown", mark / "trafilatura.md"), ("json", folder("json") / "trafilatura-run.json")]:
            path.write_bytes(subprocess.run([*flags, kind], input=page().encode(), check=True, capture_output=True).stdout)
    source.unlink()


def databases():
    """A table of two articles, as databases and programs for tables write it."""
    rows = [(TITLE, OUTLET, "1961-05-03", "\n\n".join(PARAGRAPHS), ADDRESS), (SECOND_TITLE, OUTLET, "1961-05-04", "\n\n".join(SECOND), "")]
    names = ["title", "outlet", "date", "text", "url"]
    out, json_out = folder("tables"), folder("json")
    if shutil.which("sqlite3"):
        import sqlite3

        base = HERE / "press.db"
        with sqlite3.connect(base) as connection:
            connection.execute("create table press (title, outlet, date, text, url)")
            connection.executemany("insert into press values (?, ?, ?, ?, ?)", rows)
        for mode, path in [("-csv", out / "sqlite.csv"), ("-json", json_out / "sqlite.json")]:
            path.write_bytes(subprocess.run(["sqlite3", "-header", mode, base, "select * from press"], check=True, capture_output=True).stdout)
        base.unlink()
    if shutil.which("mlr") and (out / "sqlite.csv").exists():
        for kind, path in [("--ojsonl", json_out / "miller.jsonl"), ("--otsv", out / "miller.tsv")]:
            path.write_bytes(subprocess.run(["mlr", "--icsv", kind, "cat", out / "sqlite.csv"], check=True, capture_output=True).stdout)
    try:
        import pandas
    except ImportError:
        return
    frame = pandas.DataFrame(rows, columns=names)
    frame["date"] = pandas.to_datetime(frame["date"])
    frame.to_csv(out / "pandas.csv")
    frame.to_json(json_out / "pandas.jsonl", orient="records", lines=True)


def with_feedgen():
    try:
        from feedgen.feed import FeedGenerator
    except ImportError:
        return
    feed = FeedGenerator()
    feed.id("https://valley.example/"), feed.title(OUTLET), feed.link(href="https://valley.example/", rel="alternate")
    feed.description("All the news of the valley"), feed.language("en-GB"), feed.lastBuildDate("1961-05-05T00:00:00Z"), feed.updated("1961-05-05T00:00:00Z")
    for title, paragraphs, address, day in [(SECOND_TITLE, SECOND, "https://valley.example/2", "04"), (TITLE, PARAGRAPHS, ADDRESS, "03")]:
        entry = feed.add_entry()
        entry.id(address), entry.title(title), entry.link(href=address), entry.published(f"1961-05-{day}T06:00:00Z"), entry.updated(f"1961-05-{day}T07:00:00Z")
        entry.author(name="Anna Bell", email="anna@valley.example")
        entry.content("".join(f"<p>{text.replace('&', '&amp;')}</p>" for text in paragraphs), type="html")
    feed.rss_file(str(folder("feeds") / "feedgen-rss.xml"), pretty=True)
    feed.atom_file(str(folder("feeds") / "feedgen-atom.xml"), pretty=True)


def more_references():
    out = folder("references")
    source = HERE / "source.bib"
    source.write_text(
        "@article{bell1961, title={{%s}}, author={Bell, Anna and Roe, Jon}, journal={%s}, year={1961}, month=may, day={3}, url={%s}, abstract={%s}}\n"
        % (TITLE, OUTLET, ADDRESS, PARAGRAPHS[0])
    )
    if shutil.which("bib2xml"):
        xml = subprocess.run(["bib2xml", source], check=True, capture_output=True).stdout
        (out / "bibutils.ris").write_bytes(subprocess.run(["xml2ris"], input=xml, check=True, capture_output=True).stdout)
    run("pandoc", "-f", "bibtex", "-t", "csljson", source, "-o", out / "pandoc-bibtex.json")
    if shutil.which("xml2bib"):
        again = subprocess.run(["xml2bib"], input=xml, check=True, capture_output=True).stdout
        (out / "pandoc-bibutils.json").write_bytes(subprocess.run(["pandoc", "-f", "bibtex", "-t", "csljson"], input=again.removeprefix("\ufeff".encode()), check=True, capture_output=True).stdout)
    source.unlink()
    try:
        import rispy
    except ImportError:
        return
    entry = {"type_of_reference": "NEWS", "title": TITLE, "authors": ["Bell, Anna"], "secondary_title": OUTLET, "date": "1961/05/03", "urls": [ADDRESS], "abstract": PARAGRAPHS[0], "language": "en"}
    (out / "rispy.ris").write_text(rispy.dumps([entry]))


def more_mails():
    """A box that mutt kept, letters as git writes them, and one that mutt sent with a page within."""
    out = folder("mail")
    body = HERE / "letter.txt"
    body.write_text("\n\n".join(PARAGRAPHS) + "\n")
    if shutil.which("mutt"):
        box = out / "mutt.mbox"
        box.unlink(missing_ok=True)
        settings = ["set sendmail=/bin/true", f"set record={box}", "set copy=yes", "set from='Anna Bell <anna@valley.example>'", "set use_from=yes", "set hostname=valley.example", "set user_agent=yes"]
        for number, title in enumerate([TITLE, SECOND_TITLE]):
            if number:
                body.write_text("\n\n".join(SECOND) + "\n")
            with open(body) as text:
                subprocess.run(["mutt", "-n", "-F", "/dev/null", *[part for setting in settings for part in ("-e", setting)], "-s", title, "desk@valley.example"], stdin=text, check=True)
    body.unlink()
    with tempfile.TemporaryDirectory() as folder_of_git:
        who = {"GIT_AUTHOR_NAME": "Anna Bell", "GIT_AUTHOR_EMAIL": "anna@valley.example", "GIT_COMMITTER_NAME": "Anna Bell", "GIT_COMMITTER_EMAIL": "anna@valley.example",
               "GIT_AUTHOR_DATE": "2001-05-03T06:00:00Z", "GIT_COMMITTER_DATE": "2001-05-03T06:00:00Z"}
        run("git", "init", "-q", folder_of_git)
        for title, paragraphs in [(TITLE, PARAGRAPHS), (SECOND_TITLE, SECOND)]:
            subprocess.run(["git", "commit", "-q", "--allow-empty", "-m", title + "\n\n" + "\n\n".join(paragraphs)], cwd=folder_of_git, env=os.environ | who, check=True)
        letters = subprocess.run(["git", "format-patch", "--stdout", "--always", "--no-signature", "--root"], cwd=folder_of_git, check=True, capture_output=True).stdout
        (out / "git.mbox").write_bytes(letters)


def more_documents():
    try:
        import docx

        document = docx.Document()
        document.core_properties.title = TITLE
        document.core_properties.author = "Anna Bell"
        document.add_heading(TITLE, 0)
        for text in PARAGRAPHS:
            document.add_paragraph(text)
        document.save(folder("docx") / "python-docx.docx")
    except ImportError:
        pass
    try:
        from ebooklib import epub

        book = epub.EpubBook()
        book.set_identifier("urn:valley:1961"), book.set_title(TITLE), book.set_language("en"), book.add_author("Anna Bell")
        book.add_metadata("DC", "date", "1961-05-03"), book.add_metadata("DC", "publisher", OUTLET)
        chapter = epub.EpubHtml(title=TITLE, file_name="a.xhtml", lang="en")
        chapter.content = f"<h1>{TITLE}</h1>" + "".join(f"<p>{text.replace('&', '&amp;')}</p>" for text in PARAGRAPHS)
        book.add_item(chapter)
        book.toc, book.spine = (chapter,), ["nav", chapter]
        book.add_item(epub.EpubNcx()), book.add_item(epub.EpubNav())
        epub.write_epub(str(folder("epub") / "ebooklib.epub"), book)
    except ImportError:
        pass
    if shutil.which("gs"):
        run("gs", "-q", "-dNOPAUSE", "-dBATCH", "-sDEVICE=pdfwrite", f"-sOutputFile={folder('pdf') / 'ghostscript.pdf'}", HERE / "pdf" / "libreoffice.pdf")


if __name__ == "__main__":
    with_pandoc()
    with_libreoffice()
    with_chromium()
    pdfs()
    warcs()
    mails()
    tables()
    jsons()
    references()
    more_references()
    more_documents()
    more_mails()
    texts_and_pages()
    databases()
    feeds()
    with_feedgen()
    nexis()
    archives()
