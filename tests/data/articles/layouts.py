"""Makes `layouts/`: one article on forty pages, each built in another manner of large news sites.

    python3 layouts.py

The words of the article are the same everywhere; what differs is where they stand and what stands around
them. The names of classes and the sites are invented.
"""

import json
from pathlib import Path

HERE = Path(__file__).parent
TITLE = "Envoys of two river towns meet in Oslo"
OUTLET = "Valley Herald"
DAY = "1961-05-03"
ADDRESS = "https://valley.example/1961/05/envoys"
TEXT = [
    "OSLO (Valley Herald) – Norway and Kenya agreed on Wednesday to share the charts of a river that neither of them has ever owned.",
    "“We shall meet each spring,” said the Norwegian envoy, whose café near the harbour stayed open for the talks.",
    "Brazil, which was not invited, criticised Norway for the haste of the signing. Kenya thanked Norway for the coffee and the patience.",
    "Norway and Kenya had first spoken of the charts in the spring of 1959, when a flood carried off the only copy that either town still had.",
    "“A river without charts is a rumour,” the Kenyan envoy told the assembly, and he asked for twenty-seven well-drawn sheets, the legend included.",
    "The commission, which has its seat in Oslo, will print them in both languages; whether the well-drawn sheets of 1912 can be saved is not known.",
    "Brazil has asked for a copy. Norway said that it would answer in the autumn, after the commission has met again.",
]
OG = (
    f'<meta property="og:title" content="{TITLE}"><meta property="og:site_name" content="{OUTLET}"><meta property="og:url" content="{ADDRESS}">'
    f'<meta property="article:published_time" content="{DAY}T06:00:00Z"><meta name="author" content="Anna Bell">'
)
NODE = {
    "@context": "https://schema.org", "@type": "NewsArticle", "headline": TITLE, "datePublished": f"{DAY}T06:00:00Z", "author": {"@type": "Person", "name": "Anna Bell"},
    "publisher": {"@type": "NewsMediaOrganization", "name": OUTLET}, "mainEntityOfPage": ADDRESS,
}
TEASERS = [
    ("Ferry strike ends after nine days", "Crews went back to work on Tuesday, and the first boats were full."),
    ("Bakers ask for cheaper flour", "The guild sent a letter to the ministry, which has not answered it."),
    ("Seven ways to fold a map", "Our reader from the hills sends in drawings that nobody can follow."),
    ("Bridge toll to rise in June", "The council voted after midnight, with two members asleep."),
]
NAV = "<nav><ul>" + "".join(f'<li><a href="/{word.lower()}">{word}</a></li>' for word in ["World", "Business", "Culture", "Sport", "Weather"]) + "</ul></nav>"
FOOT = "<footer><p>Imprint</p><p>All rights reserved by the Valley Press, which prints this paper on its own machines in the old mill.</p></footer>"


def ld(value):
    return f'<script type="application/ld+json">{json.dumps(value, ensure_ascii=False)}</script>'


def p(texts=TEXT, tag="p", attributes=""):
    return "".join(f"<{tag}{attributes}>{text}</{tag}>" for text in texts)


def spread(between, every=2):
    """The paragraphs with something between them."""
    return "".join(f"<p>{text}</p>" + (between if place % every == 1 else "") for place, text in enumerate(TEXT))


def teasers(tag="div", kind="teaser"):
    return "".join(f'<{tag} class="{kind}"><a href="/{n}"><h3>{head}</h3></a><p>{words}</p></{tag}>' for n, (head, words) in enumerate(TEASERS))


def page(head, body, attributes=" lang=en", doctype="<!DOCTYPE html>"):
    return f"{doctype}<html{attributes}><head><meta charset=utf-8><title>{TITLE} - {OUTLET}</title>{head}</head><body>{body}</body></html>"


H1 = f"<h1>{TITLE}</h1>"
ADVERT = '<div class="ad-slot" aria-label="Advertisement"><span>Advertisement</span><p>Buy the new river boots at half the price, this week alone.</p></div>'
NEWSLETTER = '<div class="newsletter-signup"><h4>Our morning letter</h4><p>Sign up for the letter of our editors and never miss a ferry again.</p><form><input type=email><button>Sign up</button></form></div>'
COOKIES = '<div id="cookie-banner" role="dialog"><h2>We value your privacy</h2><p>We and our 812 partners store and read cookies on your device, to show you what you like.</p><button>Accept all</button></div>'
FIGURE = '<figure><img src="hall.jpg" alt="The hall"><figcaption>The old hall in Oslo, where the envoys met. Photograph: Jon Roe/Valley Press</figcaption></figure>'
SHARE = '<ul class="share-tools"><li><a href="#">Share on a wall</a></li><li><a href="#">Copy link</a></li><li><a href="#">Print</a></li></ul>'
COMMENTS = '<section class="comments" id="comments"><h2>Comments (2)</h2><div class="comment"><p>I was in that hall and the coffee was cold, whatever the envoys say about it now.</p></div><div class="comment"><p>My uncle drew the charts of 1912 and would not have lent them to anybody at all.</p></div></section>'

LAYOUTS = {
    # The article in an element of that name, the rest around it.
    "01-article-element": page(OG, f"{NAV}<main><article>{H1}{p()}</article></main><aside>{teasers()}</aside>{FOOT}"),
    "02-cookie-banner-first": page(OG, f"{COOKIES}{NAV}<div class=page><article>{H1}{p()}</article></div>{FOOT}"),
    "03-nested-divs": page(OG, f'<div id=app><div><div>{NAV}</div><div><div><div>{H1}</div><div><div class="sc-a1b2"><div>{p()}</div></div></div></div></div></div><div>{FOOT}</div></div>'),
    "04-paragraphs-as-divs": page(ld(NODE), f'{NAV}<div class="story">{H1}<div class="story-text">{p(tag="div", attributes=" class=text-block")}</div></div>{FOOT}'),
    "05-adverts-between": page(OG, f"{NAV}<article>{H1}{spread(ADVERT)}</article>{FOOT}"),
    "06-related-in-text": page(OG, f'{NAV}<article>{H1}{spread(f"<aside class=related><h3>Read more</h3>{teasers()}</aside>", 3)}</article>{FOOT}'),
    "07-captions": page(OG, f"{NAV}<article>{H1}{FIGURE}{spread(FIGURE, 3)}</article>{FOOT}"),
    "08-gallery": page(ld(NODE), f'<article>{H1}<div class="gallery" data-slides=3>{FIGURE * 3}</div><div class="article-body">{p()}</div></article>{FOOT}'),
    "09-json-ld-graph": page(ld({"@context": "https://schema.org", "@graph": [
        {"@type": "Organization", "@id": "#org", "name": OUTLET}, {"@type": "WebPage", "@id": ADDRESS, "name": "Page"}, {"@type": "Person", "@id": "#anna", "name": "Anna Bell"},
        NODE | {"publisher": {"@id": "#org"}, "author": [{"@id": "#anna"}]}]}), f"{NAV}<main>{H1}{p()}</main>{FOOT}"),
    "10-microdata": page("", f'<div itemscope itemtype="https://schema.org/NewsArticle"><link itemprop="mainEntityOfPage" href="{ADDRESS}"><h1 itemprop="headline">{TITLE}</h1>'
        f'<span itemprop="author" itemscope itemtype="https://schema.org/Person"><span itemprop="name">Anna Bell</span></span><time itemprop="datePublished" datetime="{DAY}">3 May</time>'
        f'<span itemprop="publisher" itemscope itemtype="https://schema.org/Organization"><meta itemprop="name" content="{OUTLET}"></span><div itemprop="articleBody">{p()}</div></div>{FOOT}'),
    "11-amp": page(f'<link rel=canonical href="{ADDRESS}">' + ld(NODE), f'<amp-consent id=c><p>We ask for your consent to store cookies.</p></amp-consent><header>{NAV}</header><article class="amp-wp-article"><header>{H1}</header>'
        f'<amp-img src=hall.jpg width=4 height=3></amp-img><div class="amp-wp-article-content">{spread("<amp-ad width=300 height=250><div fallback>No advert</div></amp-ad>")}</div></article>{FOOT}', " amp lang=en"),
    "12-live-blog": page(ld(NODE | {"@type": "LiveBlogPosting"}), f'{NAV}<main>{H1}<div class="live-feed">' + "".join(
        f'<article class="block" id="block-{n}"><header><time datetime="{DAY}T0{n}:10:00Z">0{n}:10</time></header><div class="block-elements"><p>{text}</p></div></article>' for n, text in enumerate(TEXT)) + f"</div></main>{FOOT}"),
    "13-paywall": page(OG, f'{NAV}<article>{H1}<div class="body" data-gated>{p()}</div><div class="paywall-overlay"><h2>Keep reading</h2><p>You have read your last free article of this month. Subscribe for one crown a week.</p><button>Subscribe</button></div></article>{FOOT}'),
    "14-table-layout": page("", f'<table width=980 border=0><tr><td width=150 valign=top>{NAV}</td><td width=600 valign=top><font size=5>{H1}</font><font size=2>By Anna Bell, {OUTLET}, 3 May 1961</font>{p()}</td><td width=200>{teasers()}</td></tr></table><center>Imprint</center>', "", ""),
    "15-line-breaks": page(OG, f'{NAV}<div id="content">{H1}<div class="txt">{"<br><br>".join(TEXT)}</div></div>{FOOT}'),
    "16-print-version": page("", f'<div class=logo>{OUTLET}</div>{H1}<div>By Anna Bell</div><div>{DAY}</div><hr>{p()}<hr><div>Printed from {ADDRESS}</div>'),
    "17-share-tools": page(OG, f"{NAV}<article><header>{H1}{SHARE}</header>{spread(SHARE, 4)}{SHARE}</article>{FOOT}"),
    "18-newsletter-box": page(OG, f"{NAV}<article>{H1}{spread(NEWSLETTER, 3)}</article>{FOOT}"),
    "19-comments": page(OG, f"{NAV}<article>{H1}{p()}</article>{COMMENTS}{FOOT}"),
    "20-most-read-list": page(OG, f'{NAV}<div class="layout"><div class="col-main"><article>{H1}{p()}</article></div><div class="col-side"><section class="most-read"><h2>Most read</h2><ol>{"".join(f"<li><a href=/{n}>{head}</a></li>" for n, (head, _) in enumerate(TEASERS))}</ol></section></div></div>{FOOT}'),
    "21-endless-scroll": page(ld(NODE), f'<article data-story=1>{H1}{p()}</article><div class="next-stories">' + "".join(f'<article data-story="{n}"><h2>{head}</h2><p>{words}</p></article>' for n, (head, words) in enumerate(TEASERS, 2)) + f"</div>{FOOT}"),
    "22-sections": page(OG, f'{NAV}<main><section class="hero">{H1}{FIGURE}</section><section class="chapter">{p(TEXT[:3])}</section><section class="chapter">{p(TEXT[3:5])}</section><section class="chapter">{p(TEXT[5:])}</section></main>{FOOT}'),
    "23-drop-cap": page(OG, f'{NAV}<article>{H1}<p><span class="dropcap">O</span>{TEXT[0][1:]}</p>{p(TEXT[1:])}</article>{FOOT}'),
    "24-links-in-text": page(OG, f'{NAV}<article>{H1}{p([text.replace("Norway", "<a href=/topic/norway>Norway</a>").replace("Kenya ", "<a href=/topic/kenya>Kenya</a> ") for text in TEXT])}</article>{FOOT}'),
    "25-quotes-and-pull-quote": page(OG, f'{NAV}<article>{H1}<p>{TEXT[0]}</p><blockquote><p>{TEXT[1]}</p></blockquote>{p(TEXT[2:5])}<aside class="pullquote"><q>A river without charts is a rumour</q></aside>{p(TEXT[5:])}</article>{FOOT}'),
    "26-tags-and-author-box": page(OG, f'{NAV}<article>{H1}{p()}<div class="tags"><a href=/t/1>Rivers</a> <a href=/t/2>Charts</a></div><div class="author-bio"><p>Anna Bell writes on rivers and lives beside one. She has two cats and no boat.</p></div></article>{FOOT}'),
    "27-hidden-menus": page(OG, f'<div class="burger" hidden><p>Open the menu to see all the sections of the paper and of its Sunday sister.</p></div><div style="display:none"><p>This text is for machines alone, and nobody was meant to see it on a screen.</p></div>{NAV}<article>{H1}{p()}</article>{FOOT}'),
    "28-state-in-script": page(OG, f'<div id=root>{NAV}<main data-reactroot><h1>{TITLE}</h1><div>{p()}</div></main></div><script>window.__STATE__={json.dumps({"body": TEXT, "next": [words for _, words in TEASERS]}, ensure_ascii=False)}</script>{FOOT}'),
    "29-frameset-era": page("<meta name=date content=1961-05-03><meta name=author content='Anna Bell'>", f'<BODY bgcolor=white><CENTER><IMG src=logo.gif alt="{OUTLET}"></CENTER><HR><H1>{TITLE}</H1>{"".join(f"<P>{text}" for text in TEXT)}<HR><A href=/>Back to the front page</A></BODY>', "", '<!DOCTYPE HTML PUBLIC "-//W3C//DTD HTML 3.2//EN">'),
    "30-several-pages": page(OG, f'{NAV}<article>{H1}<div class="page" id=page-1>{p(TEXT[:4])}</div><div class="pagination"><a href="?page=1">1</a> <a href="?page=2">2</a> <a href="?page=2">Next page</a></div><div class="page" id=page-2>{p(TEXT[4:])}</div></article>{FOOT}'),
}

# Pages that were built after the reader of pages was, in other manners.
LAYOUTS |= {
    "31-blocks-of-components": page(OG, f'{NAV}<main id=main-content><article>{H1}<div data-component="byline-block"><div>Anna Bell</div><div>River correspondent</div></div>' + "".join(
        f'<div data-component="text-block"><div class="ssrcss-uf6wea"><p class="ssrcss-1q0x">{text}</p></div></div>' + ('<div data-component="links-block"><h2>More on this story</h2><ul>' + "".join(f"<li><a href=/{n}>{head}</a></li>" for n, (head, _) in enumerate(TEASERS)) + "</ul></div>" if n == 3 else "")
        for n, text in enumerate(TEXT)) + f'</article></main><div data-component="topic-list"><h2>Related topics</h2><ul><li><a href=/t>Rivers</a></li></ul></div>{FOOT}'),
    "32-companion-columns": page(ld(NODE), f'{NAV}<article id=story><header>{H1}<p id="article-summary">The charts of a river that neither town has owned will be shared, the envoys said.</p></header><section name="articleBody">' + "".join(
        f'<div class="StoryBodyCompanionColumn"><div><p>{text}</p></div><aside aria-label="companion column"></aside></div>' + (f'<div id="dropzone-{n}">{ADVERT}</div>' if n in (1, 4) else "") for n, text in enumerate(TEXT)) + f"</section></article>{FOOT}"),
    "33-weblog": page(OG, f'<div id="page" class="site">{NAV}<div id="primary"><article id="post-71" class="post type-post hentry"><header class="entry-header">{H1}<div class="entry-meta"><span class="posted-on">May 3, 1961</span> <span class="byline">by Anna Bell</span></div></header><div class="entry-content">{p()}<div class="sharedaddy"><h3>Share this:</h3>{SHARE}</div><div id="jp-relatedposts"><h3>Related</h3>{teasers()}</div></div><footer class="entry-footer">Posted in <a href=/c>Rivers</a>. 3 replies</footer></article><nav class="post-navigation"><a href=/prev>Previous: {TEASERS[0][0]}</a></nav></div><div id="secondary" class="widget-area"><section class="widget"><h2>Recent posts</h2>{teasers("li")}</section></div></div>{FOOT}'),
    "34-agency-page": page("", f'<div class="head">{NAV}</div><div class="main clearfix"><h1 class="big_title">{TITLE}</h1><div class="info">Source: {OUTLET} | 1961-05-03 06:00:00 | Editor: ab</div><div id="detailContent">{p(["&emsp;&emsp;" + text for text in TEXT])}<p>■</p></div><div class="zan-wap">{SHARE}</div><div class="xgxw"><h3>Related stories</h3><ul>{teasers("li")}</ul></div></div>{FOOT}'),
    "35-paragraphs-in-spans": page(OG, f'{NAV}<div class="wrap"><div class="lead">{H1}</div><div class="story"><div class="rte">' + "".join(f'<span style="font-size:16px"><span lang=en>{text}</span></span><br/><br/>' for text in TEXT) + f'</div></div><div class="right-rail">{teasers()}</div></div>{FOOT}'),
    "36-most-text-in-comments": page(OG, f'{NAV}<div class="article-wrapper">{H1}<div class="article__content">{p()}</div></div><div class="discussion">' + "".join(f'<div class="post-message"><p>{name} writes that the charts, the coffee and the hall were all of them worse than in {year}, and that nobody, least of all an envoy, will ever say so in print.</p></div>' for year, name in enumerate(["Bo", "Cy", "Di", "Ed", "Flo", "Gus", "Hal", "Ida", "Jo", "Kit"], 1930)) + f"</div>{FOOT}"),
    "37-short-brief": page(OG, f'{NAV}<div class="briefs"><div class="brief" id="brief-71">{H1}{p()}</div></div><div class="cards">' + "".join(f'<section class="card"><h2>{head}</h2><p>{words} {words} {words}</p><a href=/{n}>Read on</a></section>' for n, (head, words) in enumerate(TEASERS)) + f"</div>{FOOT}"),
    "38-interview-with-list": page(OG, f'{NAV}<article>{H1}<h2>In short</h2><ul class="key-points"><li>{TEXT[0]}</li><li>{TEXT[1]}</li></ul>{p(TEXT[2:])}</article>{FOOT}'),
    "39-corrections-and-contact": page(OG, f'{NAV}<article>{H1}<div class="body">{p()}<div class="article-footer"><p class="contact">Contact the newsroom by letter at the old mill.</p><p class="standards">Our standards: <a href=/s>The Valley Press rules of trust</a></p></div></div></article>{FOOT}'),
    "40-definition-of-doctype-xhtml": page("", f'<div id="container"><div id="header">{NAV}</div><div id="content"><div class="post"><h2 class="title">{TITLE}</h2><p class="meta">Posted by Anna Bell on 3 May 1961</p><div class="entry">{p()}</div><p class="links"><a href="#c">No comments</a> | <a href="#t">Trackback</a></p></div></div><div id="sidebar"><ul>{teasers("li")}</ul></div></div>{FOOT}', ' xmlns="http://www.w3.org/1999/xhtml" xml:lang="en"', '<?xml version="1.0" encoding="utf-8"?><!DOCTYPE html PUBLIC "-//W3C//DTD XHTML 1.0 Strict//EN" "http://www.w3.org/TR/xhtml1/DTD/xhtml1-strict.dtd">'),
}

if __name__ == "__main__":
    out = HERE / "layouts"
    out.mkdir(exist_ok=True)
    for name, text in LAYOUTS.items():
        (out / f"{name}.html").write_text(text)
