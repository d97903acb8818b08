//! The graph as GEXF 1.2, for Gephi: places, sizes, colours, and when each relation was told.
//!
//! A link has a spell for each time of its events; what has no date has no spell, and a link of which
//! nothing is dated is always there. `events_at` gives the number of tellings of each time.

use std::collections::BTreeMap;

use super::table::{Column, Kind, Table, Value};
use super::{actors, graphml, relations};
use crate::article::Date;
use crate::export::markup::escaped;
use crate::export::palette::{LIGHT, Rgb};
use crate::graph::{Relation, Sign};
use crate::layout::scale::{link_width, node_radius};
use crate::session::Workspace;

/// Columns that GEXF writes by its own means.
const STRUCTURE: [&str; 7] = ["id", "label", "source", "target", "weight", "x", "y"];

pub(super) fn write(workspace: &Workspace) -> String {
    let (nodes, edges) = (actors::table(workspace), relations::table(workspace));
    let mut text = "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n\
        <gexf xmlns=\"http://www.gexf.net/1.2draft\" xmlns:viz=\"http://www.gexf.net/1.2draft/viz\" \
        version=\"1.2\">\n"
        .to_owned();
    text.push_str(&format!(
        "<meta><creator>Diplograph {}</creator><description>{}</description></meta>\n",
        env!("CARGO_PKG_VERSION"),
        escaped(&workspace.session().choices.arrangement.description(|id| workspace.label(id).to_owned())),
    ));
    text.push_str("<graph mode=\"dynamic\" timeformat=\"date\" defaultedgetype=\"directed\">\n");
    attributes(&mut text, "node", &nodes);
    attributes(&mut text, "edge", &edges);
    text.push_str(
        "<attributes class=\"edge\" mode=\"dynamic\">\n\
         <attribute id=\"events_at\" title=\"events_at\" type=\"integer\"/>\n</attributes>\n<nodes>\n",
    );
    for index in 0..nodes.rows.len() {
        node(&mut text, workspace, index, &nodes);
    }
    text.push_str("</nodes>\n<edges>\n");
    for (relation, row) in workspace.graph().relations.iter().zip(&edges.rows) {
        edge(&mut text, workspace, relation, &edges, row);
    }
    text.push_str("</edges>\n</graph>\n</gexf>\n");
    text
}

fn attributes(text: &mut String, of: &str, table: &Table) {
    text.push_str(&format!("<attributes class=\"{of}\" mode=\"static\">\n"));
    for Column { name, kind } in &table.columns {
        let kind = match kind {
            Kind::Text => "string",
            Kind::Whole => "integer",
            Kind::Real => "double",
            Kind::Flag => "boolean",
        };
        if !STRUCTURE.contains(name) {
            text.push_str(&format!("<attribute id=\"{name}\" title=\"{name}\" type=\"{kind}\"/>\n"));
        }
    }
    text.push_str("</attributes>\n");
}

fn node(text: &mut String, workspace: &Workspace, index: usize, table: &Table) {
    let actor = &workspace.graph().actors[index];
    let place = workspace.positions().get(index).copied().unwrap_or_default();
    let shape = if actor.id.is_organisation() { "square" } else { "disc" };
    text.push_str(&format!(
        "<node id=\"{}\" label=\"{}\">\n<attvalues>\n{}</attvalues>\n\
         <viz:color {}/>\n<viz:position x=\"{}\" y=\"{}\" z=\"0\"/>\n<viz:size value=\"{}\"/>\n\
         <viz:shape value=\"{shape}\"/>\n</node>\n",
        escaped(actor.id.as_str()),
        escaped(&actor.label),
        values(table, &table.rows[index]),
        channels(graphml::colour_of(workspace, index)),
        place.x,
        -place.y,
        node_radius(actor.counts.articles),
    ));
}

fn edge(text: &mut String, workspace: &Workspace, relation: &Relation, table: &Table, row: &[Value]) {
    let actor = |index: usize| escaped(workspace.graph().actors[index].id.as_str());
    let times = times(workspace, relation);
    text.push_str(&format!(
        "<edge id=\"{}\" source=\"{}\" target=\"{}\" weight=\"{}\">\n<attvalues>\n{}",
        escaped(&relations::id(workspace, relation)),
        actor(relation.source),
        actor(relation.target),
        relation.counts.sentences,
        values(table, row),
    ));
    for ((from, until), tellings) in &times {
        text.push_str(&format!(
            "<attvalue for=\"events_at\" value=\"{tellings}\" start=\"{from}\" end=\"{until}\"/>\n"
        ));
    }
    text.push_str("</attvalues>\n");
    if !times.is_empty() {
        text.push_str("<spells>\n");
        for (from, until) in times.keys() {
            text.push_str(&format!("<spell start=\"{from}\" end=\"{until}\"/>\n"));
        }
        text.push_str("</spells>\n");
    }
    let shape = if relation.sign() == Sign::Conflict { "dashed" } else { "solid" };
    text.push_str(&format!(
        "<viz:color {}/>\n<viz:thickness value=\"{}\"/>\n<viz:shape value=\"{shape}\"/>\n</edge>\n",
        channels(LIGHT.link(relation)),
        link_width(relation.weight()),
    ));
}

/// The times of a relation, first and last day, with the number of its tellings in each.
fn times(workspace: &Workspace, relation: &Relation) -> BTreeMap<(Date, Date), usize> {
    let mut times = BTreeMap::new();
    for date in relations::dates(workspace, relation).into_iter().flatten() {
        let days = (Date::from_days(date.first_day()), Date::from_days(date.last_day()));
        if let (Some(first), Some(last)) = days {
            *times.entry((first, last)).or_default() += 1;
        }
    }
    times
}

fn values(table: &Table, row: &[Value]) -> String {
    let mut text = String::new();
    for (Column { name, .. }, value) in table.columns.iter().zip(row) {
        if let (false, Some(value)) = (STRUCTURE.contains(name), value.plain()) {
            text.push_str(&format!("<attvalue for=\"{name}\" value=\"{}\"/>\n", escaped(&value)));
        }
    }
    text
}

fn channels(colour: Rgb) -> String {
    let [r, g, b] = colour.channels();
    format!("r=\"{r}\" g=\"{g}\" b=\"{b}\"")
}
