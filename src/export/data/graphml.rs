//! The graph as GraphML, for NetworkX, igraph, Gephi and yEd.
//!
//! Attributes are the columns of the tables of actors and relations; nodes also have the size and the
//! colours that Gephi looks for, links a colour.

use super::table::{Column, Kind, Table, Value};
use super::{actors, relations};
use crate::export::markup::escaped;
use crate::export::palette::{LIGHT, Rgb};
use crate::layout::scale::node_radius;
use crate::session::Workspace;

/// Columns that are ids of GraphML itself.
const STRUCTURE: [&str; 3] = ["id", "source", "target"];

pub(super) fn write(workspace: &Workspace) -> String {
    let (nodes, edges) = (with_size_and_colour(workspace), with_colour(workspace));
    let mut text = "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n\
        <graphml xmlns=\"http://graphml.graphdrawing.org/xmlns\" \
        xmlns:xsi=\"http://www.w3.org/2001/XMLSchema-instance\" \
        xsi:schemaLocation=\"http://graphml.graphdrawing.org/xmlns \
        http://graphml.graphdrawing.org/xmlns/1.0/graphml.xsd\">\n"
        .to_owned();
    keys(&mut text, "node", &nodes);
    keys(&mut text, "edge", &edges);
    text.push_str("<graph id=\"relations\" edgedefault=\"directed\">\n");
    for row in &nodes.rows {
        let id = id(&nodes, row, "id");
        text.push_str(&format!("<node id=\"{id}\">{}</node>\n", data("node", &nodes, row)));
    }
    for row in &edges.rows {
        let [id, source, target] = STRUCTURE.map(|name| id(&edges, row, name));
        text.push_str(&format!(
            "<edge id=\"{id}\" source=\"{source}\" target=\"{target}\">{}</edge>\n",
            data("edge", &edges, row)
        ));
    }
    text.push_str("</graph>\n</graphml>\n");
    text
}

/// The actors with radius and colour as on the map.
fn with_size_and_colour(workspace: &Workspace) -> Table {
    let mut table = actors::table(workspace);
    table.columns.push(Column::real("size"));
    table.columns.extend(["r", "g", "b"].map(Column::whole));
    for (index, (row, actor)) in table.rows.iter_mut().zip(&workspace.graph().actors).enumerate() {
        row.push(Value::Real(node_radius(actor.counts.articles)));
        row.extend(colour_of(workspace, index).channels().map(|channel| Value::Whole(channel.into())));
    }
    table
}

fn with_colour(workspace: &Workspace) -> Table {
    let mut table = relations::table(workspace);
    table.columns.push(Column::text("color"));
    for (row, relation) in table.rows.iter_mut().zip(&workspace.graph().relations) {
        row.push(Value::Text(LIGHT.link(relation).css()));
    }
    table
}

/// The colour of an actor on the light map.
pub(super) fn colour_of(workspace: &Workspace, actor: usize) -> Rgb {
    let inks = workspace.hue(actor).and_then(|hue| LIGHT.bloc(hue));
    inks.map_or(LIGHT.node, |[fill, _]| fill)
}

fn keys(text: &mut String, of: &str, table: &Table) {
    for column in attributes(table) {
        let name = column.name;
        let kind = match column.kind {
            Kind::Text => "string",
            Kind::Whole => "int",
            Kind::Real => "double",
            Kind::Flag => "boolean",
        };
        text.push_str(&format!(
            "<key id=\"{of}_{name}\" for=\"{of}\" attr.name=\"{name}\" attr.type=\"{kind}\"/>\n"
        ));
    }
}

fn attributes(table: &Table) -> impl Iterator<Item = &Column> {
    table.columns.iter().filter(|column| !STRUCTURE.contains(&column.name))
}

fn data(of: &str, table: &Table, row: &[Value]) -> String {
    let mut text = String::new();
    for (column, value) in table.columns.iter().zip(row) {
        if let (false, Some(value)) = (STRUCTURE.contains(&column.name), value.plain()) {
            text.push_str(&format!("<data key=\"{of}_{}\">{}</data>", column.name, escaped(&value)));
        }
    }
    text
}

fn id(table: &Table, row: &[Value], name: &str) -> String {
    let index = table.columns.iter().position(|column| column.name == name);
    let value = index.and_then(|index| row.get(index)).and_then(Value::plain);
    escaped(&value.unwrap_or_default()).into_owned()
}
