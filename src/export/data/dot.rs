//! The graph as DOT, for Graphviz: `neato -n` draws it as it stands on the map.

use super::graphml::colour_of;
use super::relations;
use crate::article::disguise;
use crate::export::palette::LIGHT;
use crate::graph::Sign;
use crate::layout::scale::{link_width, node_radius};
use crate::session::Workspace;

/// Points of Graphviz in an inch, in which it measures nodes.
const POINTS: f32 = 72.0;

pub(super) fn write(workspace: &Workspace) -> String {
    let graph = workspace.graph();
    let mut text = "digraph relations {\n".to_owned();
    text.push_str("  graph [bgcolor=\"#f7f6f2\"];\n");
    text.push_str(
        "  node [style=filled, fixedsize=true, fontname=\"Inter, sans-serif\", fontsize=11];\n  edge [arrowsize=0.6];\n",
    );
    for (index, (actor, place)) in graph.actors.iter().zip(workspace.positions()).enumerate() {
        text.push_str(&format!(
            "  {} [label=\"\", xlabel={}, shape={}, width={:.3}, fillcolor=\"{}\", pos=\"{:.1},{:.1}\"];\n",
            quoted(actor.id.as_str()),
            quoted(&actor.label),
            if actor.id.is_organisation() { "square" } else { "circle" },
            2.0 * node_radius(actor.counts.articles) / POINTS,
            colour_of(workspace, index).css(),
            place.x,
            -place.y,
        ));
    }
    for relation in &graph.relations {
        let id = |index: usize| quoted(graph.actors[index].id.as_str());
        text.push_str(&format!(
            "  {} -> {} [weight={}, penwidth={:.2}, color=\"{}\", style={}, sign={}, balance={}];\n",
            id(relation.source),
            id(relation.target),
            relation.counts.sentences,
            link_width(relation.weight()),
            LIGHT.link(relation).css(),
            if relation.sign() == Sign::Conflict { "dashed" } else { "solid" },
            relations::sign(relation.sign()),
            relation.balance(),
        ));
    }
    text.push_str("}\n");
    text
}

/// A string of DOT: a backslash and a quote are escaped, a line end is a blank.
fn quoted(words: &str) -> String {
    let safe = disguise::line(words).replace('\\', "\\\\").replace('"', "\\\"");
    format!("\"{safe}\"")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_name_stays_within_its_quotes() {
        assert_eq!(quoted("a \"b\" \\"), "\"a \\\"b\\\" \\\\\"");
    }
}
