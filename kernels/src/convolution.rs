//! A convolution over a window of three rows, by Winograd's minimal filtering F(6, 3).
//!
//! Computed as it is written, each row of outputs needs three products of 96 inputs with a matrix of
//! weights. Six neighbouring rows share most of their inputs: when the eight inputs and the three
//! weights are first combined, eight products give all six rows instead of eighteen (Winograd 1980;
//! Lavin and Gray 2016, "Fast Algorithms for Convolutional Neural Networks"). The three weights are
//! seen as a polynomial, and its values at 0, 1, -1, 2, -2, 1/2, -1/2 and infinity are what the
//! products are made with. The answer is the same up to rounding.

use pulp::{Simd, WithSimd};

use crate::block::{self, LANES};
use crate::linear::{PANEL, PanelRow, tile_sums};
use crate::{PIECES, Pieces, Processor, Row, WIDTH};

/// Rows of outputs that a tile gives.
const TILE: usize = 6;

/// Rows of inputs that a tile needs, which is also its number of products.
const POINTS: usize = 8;

/// Products have no bias: it belongs to the maxout that follows.
const NO_BIAS: PanelRow = [block::ZERO; PANEL];

/// Tiles that are computed together at most.
const MOST_TILES: usize = 12;

/// Rows that must follow the row after the last: the last tiles may reach so far.
pub const MARGIN: usize = TILE;

/// A convolution's weights.
///
/// They are kept as they are trained, in half precision, and combined for the products each time a
/// panel is used. That takes a twentieth of the time for a text of 500 words; the combined weights of
/// all layers are five times as large and would not fit into the cache next to the processor.
pub struct Convolution {
    filters: Vec<Filter>,
}

/// The weights of 32 outputs as half-precision numbers: for each input, for each of the three rows.
type Filter = [[[[u16; LANES]; PANEL]; WINDOW]; WIDTH];

/// Rows of the window.
const WINDOW: usize = 3;

/// The weights of 32 outputs, combined: for each of the products, for each input.
type Panel = [[PanelRow; WIDTH]; POINTS];

/// Buffers that are kept from one text to the next.
#[derive(Default)]
pub struct ConvolutionScratch {
    rows: Vec<Combined>,
    panel: Vec<Panel>,
    products: Vec<Products>,
}

/// The eight combined rows of a tile.
type Combined = [Row; POINTS];

/// The products of a group of tiles in a panel.
type Products = [[PanelRow; MOST_TILES]; POINTS];

impl Convolution {
    /// Lays out `weight(output, offset, input)`, where the offset 0 is the row before. Weights are
    /// rounded to half precision.
    pub fn new(weight: impl Fn(usize, usize, usize) -> f32) -> Self {
        let mut filters = vec![[[[[0; LANES]; PANEL]; WINDOW]; WIDTH]; PIECES * WIDTH / LANES / PANEL];
        for (index, filter) in filters.iter_mut().enumerate() {
            for (input, rows) in filter.iter_mut().enumerate() {
                for (offset, weights) in rows.iter_mut().enumerate() {
                    for (at, half) in weights.as_flattened_mut().iter_mut().enumerate() {
                        let output = index * PANEL * LANES + at;
                        *half = half::f16::from_f32(weight(output, offset, input)).to_bits();
                    }
                }
            }
        }
        Self { filters }
    }

    /// Computes as many rows as `result` holds. Row 0 of the result stands at row 1 of `rows`; rows up
    /// to [`MARGIN`] beyond the last must be there and are read, but do not matter.
    pub fn apply(
        &self,
        processor: Processor,
        rows: &[Row],
        scratch: &mut ConvolutionScratch,
        result: &mut [Pieces],
    ) {
        let n_tiles = result.len().div_ceil(TILE);
        scratch.rows.resize(n_tiles, [[0.0; WIDTH]; POINTS]);
        scratch.panel.resize(1, [[[block::ZERO; PANEL]; WIDTH]; POINTS]);
        scratch.products.resize(1, [[[block::ZERO; PANEL]; MOST_TILES]; POINTS]);
        let ConvolutionScratch { rows: combined, panel, products } = scratch;
        let (panel, products) = (&mut panel[0], &mut products[0]);
        processor.0.dispatch(Run { filters: &self.filters, rows, combined, panel, products, result });
    }
}

struct Run<'a> {
    filters: &'a [Filter],
    rows: &'a [Row],
    combined: &'a mut [Combined],
    panel: &'a mut Panel,
    products: &'a mut Products,
    result: &'a mut [Pieces],
}

impl WithSimd for Run<'_> {
    type Output = ();

    #[inline(always)]
    fn with_simd<S: Simd>(self, simd: S) {
        let Self { filters, rows, combined, panel, products, result } = self;
        for (tile, combined) in combined.iter_mut().enumerate() {
            combine_rows(&rows[tile * TILE..][..POINTS], combined);
        }
        for (index, filter) in filters.iter().enumerate() {
            combine_filter(simd, filter, panel);
            let column = index * PANEL * LANES;
            // Sums of 12 tiles in 2 registers fill 24 registers; there may be but 16.
            let (tiles, rows) = if S::REGISTER_COUNT >= 32 {
                filter_groups::<S, 12>(simd, panel, combined, products, result, column)
            } else {
                filter_groups::<S, 6>(simd, panel, combined, products, result, column)
            };
            let (tiles, rows) = filter_groups::<S, 4>(simd, panel, tiles, products, rows, column);
            let (tiles, rows) = filter_groups::<S, 2>(simd, panel, tiles, products, rows, column);
            filter_groups::<S, 1>(simd, panel, tiles, products, rows, column);
        }
    }
}

/// The weights of a panel, combined for the eight products.
#[inline(always)]
fn combine_filter<S: Simd>(simd: S, filter: &Filter, panel: &mut Panel) {
    for (input, rows) in filter.iter().enumerate() {
        let mut wide = [[0.0; PANEL * LANES]; WINDOW];
        for (wide, row) in wide.iter_mut().zip(rows) {
            for (wide, half) in wide.iter_mut().zip(row.as_flattened()) {
                *wide = widen(*half);
            }
        }
        let [g0, g1, g2] = &wide;
        let (g0, g1, g2) = (S::as_simd_f32s(g0).0, S::as_simd_f32s(g1).0, S::as_simd_f32s(g2).0);
        for register in 0..PANEL * LANES / S::F32_LANES {
            let points = points_of(simd, [g0[register], g1[register], g2[register]]);
            for (panel, point) in panel.iter_mut().zip(points) {
                S::as_mut_simd_f32s(panel[input].as_flattened_mut()).0[register] = point;
            }
        }
    }
}

/// The values of the polynomial `g0 + g1 x + g2 x^2` at the points, each with its factor.
#[inline(always)]
fn points_of<S: Simd>(simd: S, [g0, g1, g2]: [S::f32s; WINDOW]) -> [S::f32s; POINTS] {
    let times = |factor, x| simd.mul_f32s(simd.splat_f32s(factor), x);
    let (add, sub) = (|a, b| simd.add_f32s(a, b), |a, b| simd.sub_f32s(a, b));
    let (one, one_odd) = (times(-2.0 / 9.0, add(g0, g2)), times(-2.0 / 9.0, g1));
    let (two, two_odd) = (add(times(1.0 / 90.0, g0), times(2.0 / 45.0, g2)), times(1.0 / 45.0, g1));
    let (half, half_odd) = (add(times(32.0 / 45.0, g0), times(8.0 / 45.0, g2)), times(16.0 / 45.0, g1));
    [
        g0,
        add(one, one_odd),
        sub(one, one_odd),
        add(two, two_odd),
        sub(two, two_odd),
        add(half, half_odd),
        sub(half, half_odd),
        g2,
    ]
}

/// A half-precision number as a single-precision one, exactly, in operations that every processor has
/// for whole registers: the exponent's bias is mended by a product with a power of two. There are no
/// infinities among weights.
#[inline(always)]
fn widen(half: u16) -> f32 {
    let bits = u32::from(half);
    f32::from_bits((bits & 0x8000) << 16 | (bits & 0x7fff) << 13) * f32::from_bits(0x7780_0000)
}

/// The eight rows of a tile, combined for the eight products.
#[inline(always)]
fn combine_rows(rows: &[Row], combined: &mut Combined) {
    let [d0, d1, d2, d3, d4, d5, d6, d7] = rows else { return };
    let [zero, one, minus_one, two, minus_two, half, minus_half, infinity] = combined;
    for i in 0..WIDTH {
        zero[i] = (d0[i] - d6[i]) + 5.25 * (d4[i] - d2[i]);
        infinity[i] = (d7[i] - d1[i]) + 5.25 * (d3[i] - d5[i]);
        let even = (d2[i] + d6[i]) - 4.25 * d4[i];
        let odd = (d1[i] + d5[i]) - 4.25 * d3[i];
        one[i] = even + odd;
        minus_one[i] = even - odd;
        let even = (0.25 * d2[i] - 1.25 * d4[i]) + d6[i];
        let odd = (0.5 * d1[i] - 2.5 * d3[i]) + 2.0 * d5[i];
        two[i] = even + odd;
        minus_two[i] = even - odd;
        let even = (4.0 * d2[i] - 5.0 * d4[i]) + d6[i];
        let odd = (2.0 * d1[i] - 2.5 * d3[i]) + 0.5 * d5[i];
        half[i] = even + odd;
        minus_half[i] = even - odd;
    }
}

/// The outputs of a panel for groups of so many tiles, as long as there are so many; gives the tiles
/// that are left, and the rows that they will fill.
#[inline(always)]
fn filter_groups<'a, S: Simd, const TILES: usize>(
    simd: S,
    panel: &Panel,
    tiles: &'a [Combined],
    products: &mut Products,
    rows: &'a mut [Pieces],
    column: usize,
) -> (&'a [Combined], &'a mut [Pieces]) {
    let (groups, left) = tiles.as_chunks::<TILES>();
    let (rows, rows_left) = rows.split_at_mut(rows.len().min(groups.len() * TILES * TILE));
    for (tiles, rows) in groups.iter().zip(rows.chunks_mut(TILES * TILE)) {
        filter_group(simd, panel, tiles, products, rows, column);
    }
    (left, rows_left)
}

/// The outputs of a group of tiles in one panel, two registers at a time.
#[inline(always)]
fn filter_group<S: Simd, const TILES: usize>(
    simd: S,
    panel: &Panel,
    tiles: &[Combined; TILES],
    products: &mut Products,
    rows: &mut [Pieces],
    column: usize,
) {
    for register in (0..PANEL * LANES / S::F32_LANES).step_by(2) {
        for (point, products) in products.iter_mut().enumerate() {
            let inputs = std::array::from_fn(|tile| &tiles[tile][point][..]);
            let sums = tile_sums::<S, TILES>(simd, &panel[point], &NO_BIAS, inputs, register);
            for (product, sums) in products.iter_mut().zip(sums) {
                let into = S::as_mut_simd_f32s(product.as_flattened_mut()).0;
                into[register..register + 2].copy_from_slice(&sums);
            }
        }
        for register in register..register + 2 {
            for (tile, rows) in rows.chunks_mut(TILE).enumerate() {
                write_tile(simd, products, tile, rows, column, register);
            }
        }
    }
}

/// One register of a tile's outputs.
#[inline(always)]
fn write_tile<S: Simd>(
    simd: S,
    products: &Products,
    tile: usize,
    rows: &mut [Pieces],
    column: usize,
    register: usize,
) {
    let of = |point: usize| S::as_simd_f32s(products[point][tile].as_flattened()).0[register];
    for (row, outputs) in rows.iter_mut().zip(uncombine(simd, std::array::from_fn(of))) {
        let row = &mut row[column..][..PANEL * LANES];
        S::as_mut_simd_f32s(row).0[register] = outputs;
    }
}

/// The six rows of outputs that the eight products hold.
#[inline(always)]
fn uncombine<S: Simd>(simd: S, products: [S::f32s; POINTS]) -> [S::f32s; TILE] {
    let [zero, one, minus_one, two, minus_two, half, minus_half, infinity] = products;
    let add = |a, b| simd.add_f32s(a, b);
    // `ones + by * twos + 1 / by * halves`: in row `n` the values at 2 count 2^n times.
    let row = |ones, twos, halves, by: f32| {
        let scaled = |x, by| simd.mul_f32s(simd.splat_f32s(by), x);
        add(add(ones, scaled(twos, by)), scaled(halves, 1.0 / by))
    };
    let (even, odd) = (add(one, minus_one), simd.sub_f32s(one, minus_one));
    let (even_two, odd_two) = (add(two, minus_two), simd.sub_f32s(two, minus_two));
    let (even_half, odd_half) = (add(half, minus_half), simd.sub_f32s(half, minus_half));
    [
        add(zero, add(add(even, even_two), even_half)),
        row(odd, odd_two, odd_half, 2.0),
        row(even, even_two, even_half, 4.0),
        row(odd, odd_two, odd_half, 8.0),
        row(even, even_two, even_half, 16.0),
        add(infinity, row(odd, odd_two, odd_half, 32.0)),
    ]
}
