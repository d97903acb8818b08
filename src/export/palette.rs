//! Colours of the picture, light and dark, as plain RGB: blue is cooperation, orange is conflict.
//!
//! `view/theme.rs` makes the window's colours from these and adds its own.

use crate::event::Quad;
use crate::graph::{Relation, Sign};
use crate::session::correction::NoteColour;

/// Red, green, blue.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Rgb(pub u8, pub u8, pub u8);

impl Rgb {
    /// From `0xRRGGBB`.
    #[must_use]
    pub const fn hex(hex: u32) -> Self {
        Self((hex >> 16) as u8, (hex >> 8) as u8, hex as u8)
    }

    /// `#rrggbb`.
    #[must_use]
    pub fn css(self) -> String {
        format!("#{:02x}{:02x}{:02x}", self.0, self.1, self.2)
    }

    /// Red, green, blue in this order.
    #[must_use]
    pub fn channels(self) -> [u8; 3] {
        [self.0, self.1, self.2]
    }

    /// This colour laid over another with an opacity from 0 to 1.
    #[must_use]
    pub fn over(self, under: Self, opacity: f32) -> Self {
        let mix = |a: u8, b: u8| {
            let mixed = f32::from(a) * opacity + f32::from(b) * (1.0 - opacity);
            mixed.round().clamp(0.0, 255.0) as u8
        };
        Self(mix(self.0, under.0), mix(self.1, under.1), mix(self.2, under.2))
    }
}

/// All colours of the picture in one theme.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Palette {
    /// Ground of the map.
    pub paper: Rgb,
    /// Ground of panels and the legend.
    pub panel: Rgb,
    /// Raised or hovered.
    pub raised: Rgb,
    /// Lines between panels.
    pub hairline: Rgb,
    /// Text.
    pub text: Rgb,
    /// Second text.
    pub second_text: Rgb,
    /// Verbal cooperation.
    pub cooperation_verbal: Rgb,
    /// Material cooperation.
    pub cooperation_material: Rgb,
    /// Cooperation as text.
    pub cooperation_text: Rgb,
    /// Verbal conflict.
    pub conflict_verbal: Rgb,
    /// Material conflict.
    pub conflict_material: Rgb,
    /// Conflict as text.
    pub conflict_text: Rgb,
    /// Neither side prevails.
    pub mixed: Rgb,
    /// Selection, focus and the one main action.
    pub selection: Rgb,
    /// Ground of a selected row.
    pub selected_row: Rgb,
    /// Unread, damaged, undated: as text.
    pub warning: Rgb,
    /// Fill of an actor in no bloc.
    pub node: Rgb,
    /// Ring of an actor in no bloc.
    pub node_ring: Rgb,
    /// Fill and line of the actors of a bloc: hues of Tol's muted scheme without blue, orange and teal,
    /// safe for colour-blind eyes.
    pub blocs: [[Rgb; 2]; 6],
    /// Opacity of a link at rest.
    pub link_opacity: f32,
}

/// Light: ink on paper.
pub const LIGHT: Palette = Palette {
    paper: Rgb::hex(0xF7F6F2),
    panel: Rgb::hex(0xFFFFFF),
    raised: Rgb::hex(0xEFEDE6),
    hairline: Rgb::hex(0xE1DED5),
    text: Rgb::hex(0x1E2328),
    second_text: Rgb::hex(0x59636D),
    cooperation_verbal: Rgb::hex(0x5690D0),
    cooperation_material: Rgb::hex(0x1F5899),
    cooperation_text: Rgb::hex(0x235FA6),
    conflict_verbal: Rgb::hex(0xD5751E),
    conflict_material: Rgb::hex(0xA94F06),
    conflict_text: Rgb::hex(0xA94F06),
    mixed: Rgb::hex(0x868C94),
    selection: Rgb::hex(0x0B7A75),
    selected_row: Rgb::hex(0xE9F4F3),
    warning: Rgb::hex(0x785E00),
    node: Rgb::hex(0xA9AEB4),
    node_ring: Rgb::hex(0x70777F),
    blocs: [
        [Rgb::hex(0xAA4499), Rgb::hex(0x7D2C70)],
        [Rgb::hex(0x999933), Rgb::hex(0x6B6B1C)],
        [Rgb::hex(0x117733), Rgb::hex(0x0E5A28)],
        [Rgb::hex(0xCC6677), Rgb::hex(0x973B4B)],
        [Rgb::hex(0xDDCC77), Rgb::hex(0x75671C)],
        [Rgb::hex(0x882255), Rgb::hex(0x6E1945)],
    ],
    link_opacity: 0.85,
};

/// Dark: the full tone is the brighter one.
pub const DARK: Palette = Palette {
    paper: Rgb::hex(0x14171A),
    panel: Rgb::hex(0x1B1F24),
    raised: Rgb::hex(0x262B31),
    hairline: Rgb::hex(0x2C3238),
    text: Rgb::hex(0xE8E6E0),
    second_text: Rgb::hex(0xA2AAB2),
    cooperation_verbal: Rgb::hex(0x5288C4),
    cooperation_material: Rgb::hex(0x8FC0FA),
    cooperation_text: Rgb::hex(0x74ABEA),
    conflict_verbal: Rgb::hex(0xC58445),
    conflict_material: Rgb::hex(0xFFB066),
    conflict_text: Rgb::hex(0xF2A35E),
    mixed: Rgb::hex(0x858C94),
    selection: Rgb::hex(0x4CC2BC),
    selected_row: Rgb::hex(0x1A3332),
    warning: Rgb::hex(0xD8B64A),
    node: Rgb::hex(0x6B737B),
    node_ring: Rgb::hex(0x9AA2AA),
    blocs: [
        [Rgb::hex(0xB95CAA), Rgb::hex(0xD48AC8)],
        [Rgb::hex(0xA9A944), Rgb::hex(0xC6C66A)],
        [Rgb::hex(0x3A9A5C), Rgb::hex(0x6CC48B)],
        [Rgb::hex(0xCC6677), Rgb::hex(0xE595A2)],
        [Rgb::hex(0xC8B868), Rgb::hex(0xE3D68F)],
        [Rgb::hex(0xA04070), Rgb::hex(0xD187AA)],
    ],
    link_opacity: 0.75,
};

/// The names of the colours of blocs, in order: a person may give them to actors.
pub const HUES: [&str; 6] = ["Purple", "Olive", "Green", "Rose", "Sand", "Wine"];

impl Palette {
    /// The colour of a note, which is always named too: those of blocs, without the colours of links. One
    /// without a colour is in that of second text.
    #[must_use]
    pub fn note(&self, colour: Option<NoteColour>) -> Rgb {
        let dark = *self == DARK;
        match (colour, dark) {
            (None, _) => self.second_text,
            (Some(NoteColour::Green), false) => Rgb(0x11, 0x77, 0x33),
            (Some(NoteColour::Green), true) => Rgb(0x6C, 0xC4, 0x8B),
            (Some(NoteColour::Sand), false) => Rgb(0x8A, 0x7A, 0x2A),
            (Some(NoteColour::Sand), true) => Rgb(0xDD, 0xCC, 0x77),
            (Some(NoteColour::Rose), false) => Rgb(0xB8, 0x4A, 0x5C),
            (Some(NoteColour::Rose), true) => Rgb(0xE6, 0x8A, 0x99),
            (Some(NoteColour::Wine), false) => Rgb(0x88, 0x22, 0x55),
            (Some(NoteColour::Wine), true) => Rgb(0xC9, 0x6A, 0x9A),
            (Some(NoteColour::Purple), false) => Rgb(0x8A, 0x35, 0x8A),
            (Some(NoteColour::Purple), true) => Rgb(0xD4, 0x8A, 0xC8),
        }
    }

    /// Fill and line of a bloc; `None` where there is no hue left for it.
    #[must_use]
    pub fn bloc(&self, bloc: usize) -> Option<[Rgb; 2]> {
        self.blocs.get(bloc).copied()
    }

    /// The colour of a quad class.
    #[must_use]
    pub fn quad(&self, quad: Quad) -> Rgb {
        match quad {
            Quad::VerbalCooperation => self.cooperation_verbal,
            Quad::MaterialCooperation => self.cooperation_material,
            Quad::VerbalConflict => self.conflict_verbal,
            Quad::MaterialConflict => self.conflict_material,
        }
    }

    /// The colour of a link: its sign, in the full tone where it is more material than verbal.
    #[must_use]
    pub fn link(&self, relation: &Relation) -> Rgb {
        match (relation.sign(), relation.is_material()) {
            (Sign::Cooperation, false) => self.cooperation_verbal,
            (Sign::Cooperation, true) => self.cooperation_material,
            (Sign::Conflict, false) => self.conflict_verbal,
            (Sign::Conflict, true) => self.conflict_material,
            (Sign::Mixed, _) => self.mixed,
        }
    }
}
