//! Groups of nodes with more that binds and less that parts them inside than chance would give.
//!
//! The method of Louvain (Blondel and others, 2008) on signed modularity (Gómez, Jensen and Arenas, 2009)
//! of plain indices and weights: the blocs of a map are found with it, and the start of a layout. Nodes
//! are visited in their order, ties go to the lower number: no chance is in it.

/// Rounds over all nodes of a level; it mostly ends after a few.
const MOST_ROUNDS: usize = 20;
const MOST_LEVELS: usize = 20;
/// A move must gain more than rounding could.
const LEAST_GAIN: f64 = 1e-7;

/// What lies between two nodes.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Bond {
    /// Index of one node.
    pub a: u32,
    /// Index of the other.
    pub b: u32,
    /// How hard they are bound, 0 or more.
    pub binds: f64,
    /// How hard they are parted, 0 or more.
    pub parts: f64,
}

/// The number of its group for each of `n` nodes, counted from 0 in the order of their first nodes.
/// Bonds between a node and itself, or one that is none of them, are passed over.
#[must_use]
pub fn communities(n: usize, bonds: &[Bond]) -> Vec<u32> {
    let mut group: Vec<u32> = (0..).take(n).collect();
    let mut level = Level::new(n, bonds);
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

/// What binds and what parts.
type Weights = [f64; 2];

/// A graph whose nodes are groups of the level before.
struct Level {
    links: Vec<Link>,
    /// Where the links of each node begin in `links`, and at last their number.
    starts: Vec<usize>,
    /// All that binds and all that parts each node, with what lies inside the group that it stands for.
    strength: Vec<Weights>,
}

#[derive(Clone, Copy)]
struct Link {
    from: u32,
    to: u32,
    weights: Weights,
}

impl Level {
    fn new(n: usize, bonds: &[Bond]) -> Self {
        let known = bonds.iter().filter(|bond| bond.a != bond.b && (bond.a.max(bond.b) as usize) < n);
        let mut links = Vec::with_capacity(2 * bonds.len());
        let mut strength = vec![[0.0; 2]; n];
        for bond in known {
            let weights = [bond.binds, bond.parts];
            for (from, to) in [(bond.a, bond.b), (bond.b, bond.a)] {
                links.push(Link { from, to, weights });
                add(&mut strength[from as usize], weights);
            }
        }
        Self::sorted(links, strength)
    }

    fn sorted(mut links: Vec<Link>, strength: Vec<Weights>) -> Self {
        links.sort_by_key(|link| (link.from, link.to));
        links.dedup_by(|next, kept| {
            let same = (next.from, next.to) == (kept.from, kept.to);
            if same {
                add(&mut kept.weights, next.weights);
            }
            same
        });
        let nodes = 0..=strength.len();
        let starts = nodes.map(|i| links.partition_point(|link| (link.from as usize) < i)).collect();
        Self { links, starts, strength }
    }

    /// Lets each node go to the neighbouring group it fits best, until none wants to.
    fn settle(&self) -> Vec<u32> {
        let n = self.strength.len();
        let mut total = [f64::MIN_POSITIVE; 2];
        self.strength.iter().for_each(|&strength| add(&mut total, strength));
        let mut group: Vec<u32> = (0..).take(n).collect();
        let mut strength = self.strength.clone();
        // For each group what lies between it and the node that is looked at.
        let mut ties: Vec<f64> = vec![0.0; n];
        for _ in 0..MOST_ROUNDS {
            let mut moved = false;
            for i in 0..n {
                let (own, links) = (group[i], &self.links[self.starts[i]..self.starts[i + 1]]);
                for link in links {
                    ties[group[link.to as usize] as usize] += link.weights[0] - link.weights[1];
                }
                add(&mut strength[own as usize], self.strength[i].map(|weight| -weight));
                // More than chance would give; of what parts less than chance.
                let gain = |to: u32| {
                    let by_chance =
                        |sign: usize| self.strength[i][sign] * strength[to as usize][sign] / total[sign];
                    ties[to as usize] - by_chance(0) + by_chance(1)
                };
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
                add(&mut strength[best.0 as usize], self.strength[i]);
                moved |= best.0 != own;
            }
            if !moved {
                break;
            }
        }
        group
    }

    fn joined(&self, group: &[u32], count: usize) -> Self {
        let mut strength = vec![[0.0; 2]; count];
        for (&group, &own) in group.iter().zip(&self.strength) {
            add(&mut strength[group as usize], own);
        }
        let moved = self.links.iter().map(|link| Link {
            from: group[link.from as usize],
            to: group[link.to as usize],
            ..*link
        });
        Self::sorted(moved.filter(|link| link.from != link.to).collect(), strength)
    }
}

fn add(sum: &mut Weights, weights: Weights) {
    sum[0] += weights[0];
    sum[1] += weights[1];
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

    fn bound(a: u32, b: u32) -> Bond {
        Bond { a, b, binds: 1.0, parts: 0.0 }
    }

    fn parted(a: u32, b: u32) -> Bond {
        Bond { a, b, binds: 0.0, parts: 1.0 }
    }

    /// What binds inside the groups as a share of all, less what chance would give (Newman, 2004).
    fn modularity(group: &[u32], bonds: &[Bond]) -> f64 {
        let groups = group.iter().max().map_or(0, |most| *most as usize + 1);
        let (mut inside, mut strength) = (0.0, vec![0.0; groups]);
        for bond in bonds {
            let [a, b] = [bond.a, bond.b].map(|end| group[end as usize] as usize);
            inside += if a == b { bond.binds } else { 0.0 };
            strength[a] += bond.binds;
            strength[b] += bond.binds;
        }
        let all: f64 = bonds.iter().map(|bond| bond.binds).sum();
        inside / all - strength.iter().map(|sum| (sum / (2.0 * all)).powi(2)).sum::<f64>()
    }

    #[test]
    fn two_triangles_with_one_tie_between_them_are_two_groups() {
        let bonds =
            [bound(0, 1), bound(0, 2), bound(1, 2), bound(2, 3), bound(3, 4), bound(3, 5), bound(4, 5)];
        assert_eq!(communities(6, &bonds), [0, 0, 0, 1, 1, 1]);
    }

    #[test]
    fn who_is_in_conflict_with_one_side_goes_to_the_other() {
        let sides = [bound(0, 1), bound(0, 2), bound(1, 2), bound(4, 5), bound(4, 6), bound(5, 6)];
        let between = [bound(2, 3), bound(3, 4)];
        let with_left_foe = [&sides[..], &between[..], &[parted(0, 3)]].concat();
        let with_right_foe = [&sides[..], &between[..], &[parted(3, 6)]].concat();
        assert_eq!(communities(7, &with_left_foe), [0, 0, 0, 1, 1, 1, 1]);
        assert_eq!(communities(7, &with_right_foe), [0, 0, 0, 0, 1, 1, 1]);
    }

    #[test]
    fn foes_and_strangers_stand_alone() {
        assert_eq!(communities(3, &[parted(0, 1)]), [0, 1, 2]);
        assert_eq!(communities(0, &[]), [0_u32; 0]);
        assert_eq!(communities(2, &[bound(0, 0), bound(1, 7)]), [0, 1]);
    }

    #[test]
    fn a_ring_of_cliques_is_found_over_levels() {
        let mut bonds = Vec::new();
        for clique in 0..6_u32 {
            let first = 5 * clique;
            for a in 0..5 {
                bonds.extend((a + 1..5).map(|b| bound(first + a, first + b)));
            }
            bonds.push(bound(first, (first + 5) % 30));
        }
        let expected: Vec<u32> = (0..30).map(|i| i / 5).collect();
        assert_eq!(communities(30, &bonds), expected);
    }

    #[test]
    fn neither_the_order_nor_the_direction_of_bonds_matters() {
        let bonds = karate_club();
        let mut turned: Vec<Bond> =
            bonds.iter().rev().map(|bond| Bond { a: bond.b, b: bond.a, ..*bond }).collect();
        turned.rotate_left(11);
        assert_eq!(communities(34, &bonds), communities(34, &turned));
    }

    #[test]
    fn the_karate_club_comes_apart_as_it_did() {
        let group = communities(34, &karate_club());
        // The best there is: 0.4198, with four groups (Brandes and others, 2008).
        let found = modularity(&group, &karate_club());
        assert!(found > 0.41, "{found}: {group:?}");
        assert_eq!(group.iter().max(), Some(&3));
        // Who stood by the teacher and who by the president when it split.
        let teacher = [0, 1, 2, 3, 4, 5, 6, 7, 10, 11, 12, 13, 16, 17, 19, 21];
        let president = [14, 15, 18, 20, 22, 23, 24, 25, 26, 27, 28, 29, 30, 31, 32, 33];
        for one in teacher {
            assert!(president.iter().all(|&other| group[one] != group[other]), "{one}: {group:?}");
        }
    }

    /// A network in balance parts into its camps, whatever is traded across (Harary, 1953).
    #[test]
    fn camps_in_balance_are_found_though_they_trade_with_each_other() {
        let mut bonds = Vec::new();
        for a in 0..12_u32 {
            for b in a + 1..12 {
                bonds.push(if a % 3 == b % 3 { bound(a, b) } else { parted(a, b) });
                if a % 3 != b % 3 && (a + b) % 4 == 0 {
                    bonds.push(Bond { binds: 0.8, ..bound(a, b) });
                }
            }
        }
        let expected: Vec<u32> = (0..12).map(|i| i % 3).collect();
        assert_eq!(communities(12, &bonds), expected);
    }

    /// Zachary's karate club (1977): who was seen with whom outside of it.
    fn karate_club() -> Vec<Bond> {
        let friends: [(u32, &[u32]); 26] = [
            (0, &[1, 2, 3, 4, 5, 6, 7, 8, 10, 11, 12, 13, 17, 19, 21, 31]),
            (1, &[2, 3, 7, 13, 17, 19, 21, 30]),
            (2, &[3, 7, 8, 9, 13, 27, 28, 32]),
            (3, &[7, 12, 13]),
            (4, &[6, 10]),
            (5, &[6, 10, 16]),
            (6, &[16]),
            (8, &[30, 32, 33]),
            (9, &[33]),
            (13, &[33]),
            (14, &[32, 33]),
            (15, &[32, 33]),
            (18, &[32, 33]),
            (19, &[33]),
            (20, &[32, 33]),
            (22, &[32, 33]),
            (23, &[25, 27, 29, 32, 33]),
            (24, &[25, 27, 31]),
            (25, &[31]),
            (26, &[29, 33]),
            (27, &[33]),
            (28, &[31, 33]),
            (29, &[32, 33]),
            (30, &[32, 33]),
            (31, &[32, 33]),
            (32, &[33]),
        ];
        let bonds: Vec<Bond> =
            friends.iter().flat_map(|(a, others)| others.iter().map(|b| bound(*a, *b))).collect();
        assert_eq!(bonds.len(), 78);
        bonds
    }
}
