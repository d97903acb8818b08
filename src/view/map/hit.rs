//! What lies under a point of the screen: a node first, then a link.

use egui::Pos2;

use super::scene::{Scene, SceneLink, point};

/// A small node can be hit this far from its centre.
const NODE_REACH: f32 = 12.0;
/// A link can be hit this far from its line.
const LINK_REACH: f32 = 6.0;

/// What is under the pointer, or has the keyboard.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Hit {
    /// Index of an actor of the graph.
    Node(usize),
    /// Index of a relation of the graph.
    Link(usize),
}

/// What lies under a point, the nearest of its kind.
pub(super) fn hit(scene: &Scene, at: Pos2) -> Option<Hit> {
    node_at(scene, at).map(Hit::Node).or_else(|| link_at(scene, at).map(Hit::Link))
}

fn node_at(scene: &Scene, at: Pos2) -> Option<usize> {
    let mut nearest: Option<(usize, f32)> = None;
    for (i, node) in scene.nodes.iter().enumerate().filter(|(_, node)| node.is_visible) {
        let distance = node.center.distance(at);
        let reach = (node.radius + 2.0).max(NODE_REACH);
        if distance <= reach && nearest.is_none_or(|(_, best)| distance < best) {
            nearest = Some((i, distance));
        }
    }
    nearest.map(|(i, _)| i)
}

fn link_at(scene: &Scene, at: Pos2) -> Option<usize> {
    let at = point(at);
    let mut nearest: Option<(usize, f32)> = None;
    for SceneLink { relation, ribbon, .. } in &scene.links {
        let bounds = ribbon.bounds().expanded(LINK_REACH);
        if at.x < bounds.min.x || at.x > bounds.max.x || at.y < bounds.min.y || at.y > bounds.max.y {
            continue;
        }
        let distance = ribbon.distance_to(at);
        if distance <= LINK_REACH && nearest.is_none_or(|(_, best)| distance < best) {
            nearest = Some((*relation, distance));
        }
    }
    nearest.map(|(relation, _)| relation)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::layout::ribbon::{Link, Ribbon};
    use crate::view::map::pen::Fill;
    use crate::view::map::scene::SceneNode;
    use egui::{Vec2, pos2};

    /// Two actors 200 px apart with a link between them.
    fn scene() -> Scene {
        let node = |x: f32, radius: f32| SceneNode {
            center: pos2(x, 100.0),
            radius,
            is_organisation: false,
            is_pinned: false,
            is_visible: true,
            place: None,
            name_size: Vec2::ZERO,
        };
        let link = Link {
            source: point(pos2(100.0, 100.0)),
            target: point(pos2(300.0, 100.0)),
            source_gap: 20.0,
            target_gap: 8.0,
            width: 4.0,
            bowed: false,
            dashed: false,
            arrow: false,
        };
        let mut scene = Scene::default();
        scene.nodes = vec![node(100.0, 17.0), node(300.0, 5.0)];
        let fill = Fill::Solid;
        let ribbon = Ribbon::new(&link).unwrap();
        scene.links = vec![SceneLink { relation: 0, source: 0, target: 1, link, fill, ribbon, back: None }];
        scene
    }

    #[test]
    fn a_node_comes_before_the_link_that_ends_at_it() {
        assert_eq!(hit(&scene(), pos2(110.0, 100.0)), Some(Hit::Node(0)));
        assert_eq!(hit(&scene(), pos2(290.0, 100.0)), Some(Hit::Node(1)), "small ones have a wider reach");
    }

    #[test]
    fn a_link_is_hit_within_six_pixels() {
        assert_eq!(hit(&scene(), pos2(200.0, 105.5)), Some(Hit::Link(0)));
        assert_eq!(hit(&scene(), pos2(200.0, 107.0)), None);
    }

    #[test]
    fn what_is_not_on_the_screen_is_not_hit() {
        let mut scene = scene();
        scene.nodes[0].is_visible = false;
        scene.links.clear();
        assert_eq!(hit(&scene, pos2(100.0, 100.0)), None);
        assert_eq!(hit(&scene, pos2(200.0, 100.0)), None);
        assert_eq!(hit(&scene, pos2(f32::NAN, 100.0)), None);
    }
}
