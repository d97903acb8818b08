//! The report as one HTML file: the map that one can move in, tables, the evidence and the method card.
//!
//! All is in the document itself, so that it can be read, searched and printed without its script; the
//! script (`assets/report/report.js`) adds moving, hovering, sorting and the panel beside the map. A
//! policy in the head forbids the page any network.

use std::fmt::Write as _;

use super::evidence::{Mark, Quote};
use super::{Citation, Coded, Report, Told, method};
use crate::export::about;
use crate::export::markup::escaped;
use crate::export::palette::{DARK, LIGHT, Palette, Rgb};
use crate::export::picture::{Fonts, Options, Picture};
use crate::session::number::counted;

const STYLE: &str = include_str!("../../../assets/report/report.css");
const SCRIPT: &str = include_str!("../../../assets/report/report.js");

pub(super) fn write(report: &Report<'_>) -> String {
    let mut page = String::new();
    let out = &mut page;
    let picture = Picture::map_alone(report.workspace, &Options::default());
    head(out, report, &picture);
    push(
        out,
        format_args!(
            "<header><h1>{}</h1><p>{}</p></header>\n",
            escaped(&report.title),
            escaped(&about::summary(report.workspace))
        ),
    );
    map(out, &picture);
    relations(out, report);
    actors(out, report);
    evidence(out, report);
    articles(out, report);
    card(out, report);
    push(
        out,
        format_args!(
            "<footer>Made with Diplograph {}. This page needs no network.</footer>\n<script>\n{SCRIPT}</script>\n</body>\n</html>\n",
            env!("CARGO_PKG_VERSION")
        ),
    );
    page
}

fn head(out: &mut String, report: &Report<'_>, picture: &Picture) {
    push(
        out,
        format_args!(
            "<!DOCTYPE html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n\
             <meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; \
             style-src 'unsafe-inline'; script-src 'unsafe-inline'; font-src data:\">\n\
             <meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n\
             <meta name=\"color-scheme\" content=\"light dark\">\n\
             <title>{}</title>\n<style>\n{}:root{{{}}}\n@media (prefers-color-scheme: dark){{:root{{{}}}}}\n\
             @media print{{:root{{{}}}}}\n{STYLE}</style>\n</head>\n<body>\n",
            escaped(&report.title),
            picture.font_rules(),
            colours(&LIGHT),
            colours(&DARK),
            colours(&LIGHT),
        ),
    );
}

/// The colours of the map and the page, each by the name that it has in light.
fn colours(palette: &Palette) -> String {
    let named = used(&LIGHT).into_iter().zip(used(palette));
    let mut rules: String = named.map(|(light, now)| format!("{}:{};", variable(light), now.css())).collect();
    for (name, colour) in [
        ("paper", palette.paper),
        ("panel", palette.panel),
        ("raised", palette.raised),
        ("hairline", palette.hairline),
        ("text", palette.text),
        ("second", palette.second_text),
        ("cooperation", palette.cooperation_text),
        ("conflict", palette.conflict_text),
        ("selection", palette.selection),
        ("selected-row", palette.selected_row),
    ] {
        rules.push_str(&format!("--{name}:{};", colour.css()));
    }
    rules
}

/// The colours that the map may have.
fn used(palette: &Palette) -> Vec<Rgb> {
    let mut all = vec![
        palette.paper,
        palette.text,
        palette.cooperation_verbal,
        palette.cooperation_material,
        palette.conflict_verbal,
        palette.conflict_material,
        palette.mixed,
        palette.node,
        palette.node_ring,
    ];
    all.extend(palette.blocs.iter().flatten());
    all
}

fn variable(light: Rgb) -> String {
    light.css().replace('#', "--c")
}

fn map(out: &mut String, picture: &Picture) {
    let mut svg = picture.svg_with(Fonts::OfPage);
    for colour in used(&LIGHT) {
        svg = svg.replace(&format!("\"{}\"", colour.css()), &format!("\"var({})\"", variable(colour)));
    }
    push(
        out,
        format_args!(
            "<main>\n<section id=\"map\" aria-label=\"Map\">\n<div class=\"tools\">\
             <button type=\"button\" data-zoom=\"1.4\" title=\"Zoom in\" aria-label=\"Zoom in\">+</button>\
             <button type=\"button\" data-zoom=\"0.714\" title=\"Zoom out\" aria-label=\"Zoom out\">−</button>\
             <button type=\"button\" data-fit title=\"Show the whole map\">Fit</button></div>\n{svg}\
             <p class=\"legend\"><span class=\"key cooperation\"></span>cooperation \
             <span class=\"key conflict\"></span>conflict <span class=\"key mixed\"></span>neither prevails \
             <span>The wide end of a link acts; width tells the sentences, size the articles. \
             Click a link or an actor for its evidence.</span></p>\n\
             <aside id=\"panel\" hidden aria-live=\"polite\"></aside>\n</section>\n"
        ),
    );
}

fn relations(out: &mut String, report: &Report<'_>) {
    out.push_str(
        "<section><h2>Relations</h2>\n<div class=\"wide\"><table class=\"sortable\">\n<thead><tr><th>Source</th>\
         <th>Target</th><th class=\"n\">Sentences</th><th class=\"n\">Articles</th><th class=\"n\">Sources</th>\
         <th class=\"n\">Mean intensity</th><th>Sentences by type</th></tr></thead>\n<tbody>\n",
    );
    for told in &report.relations {
        let relation = told.relation;
        let counts = relation.counts;
        push(
            out,
            format_args!(
                "<tr><td><a href=\"#{}\">{}</a></td><td>{}</td><td class=\"n\">{}</td><td class=\"n\">{}</td>\
                 <td class=\"n\">{}</td><td class=\"n {}\">{:+.1}</td><td>{}</td></tr>\n",
                anchor(report, told),
                escaped(report.label(relation.source)),
                escaped(report.label(relation.target)),
                counts.sentences,
                counts.articles,
                counts.sources,
                sign_class(relation.balance()),
                relation.balance(),
                escaped(&told.types)
            ),
        );
    }
    out.push_str("</tbody></table></div></section>\n");
}

fn sign_class(balance: f32) -> &'static str {
    match balance {
        balance if balance > 0.0 => "cooperation",
        balance if balance < 0.0 => "conflict",
        _ => "",
    }
}

/// The name of the evidence of a relation in the page.
fn anchor(report: &Report<'_>, told: &Told<'_>) -> String {
    let id = |actor: usize| escaped(report.workspace.graph().actors[actor].id.as_str()).into_owned();
    format!("from-{}-to-{}", id(told.relation.source), id(told.relation.target))
}

fn actors(out: &mut String, report: &Report<'_>) {
    out.push_str(
        "<section><h2>Actors</h2>\n<div class=\"wide\"><table class=\"sortable\">\n<thead><tr><th>Actor</th><th>Id</th>\
         <th class=\"n\">Events</th><th class=\"n\">Sentences</th><th class=\"n\">Articles</th>\
         <th class=\"n\">Sources</th></tr></thead>\n<tbody>\n",
    );
    let mut actors: Vec<_> = report.workspace.graph().actors.iter().collect();
    actors.sort_by_key(|actor| (std::cmp::Reverse((actor.events, actor.counts)), &actor.id));
    for actor in actors {
        push(
            out,
            format_args!(
                "<tr><td>{}</td><td>{}</td><td class=\"n\">{}</td><td class=\"n\">{}</td><td class=\"n\">{}</td>\
                 <td class=\"n\">{}</td></tr>\n",
                escaped(&actor.label),
                escaped(actor.id.as_str()),
                actor.events,
                actor.counts.sentences,
                actor.counts.articles,
                actor.counts.sources
            ),
        );
    }
    out.push_str("</tbody></table></div></section>\n");
}

fn evidence(out: &mut String, report: &Report<'_>) {
    out.push_str("<section id=\"evidence\"><h2>Evidence</h2>\n");
    for told in &report.relations {
        let actors = &report.workspace.graph().actors;
        let [source, target] = [told.relation.source, told.relation.target].map(|actor| &actors[actor]);
        push(
            out,
            format_args!(
                "<article id=\"{}\" data-source=\"{}\" data-target=\"{}\">\n<h3>{} → {}</h3>\n<p class=\"second\">{}</p>\n<ol>\n",
                anchor(report, told),
                escaped(source.id.as_str()),
                escaped(target.id.as_str()),
                escaped(&source.label),
                escaped(&target.label),
                escaped(&counts(told))
            ),
        );
        told.quotes.iter().for_each(|quote| sentence(out, quote));
        told.coded.iter().for_each(|event| coded(out, event));
        out.push_str("</ol>\n</article>\n");
    }
    out.push_str("</section>\n");
}

/// "3 sentences in 2 articles of 2 independent sources".
pub(super) fn counts(told: &Told<'_>) -> String {
    let counts = told.relation.counts;
    let coded = match told.coded.len() {
        0 => String::new(),
        coded => format!(" and {} coded by others", counted(coded, "event")),
    };
    format!(
        "{}{coded} in {} of {}",
        counted(counts.sentences as usize, "sentence"),
        counted(counts.articles as usize, "article"),
        counted(counts.sources as usize, "independent source")
    )
}

/// An event that others coded: without a sentence, unless their record carries one.
fn coded(out: &mut String, event: &Coded<'_>) {
    push(out, format_args!("<li><b class=\"type\">{}</b> ", escaped(&event.what)));
    if !event.text.is_empty() {
        push(out, format_args!("<q>{}</q> ", escaped(event.text)));
    }
    let source = escaped(&event.source);
    match event.address {
        Some(address) => {
            push(
                out,
                format_args!("<a href=\"{}\" rel=\"noreferrer\">{source}</a></li>\n", escaped(address)),
            );
        }
        None => push(out, format_args!("<span class=\"second\">{source}</span></li>\n")),
    }
}

fn sentence(out: &mut String, quote: &Quote<'_>) {
    let class = match quote.kind.quad() {
        Some(quad) if quad.is_cooperation() => "cooperation",
        Some(_) => "conflict",
        None => "",
    };
    push(out, format_args!("<li><b class=\"type {class}\">{}</b> ", quote.kind.label()));
    if !quote.status.is_empty() {
        push(out, format_args!("<i>{}</i> ", escaped(&quote.status)));
    }
    if !quote.by.is_empty() {
        push(out, format_args!("<i>{}</i> ", quote.by));
    }
    out.push_str("<q>");
    for (mark, words) in &quote.words {
        let words = escaped(words);
        match mark {
            Mark::Plain => out.push_str(&words),
            Mark::Source => push(out, format_args!("<span class=\"actor\">{words}</span>")),
            Mark::Target => push(out, format_args!("<span class=\"actor\">{words}</span>")),
            Mark::Cue => push(out, format_args!("<mark>{words}</mark>")),
        }
    }
    let date = if quote.date.is_empty() { "undated" } else { &quote.date };
    push(
        out,
        format_args!(
            "</q> <span class=\"second\">{date}</span> <a class=\"cite\" href=\"#a{0}\">[{0}]</a></li>\n",
            quote.citation
        ),
    );
}

fn articles(out: &mut String, report: &Report<'_>) {
    out.push_str("<section><h2>Articles cited</h2>\n<ol class=\"articles\">\n");
    for (index, article) in report.cited.iter().enumerate() {
        let citation = Citation::of(article);
        let title = escaped(&citation.title);
        let title = match &citation.address {
            Some(address) => format!("<a href=\"{}\" rel=\"noreferrer\">{title}</a>", escaped(address)),
            None => title.into_owned(),
        };
        push(
            out,
            format_args!(
                "<li id=\"a{}\">{title}. <span class=\"second\">{}. SHA-256 {}…</span></li>\n",
                index + 1,
                escaped(&citation.source),
                citation.id
            ),
        );
    }
    out.push_str("</ol></section>\n");
}

fn card(out: &mut String, report: &Report<'_>) {
    out.push_str("<section id=\"method\"><h2>How this was made</h2>\n<dl>\n");
    for part in method::card(report.workspace) {
        push(out, format_args!("<dt>{}</dt>\n", part.head));
        for line in &part.lines {
            push(out, format_args!("<dd>{}</dd>\n", escaped(line)));
        }
    }
    out.push_str("</dl></section>\n</main>\n");
}

/// Writing to a string can't fail.
fn push(out: &mut String, words: std::fmt::Arguments<'_>) {
    out.write_fmt(words).ok();
}
