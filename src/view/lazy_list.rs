//! A list of rows of different heights of which only those in view are laid out.
//!
//! Heights are guesses until a row was on the screen; then they are what it needed.

use egui::{Rect, ScrollArea, Ui, UiBuilder, pos2};

/// Heights of the rows of one list.
#[derive(Debug, Default)]
pub struct LazyList {
    heights: Vec<f32>,
    width: f32,
    /// A row to bring into view on the next frame.
    target: Option<usize>,
}

impl LazyList {
    /// A list with guessed heights, at its start.
    #[must_use]
    pub fn new(heights: Vec<f32>) -> Self {
        Self { heights, width: 0.0, target: None }
    }

    /// Brings a row into view on the next frame.
    pub fn scroll_to(&mut self, row: usize) {
        self.target = Some(row);
    }

    /// Draws the rows that are in view. Each call of `row_ui` gets a `Ui` over the whole width and
    /// takes as much height as it needs.
    pub fn show(&mut self, ui: &mut Ui, salt: impl egui::AsIdSalt, mut row_ui: impl FnMut(&mut Ui, usize)) {
        ui.spacing_mut().item_spacing.y = 0.0;
        let mut area = ScrollArea::vertical().id_salt(salt).auto_shrink(false);
        if let Some(target) = self.target.take() {
            let before: f32 = self.heights.iter().take(target).sum();
            let height = self.heights.get(target).copied().unwrap_or(0.0);
            // A little of what stands before shows that there is more.
            let room = (ui.available_height() - height).max(0.0);
            area = area.vertical_scroll_offset((before - (0.25 * room).min(96.0)).max(0.0));
        }
        area.show_viewport(ui, |ui, viewport| {
            let mut changed = (self.width - ui.available_width()).abs() > 0.5;
            self.width = ui.available_width();
            let left = ui.max_rect().left();
            let top = ui.max_rect().top();
            let mut y = 0.0;
            for (index, height) in self.heights.iter_mut().enumerate() {
                if y + *height >= viewport.top() && y <= viewport.bottom() {
                    let place = Rect::from_min_size(pos2(left, top + y), egui::vec2(self.width, *height));
                    let builder = UiBuilder::new().max_rect(place).id_salt(index);
                    let needed = ui.scope_builder(builder, |ui| {
                        row_ui(ui, index);
                        ui.min_rect().height()
                    });
                    if (needed.inner - *height).abs() > 0.5 {
                        *height = needed.inner;
                        changed = true;
                    }
                }
                y += *height;
            }
            ui.expand_to_include_y(top + y);
            if changed {
                ui.ctx().request_repaint();
            }
        });
    }
}
