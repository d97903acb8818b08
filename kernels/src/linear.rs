//! A linear layer: rows of inputs times a matrix of weights, plus a bias. For many rows at a time.

use pulp::{Simd, WithSimd};

use crate::Processor;
use crate::block::{self, Block, LANES};

/// Blocks of outputs in a panel.
pub(crate) const PANEL: usize = 2;

/// Outputs of a panel.
const OUTPUTS: usize = PANEL * LANES;

/// The weights of a panel for one input, or its bias.
pub(crate) type PanelRow = [Block; PANEL];

/// A linear layer, its weights laid out for [`Linear::apply`].
pub struct Linear {
    inputs: usize,
    outputs: usize,
    /// For each panel of 32 outputs: the weights of input 0, of input 1, and so on.
    weights: Vec<PanelRow>,
    /// For each panel its bias.
    bias: Vec<PanelRow>,
}

impl Linear {
    /// Lays out `weight(output, input)` and `bias` (what is missing of it is zero). Outputs are filled
    /// up to a multiple of 32 with outputs that are always zero.
    pub fn new(inputs: usize, outputs: usize, weight: impl Fn(usize, usize) -> f32, bias: &[f32]) -> Self {
        let n_panels = outputs.div_ceil(OUTPUTS);
        let mut layer = Self {
            inputs,
            outputs,
            weights: vec![[block::ZERO; PANEL]; n_panels * inputs],
            bias: vec![[block::ZERO; PANEL]; n_panels],
        };
        for output in 0..outputs {
            let (panel, part, lane) = (output / OUTPUTS, output % OUTPUTS / LANES, output % LANES);
            for (input, weights) in layer.weights[panel * inputs..][..inputs].iter_mut().enumerate() {
                weights[part][lane] = weight(output, input);
            }
            layer.bias[panel][part][lane] = bias.get(output).copied().unwrap_or(0.0);
        }
        layer
    }

    /// Numbers in a row of the result: the outputs, filled up to a multiple of 32.
    #[must_use]
    pub fn width(&self) -> usize {
        self.outputs.next_multiple_of(OUTPUTS)
    }

    /// `result[row] = weights * rows[row] + bias`. `rows` holds rows of as many numbers as the layer
    /// has inputs, `result` must hold [`Linear::width`] numbers for each.
    ///
    /// # Panics
    /// If `result` is too short.
    pub fn apply(&self, processor: Processor, rows: &[f32], result: &mut [f32]) {
        processor.0.dispatch(Product { layer: self, rows, result });
    }

    fn panel(&self, panel: usize) -> &[PanelRow] {
        &self.weights[panel * self.inputs..][..self.inputs]
    }
}

struct Product<'a> {
    layer: &'a Linear,
    rows: &'a [f32],
    result: &'a mut [f32],
}

impl WithSimd for Product<'_> {
    type Output = ();

    #[inline(always)]
    fn with_simd<S: Simd>(self, simd: S) {
        let Self { layer, rows, result } = self;
        for panel in 0..layer.bias.len() {
            // Sums of 12 rows in 2 registers fill 24 registers; there may be but 16.
            let mut done = 0;
            if S::REGISTER_COUNT >= 32 {
                done = tiles::<S, 12>(simd, layer, panel, rows, result, done);
            } else {
                done = tiles::<S, 6>(simd, layer, panel, rows, result, done);
            }
            done = tiles::<S, 4>(simd, layer, panel, rows, result, done);
            tiles::<S, 1>(simd, layer, panel, rows, result, done);
        }
    }
}

/// Computes `ROWS` rows at a time in one panel as long as there are so many, from row `done` on; gives
/// the number of rows that are done then.
#[inline(always)]
fn tiles<S: Simd, const ROWS: usize>(
    simd: S,
    layer: &Linear,
    panel: usize,
    rows: &[f32],
    result: &mut [f32],
    mut done: usize,
) -> usize {
    let width = layer.width();
    while let Some(tile) = rows.get(done * layer.inputs..(done + ROWS) * layer.inputs) {
        let tile = std::array::from_fn(|row| &tile[row * layer.inputs..][..layer.inputs]);
        for register in (0..OUTPUTS / S::F32_LANES).step_by(2) {
            let sums = tile_sums::<S, ROWS>(simd, layer.panel(panel), &layer.bias[panel], tile, register);
            for (row, sums) in sums.iter().enumerate() {
                let outputs = &mut result[(done + row) * width + panel * OUTPUTS..][..OUTPUTS];
                S::as_mut_simd_f32s(outputs).0[register..register + 2].copy_from_slice(sums);
            }
        }
        done += ROWS;
    }
    done
}

/// Two registers of outputs of some rows.
#[inline(always)]
pub(crate) fn tile_sums<S: Simd, const ROWS: usize>(
    simd: S,
    weights: &[PanelRow],
    bias: &PanelRow,
    rows: [&[f32]; ROWS],
    register: usize,
) -> [[S::f32s; 2]; ROWS] {
    let mut sums = [pair::<S>(bias, register); ROWS];
    for (input, weights) in weights.iter().enumerate() {
        let weights = pair::<S>(weights, register);
        for row in 0..ROWS {
            let x = simd.splat_f32s(rows[row][input]);
            for part in 0..2 {
                sums[row][part] = simd.add_f32s(sums[row][part], simd.mul_f32s(x, weights[part]));
            }
        }
    }
    sums
}

/// Two registers of a panel's row.
#[inline(always)]
fn pair<S: Simd>(row: &PanelRow, register: usize) -> [S::f32s; 2] {
    let registers = S::as_simd_f32s(row.as_flattened()).0;
    [registers[register], registers[register + 1]]
}
