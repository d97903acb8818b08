//! Blocs for the start of a layout: groups with more cooperation inside than chance would give.
//!
//! The method of Louvain (Blondel and others, 2008) on the springs' pull, where push between two counts
//! against their standing together. Only a good start is wanted: the blocs that a person sees are found
//! elsewhere. Nodes are visited in their order, ties go to the lower number: no chance is in it.

use super::force::Spring;

/// Rounds over all nodes of a level; it mostly ends after a few.
const MOST_ROUNDS: usize = 12;
const MOST_LEVELS: usize = 12;
/// A move must gain more than rounding could.
const LEAST_GAIN: f32 = 1e-5;

/// The number of its group for each node, counted from 0 in the order of their first nodes.
pub fn communities(n: usize, springs: &[Spring]) -> Vec<u32> {
    let mut group: Vec<u32> = (0..).take(n).collect();
    let mut level = Level::new(n, springs);
    for _ in 0..MOST_LEVELS {
        let (of_level, count) = numbered(&level.settle());
        for group in &mut group {
            *group = of_level[*group as usize];
        }
        if count == level.strength.len() {
            break;
        }
        level = level.joined(&of_level, count);
    }
    group
}

/// A graph whose nodes are groups of the level before.
struct Level {
    links: Vec<Link>,
    /// Where the links of each node begin in `links`, and at last their number.
    starts: Vec<usize>,
    /// All pull of each node.
    strength: Vec<f32>,
}

#[derive(Clone, Copy)]
struct Link {
    from: u32,
    to: u32,
    pull: f32,
    push: f32,
}

impl Level {
    fn new(n: usize, springs: &[Spring]) -> Self {
        let both = springs.iter().flat_map(|s| {
            let link = Link { from: s.a, to: s.b, pull: s.pull, push: s.push };
            [link, Link { from: s.b, to: s.a, ..link }]
        });
        let mut strength = vec![0.0; n];
        for spring in springs {
            strength[spring.a as usize] += spring.pull;
            strength[spring.b as usize] += spring.pull;
        }
        Self::sorted(both.collect(), strength)
    }

    fn sorted(mut links: Vec<Link>, strength: Vec<f32>) -> Self {
        links.sort_by_key(|link| (link.from, link.to));
        links.dedup_by(|next, kept| {
            let same = (next.from, next.to) == (kept.from, kept.to);
            if same {
                kept.pull += next.pull;
                kept.push += next.push;
            }
            same
        });
        let n = strength.len();
        let starts = (0..=n).map(|i| links.partition_point(|link| (link.from as usize) < i)).collect();
        Self { links, starts, strength }
    }

    /// Lets each node go to the neighbouring group it fits best, until none wants to.
    fn settle(&self) -> Vec<u32> {
        let n = self.strength.len();
        let total: f32 = self.strength.iter().sum::<f32>().max(f32::MIN_POSITIVE);
        let mut group: Vec<u32> = (0..).take(n).collect();
        let mut strength = self.strength.clone();
        let mut ties: Vec<f32> = vec![0.0; n];
        for _ in 0..MOST_ROUNDS {
            let mut moved = false;
            for i in 0..n {
                let links = &self.links[self.starts[i]..self.starts[i + 1]];
                for link in links {
                    ties[group[link.to as usize] as usize] += link.pull - link.push;
                }
                let own = group[i];
                strength[own as usize] -= self.strength[i];
                let gain = |to: u32| ties[to as usize] - self.strength[i] * strength[to as usize] / total;
                let mut best = (own, gain(own) + LEAST_GAIN);
                for link in links {
                    let to = group[link.to as usize];
                    let gain = gain(to);
                    if gain > best.1 || (gain == best.1 && to < best.0) {
                        best = (to, gain);
                    }
                }
                for link in links {
                    ties[group[link.to as usize] as usize] = 0.0;
                }
                group[i] = best.0;
                strength[best.0 as usize] += self.strength[i];
                moved |= best.0 != own;
            }
            if !moved {
                break;
            }
        }
        group
    }

    fn joined(&self, group: &[u32], count: usize) -> Self {
        let mut strength = vec![0.0; count];
        for (&group, own) in group.iter().zip(&self.strength) {
            strength[group as usize] += own;
        }
        let moved = self.links.iter().map(|link| Link {
            from: group[link.from as usize],
            to: group[link.to as usize],
            ..*link
        });
        Self::sorted(moved.filter(|link| link.from != link.to).collect(), strength)
    }
}

/// The same groups numbered from 0 in the order of their first nodes, and how many there are.
fn numbered(group: &[u32]) -> (Vec<u32>, usize) {
    let mut number = vec![None; group.len()];
    let mut count = 0;
    let numbers = group.iter().map(|&group| {
        *number[group as usize].get_or_insert_with(|| {
            count += 1;
            count - 1
        })
    });
    let numbers = numbers.collect();
    (numbers, count as usize)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn pull(a: u32, b: u32) -> Spring {
        Spring { a, b, pull: 1.0, push: 0.0 }
    }

    fn push(a: u32, b: u32) -> Spring {
        Spring { a, b, pull: 0.0, push: 1.0 }
    }

    #[test]
    fn two_triangles_with_one_tie_between_them_are_two_groups() {
        let springs = [pull(0, 1), pull(0, 2), pull(1, 2), pull(2, 3), pull(3, 4), pull(3, 5), pull(4, 5)];
        assert_eq!(communities(6, &springs), [0, 0, 0, 1, 1, 1]);
    }

    #[test]
    fn who_is_in_conflict_with_one_side_goes_to_the_other() {
        let sides = [pull(0, 1), pull(0, 2), pull(1, 2), pull(4, 5), pull(4, 6), pull(5, 6)];
        let between = [pull(2, 3), pull(3, 4)];
        let with_left_foe = [&sides[..], &between[..], &[push(0, 3)]].concat();
        let with_right_foe = [&sides[..], &between[..], &[push(3, 6)]].concat();
        assert_eq!(communities(7, &with_left_foe), [0, 0, 0, 1, 1, 1, 1]);
        assert_eq!(communities(7, &with_right_foe), [0, 0, 0, 0, 1, 1, 1]);
    }

    #[test]
    fn foes_and_strangers_stand_alone() {
        assert_eq!(communities(3, &[push(0, 1)]), [0, 1, 2]);
        assert_eq!(communities(0, &[]), [0_u32; 0]);
    }

    #[test]
    fn a_ring_of_cliques_is_found_over_levels() {
        let mut springs = Vec::new();
        for clique in 0..6_u32 {
            let first = 5 * clique;
            for a in 0..5 {
                springs.extend((a + 1..5).map(|b| pull(first + a, first + b)));
            }
            springs.push(pull(first.min((first + 5) % 30), first.max((first + 5) % 30)));
        }
        springs.sort_by_key(|s| (s.a, s.b));
        let expected: Vec<u32> = (0..30).map(|i| i / 5).collect();
        assert_eq!(communities(30, &springs), expected);
    }
}
