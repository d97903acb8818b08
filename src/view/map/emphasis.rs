//! How strongly each node and link is drawn: at rest, with a selection, under the pointer; and the
//! short fade from one to the next.

use std::sync::Arc;

use super::cast::Cast;
use super::hit::Hit;
use crate::export::palette::Palette;
use crate::graph::{Found, RelationGraph};
use crate::view::Selection;

/// Where more links than this are drawn, all are fainter at rest.
const MANY_LINKS: usize = 400;

/// Opacities from 0 to 1, in the order of the graph's actors and relations.
#[derive(Clone, Debug, Default, PartialEq)]
pub(super) struct Emphasis {
    pub nodes: Vec<f32>,
    pub names: Vec<f32>,
    pub links: Vec<f32>,
    /// Whether a link has an arrowhead and is drawn above the others.
    pub forward: Vec<bool>,
}

/// What the person looks at.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Focus {
    Nothing,
    Actor(usize),
    Dyad(usize, usize),
    /// The selected actors and what is between them.
    Several,
}

/// How far what is not looked at steps back.
struct Back {
    link: f32,
    node: f32,
    name: f32,
}

impl Emphasis {
    /// The opacities for a selection and what the pointer (or the keyboard) is on.
    ///
    /// What a search has found comes before the selection.
    pub fn of(
        graph: &RelationGraph,
        cast: &Cast,
        palette: &Palette,
        selection: &Selection,
        hit: Option<Hit>,
        found: Option<&Found>,
    ) -> Self {
        let (n_nodes, n_links) = (graph.actors.len(), graph.relations.len());
        let many = if n_links > MANY_LINKS { 0.7 } else { 1.0 };
        let selected = selected(graph, selection);
        let hovered = hit.and_then(|hit| hit.focus(graph));
        let far = Back { link: 0.13, node: 0.20, name: 0.34 };
        let (focus, back) = match (hovered, selected) {
            (Some(focus), _) => (focus, far),
            (None, _) if found.is_some() => (Focus::Nothing, far),
            (None, Focus::Dyad(..)) => (selected, Back { link: 0.30, node: 0.62, name: 0.80 }),
            (None, Focus::Actor(_) | Focus::Several) => (selected, far),
            (None, Focus::Nothing) => (selected, Back { link: palette.link_opacity, node: 1.0, name: 1.0 }),
        };
        let mut emphasis = Self {
            nodes: vec![back.node; n_nodes],
            names: vec![back.name; n_nodes],
            links: vec![back.link * many; n_links],
            forward: vec![false; n_links],
        };
        emphasis.bring_forward(graph, cast, focus, selection);
        if let Some(found) = found {
            emphasis.light_up(graph, found);
        }
        if selected != focus {
            // What is selected keeps its ring, so it stays readable while the pointer is elsewhere.
            emphasis.show_ends(selected);
        }
        emphasis
    }

    /// Nothing of a graph is to be seen.
    pub fn nothing(graph: &RelationGraph) -> Self {
        let (n_nodes, n_links) = (graph.actors.len(), graph.relations.len());
        Self {
            nodes: vec![0.0; n_nodes],
            names: vec![0.0; n_nodes],
            links: vec![0.0; n_links],
            forward: vec![false; n_links],
        }
    }

    /// What a search has found is drawn as if it was looked at.
    fn light_up(&mut self, graph: &RelationGraph, found: &Found) {
        let mut ends: Vec<usize> = found.actors.clone();
        for &link in &found.relations {
            let Some(relation) = graph.relations.get(link) else { continue };
            self.links[link] = 1.0;
            ends.extend([relation.source, relation.target]);
        }
        for end in ends.into_iter().filter(|end| *end < graph.actors.len()) {
            self.nodes[end] = 1.0;
            self.names[end] = 1.0;
        }
    }

    fn bring_forward(&mut self, graph: &RelationGraph, cast: &Cast, focus: Focus, selection: &Selection) {
        self.show_ends(focus);
        let several: Vec<usize> = match focus {
            Focus::Several => selection.actors().into_iter().filter_map(|id| graph.actor_index(id)).collect(),
            _ => Vec::new(),
        };
        let mut is_one = vec![false; graph.actors.len()];
        for &actor in &several {
            is_one[actor] = true;
            self.nodes[actor] = 1.0;
            self.names[actor] = 1.0;
        }
        let looked_at: &[usize] = match &focus {
            Focus::Nothing => &[],
            Focus::Actor(actor) | Focus::Dyad(actor, _) => std::slice::from_ref(actor),
            Focus::Several => &several,
        };
        for &i in looked_at.iter().flat_map(|&actor| cast.ties_of(actor)) {
            let relation = &graph.relations[i];
            let ends = (relation.source, relation.target);
            let opacity = match focus {
                Focus::Actor(_) => (0.8 + 0.02 * relation.weight() as f32).min(1.0),
                Focus::Dyad(a, b) if ends == (a, b) || ends == (b, a) => 1.0,
                Focus::Several if is_one[ends.0] && is_one[ends.1] => 1.0,
                _ => continue,
            };
            self.links[i] = opacity;
            self.forward[i] = true;
            for end in [ends.0, ends.1] {
                self.nodes[end] = 1.0;
                self.names[end] = 1.0;
            }
        }
    }

    fn show_ends(&mut self, focus: Focus) {
        let ends = match focus {
            Focus::Nothing | Focus::Several => return,
            Focus::Actor(actor) => [actor, actor],
            Focus::Dyad(a, b) => [a, b],
        };
        for end in ends {
            self.nodes[end] = 1.0;
            self.names[end] = 1.0;
        }
    }

    fn same_shape(&self, other: &Self) -> bool {
        self.nodes.len() == other.nodes.len() && self.links.len() == other.links.len()
    }

    /// Part of the way from one to another; arrowheads are those of the other.
    fn between(from: &Self, to: &Self, share: f32) -> Self {
        let mix = |from: &[f32], to: &[f32]| {
            from.iter().zip(to).map(|(from, to)| from + (to - from) * share).collect()
        };
        Self {
            nodes: mix(&from.nodes, &to.nodes),
            names: mix(&from.names, &to.names),
            links: mix(&from.links, &to.links),
            forward: to.forward.clone(),
        }
    }
}

fn selected(graph: &RelationGraph, selection: &Selection) -> Focus {
    match selection {
        Selection::Nothing => Focus::Nothing,
        Selection::Actor(id) => graph.actor_index(id).map_or(Focus::Nothing, Focus::Actor),
        Selection::Link { a, b } => match (graph.actor_index(a), graph.actor_index(b)) {
            (Some(a), Some(b)) => Focus::Dyad(a, b),
            _ => Focus::Nothing,
        },
        Selection::Several(actors) => {
            if actors.iter().any(|actor| graph.actor_index(actor).is_some()) {
                Focus::Several
            } else {
                Focus::Nothing
            }
        }
    }
}

impl Hit {
    fn focus(self, graph: &RelationGraph) -> Option<Focus> {
        match self {
            Self::Node(node) => Some(Focus::Actor(node)),
            Self::Link(link) => graph.relations.get(link).map(|r| Focus::Dyad(r.source, r.target)),
        }
    }
}

/// What an emphasis depends on, to see whether it still holds.
#[derive(Debug, Default)]
pub(super) struct EmphasisKey {
    revision: Option<u64>,
    link_opacity: f32,
    selection: Selection,
    hit: Option<Hit>,
    found: Option<Arc<Found>>,
}

impl EmphasisKey {
    /// Notes what it depends on now; whether that is something new.
    pub fn note(
        &mut self,
        revision: u64,
        palette: &Palette,
        selection: &Selection,
        hit: Option<Hit>,
        found: Option<&Arc<Found>>,
    ) -> bool {
        let same_found = match (&self.found, found) {
            (Some(old), Some(new)) => Arc::ptr_eq(old, new),
            (None, None) => true,
            _ => false,
        };
        let holds = same_found
            && self.revision == Some(revision)
            && self.link_opacity == palette.link_opacity
            && self.hit == hit
            && self.selection == *selection;
        if !holds {
            *self = Self {
                revision: Some(revision),
                link_opacity: palette.link_opacity,
                selection: selection.clone(),
                hit,
                found: found.cloned(),
            };
        }
        !holds
    }
}

/// The fade from one emphasis to the next.
#[derive(Debug, Default)]
pub(super) struct Fade {
    from: Emphasis,
    to: Emphasis,
    now: Emphasis,
    /// Seconds since the change.
    elapsed: f32,
    fading: bool,
    /// Counts up with each change of [`Fade::now`].
    pub serial: u64,
}

impl Fade {
    /// Goes towards a target; `duration` is 0 where nothing may move. Whether it is still on its way.
    pub fn advance(&mut self, target: Emphasis, seconds: f32, duration: f32) -> bool {
        if target != self.to {
            let jump = duration <= 0.0 || !target.same_shape(&self.now);
            self.from = if jump { target.clone() } else { std::mem::take(&mut self.now) };
            self.now = self.from.clone();
            self.to = target;
            self.elapsed = 0.0;
            self.fading = true;
            self.serial += 1;
            return if jump { self.finish() } else { true };
        }
        self.go_on(seconds, duration)
    }

    /// Goes on towards the same target; whether it is still on its way.
    pub fn go_on(&mut self, seconds: f32, duration: f32) -> bool {
        if !self.fading {
            return false;
        }
        self.elapsed += seconds;
        if self.elapsed >= duration {
            return self.finish();
        }
        let share = self.elapsed / duration;
        // Ease out: fast first, then gently.
        self.now = Emphasis::between(&self.from, &self.to, 1.0 - (1.0 - share).powi(2));
        self.serial += 1;
        true
    }

    /// Takes what can be seen of another graph than before as what to come from.
    pub fn come_from(&mut self, now: Emphasis) {
        self.now = now;
        self.serial += 1;
    }

    fn finish(&mut self) -> bool {
        self.now = self.to.clone();
        self.fading = false;
        self.serial += 1;
        false
    }

    /// The opacities now.
    pub fn now(&self) -> &Emphasis {
        &self.now
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::actor::ActorId;
    use crate::export::palette::LIGHT;
    use crate::graph::{ActorNode, Counts, Relation};

    /// A acts on B, B on A, B on C; D stands alone.
    fn graph() -> RelationGraph {
        let actor = |id: &str| ActorNode {
            id: ActorId::new(id),
            label: id.to_owned(),
            events: 1,
            counts: Counts::default(),
            hidden_neighbours: 0,
        };
        let relation = |source, target| Relation {
            source,
            target,
            quads: [1, 0, 0, 0],
            intensity_sum: 0.0,
            counts: Counts { sentences: 1, articles: 1, sources: 1 },
            evidence: Vec::new(),
            coded: Vec::new(),
        };
        RelationGraph {
            actors: ["A", "B", "C", "D"].map(actor).into(),
            relations: vec![relation(0, 1), relation(1, 0), relation(1, 2)],
            ..RelationGraph::default()
        }
    }

    fn emphasis(selection: &Selection, hit: Option<Hit>) -> Emphasis {
        let graph = graph();
        Emphasis::of(&graph, &Cast::of(&graph), &LIGHT, selection, hit, None)
    }

    #[test]
    fn at_rest_all_is_shown_alike_and_without_arrowheads() {
        let rest = emphasis(&Selection::Nothing, None);
        assert_eq!(rest.links, [0.85; 3]);
        assert_eq!(rest.nodes, [1.0; 4]);
        assert_eq!(rest.forward, [false; 3]);
    }

    #[test]
    fn a_selected_link_comes_forward_in_both_directions_and_the_rest_stays_readable() {
        let selection = Selection::link(&ActorId::new("B"), &ActorId::new("A"));
        let emphasis = emphasis(&selection, None);
        assert_eq!(emphasis.links, [1.0, 1.0, 0.30]);
        assert_eq!(emphasis.nodes, [1.0, 1.0, 0.62, 0.62]);
        assert_eq!(emphasis.forward, [true, true, false]);
    }

    #[test]
    fn a_hovered_actor_comes_forward_with_its_neighbours() {
        let emphasis = emphasis(&Selection::Nothing, Some(Hit::Node(2)));
        assert_eq!(emphasis.nodes, [0.20, 1.0, 1.0, 0.20]);
        assert_eq!(emphasis.forward, [false, false, true]);
        assert_eq!(emphasis.links[0], 0.13);
    }

    #[test]
    fn what_is_selected_but_not_drawn_fades_nothing() {
        let selection = Selection::Actor(ActorId::new("Z"));
        let rest = emphasis(&Selection::Nothing, None);
        assert_eq!(emphasis(&selection, None), rest);
    }

    #[test]
    fn a_fade_ends_at_its_target_and_then_rests() {
        let rest = emphasis(&Selection::Nothing, None);
        let hover = emphasis(&Selection::Nothing, Some(Hit::Node(2)));
        let mut fade = Fade::default();
        assert!(!fade.advance(rest.clone(), 0.1, 0.15), "the first has nothing to come from");
        assert!(fade.advance(hover.clone(), 0.1, 0.15));
        assert!(fade.advance(hover.clone(), 0.1, 0.15));
        assert!(fade.now().links[0] < rest.links[0] && fade.now().links[0] > hover.links[0]);
        assert!(!fade.advance(hover.clone(), 0.1, 0.15));
        assert_eq!(*fade.now(), hover);
        let serial = fade.serial;
        assert!(!fade.advance(hover.clone(), 0.1, 0.15));
        assert_eq!(fade.serial, serial);
        assert!(!fade.advance(rest.clone(), 0.1, 0.0), "nothing moves where motion is reduced");
        assert_eq!(*fade.now(), rest);
    }
}
