//! From counts to sizes: how large a node, its name and a link are drawn.
//!
//! The one place for these measures, so that the window, its legend and an export agree.
//! All are in pixels at any zoom; which count is meant is the caller's business.

/// Radius of a node that is told of in so many articles: by the logarithm, as the width of a link, so
/// that a thousand articles still leave room on the map.
#[must_use]
pub fn node_radius(articles: u32) -> f32 {
    5.0 + 13.0 * by_logarithm(articles)
}

/// Type size of the name of a node that is told of in so many articles.
#[must_use]
pub fn label_size(articles: u32) -> f32 {
    (11.0 + 5.0 * by_logarithm(articles)).clamp(11.5, 16.0)
}

/// Width of a link at its source, by the number of sentences it stands for: by the logarithm, so that
/// one sentence is still seen beside sixty, and the same on every map, so that a filter does not
/// change it.
#[must_use]
pub fn link_width(sentences: u32) -> f32 {
    (1.0 + 7.0 * by_logarithm(sentences)).min(8.0)
}

/// 0 for none, 1 for sixty.
fn by_logarithm(count: u32) -> f32 {
    (count as f32).ln_1p() / 61_f32.ln()
}

/// Width of a link at its target: it tapers, the wide end acts.
#[must_use]
pub fn link_width_at_target(width: f32) -> f32 {
    (0.28 * width).max(0.9)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn close(a: f32, b: f32) -> bool {
        (a - b).abs() < 0.05
    }

    #[test]
    fn sizes_are_those_of_the_drawing_rules() {
        for (sentences, width) in [(0, 1.0), (1, 2.2), (5, 4.1), (25, 6.5), (60, 8.0), (100_000, 8.0)] {
            assert!(close(link_width(sentences), width), "{sentences}: {}", link_width(sentences));
        }
        assert!(close(node_radius(0), 5.0) && close(node_radius(5), 10.67) && close(node_radius(60), 18.0));
        assert!(close(label_size(0), 11.5) && close(label_size(5), 13.18) && close(label_size(1000), 16.0));
    }

    #[test]
    fn a_link_is_never_a_hair_at_its_target() {
        assert!(close(link_width_at_target(1.0), 0.9) && close(link_width_at_target(8.0), 2.24));
    }
}
