//! Icons: code points of the embedded Material Symbols subset (`assets/fonts/icons.tsv`).

/// `add`
pub const ADD: char = '\u{E145}';
/// `arrow_back`
pub const ARROW_BACK: char = '\u{E5C4}';
/// `article`
pub const ARTICLE: char = '\u{EF42}';
/// `bottom_panel_close`
pub const BOTTOM_PANEL_CLOSE: char = '\u{F72A}';
/// `bottom_panel_open`
pub const BOTTOM_PANEL_OPEN: char = '\u{F729}';
/// `calendar_month`
pub const CALENDAR_MONTH: char = '\u{EBCC}';
/// `cancel`
pub const CANCEL: char = '\u{E5C9}';
/// `check`
pub const CHECK: char = '\u{E5CA}';
/// `chevron_left`
pub const CHEVRON_LEFT: char = '\u{E408}';
/// `chevron_right`
pub const CHEVRON_RIGHT: char = '\u{E409}';
/// `close`
pub const CLOSE: char = '\u{E14C}';
/// `compare`
pub const COMPARE: char = '\u{E3B9}';
/// `content_paste`
pub const CONTENT_PASTE: char = '\u{E14F}';
/// `dark_mode`
pub const DARK_MODE: char = '\u{E51C}';
/// `delete`
pub const DELETE: char = '\u{E872}';
/// `download`
pub const DOWNLOAD: char = '\u{E171}';
/// `drive_file_rename_outline`
pub const DRIVE_FILE_RENAME_OUTLINE: char = '\u{E9A2}';
/// `edit`
pub const EDIT: char = '\u{E150}';
/// `error`
pub const ERROR: char = '\u{E000}';
/// `event_busy`
pub const EVENT_BUSY: char = '\u{E615}';
/// `expand_less`
pub const EXPAND_LESS: char = '\u{E5CE}';
/// `expand_more`
pub const EXPAND_MORE: char = '\u{E5CF}';
/// `filter_list`
pub const FILTER_LIST: char = '\u{E152}';
/// `fit_screen`
pub const FIT_SCREEN: char = '\u{EA10}';
/// `folder_open`
pub const FOLDER_OPEN: char = '\u{E2C8}';
/// `help`
pub const HELP: char = '\u{E887}';
/// `history`
pub const HISTORY: char = '\u{E28E}';
/// `hub`
pub const HUB: char = '\u{E9F4}';
/// `info`
pub const INFO: char = '\u{E88E}';
/// `keep`
pub const KEEP: char = '\u{E6AA}';
/// `keyboard`
pub const KEYBOARD: char = '\u{E312}';
/// `left_panel_close`
pub const LEFT_PANEL_CLOSE: char = '\u{F717}';
/// `left_panel_open`
pub const LEFT_PANEL_OPEN: char = '\u{F716}';
/// `light_mode`
pub const LIGHT_MODE: char = '\u{E518}';
/// `lock`
pub const LOCK: char = '\u{E88D}';
/// `map`
pub const MAP: char = '\u{E55B}';
/// `more_horiz`
pub const MORE_HORIZ: char = '\u{E5D3}';
/// `open_in_new`
pub const OPEN_IN_NEW: char = '\u{E895}';
/// `public`
pub const PUBLIC: char = '\u{E80B}';
/// `push_pin`
pub const PUSH_PIN: char = '\u{F10D}';
/// `rate_review`
pub const RATE_REVIEW: char = '\u{E560}';
/// `record_voice_over`
pub const RECORD_VOICE_OVER: char = '\u{E91F}';
/// `redo`
pub const REDO: char = '\u{E15A}';
/// `refresh`
pub const REFRESH: char = '\u{E5D5}';
/// `remove`
pub const REMOVE: char = '\u{E15B}';
/// `right_panel_close`
pub const RIGHT_PANEL_CLOSE: char = '\u{F705}';
/// `right_panel_open`
pub const RIGHT_PANEL_OPEN: char = '\u{F704}';
/// `save`
pub const SAVE: char = '\u{E161}';
/// `search`
pub const SEARCH: char = '\u{E8B6}';
/// `settings`
pub const SETTINGS: char = '\u{E8B8}';
/// `sort`
pub const SORT: char = '\u{E164}';
/// `sync_alt`
pub const SYNC_ALT: char = '\u{EA18}';
/// `undo`
pub const UNDO: char = '\u{E166}';
/// `visibility`
pub const VISIBILITY: char = '\u{E417}';
/// `visibility_off`
pub const VISIBILITY_OFF: char = '\u{E8F5}';
/// `warning`
pub const WARNING: char = '\u{E002}';

/// All of them with their names, in the order of the file.
pub const ALL: [(&str, char); 56] = [
    ("add", ADD),
    ("arrow_back", ARROW_BACK),
    ("article", ARTICLE),
    ("bottom_panel_close", BOTTOM_PANEL_CLOSE),
    ("bottom_panel_open", BOTTOM_PANEL_OPEN),
    ("calendar_month", CALENDAR_MONTH),
    ("cancel", CANCEL),
    ("check", CHECK),
    ("chevron_left", CHEVRON_LEFT),
    ("chevron_right", CHEVRON_RIGHT),
    ("close", CLOSE),
    ("compare", COMPARE),
    ("content_paste", CONTENT_PASTE),
    ("dark_mode", DARK_MODE),
    ("delete", DELETE),
    ("download", DOWNLOAD),
    ("drive_file_rename_outline", DRIVE_FILE_RENAME_OUTLINE),
    ("edit", EDIT),
    ("error", ERROR),
    ("event_busy", EVENT_BUSY),
    ("expand_less", EXPAND_LESS),
    ("expand_more", EXPAND_MORE),
    ("filter_list", FILTER_LIST),
    ("fit_screen", FIT_SCREEN),
    ("folder_open", FOLDER_OPEN),
    ("help", HELP),
    ("history", HISTORY),
    ("hub", HUB),
    ("info", INFO),
    ("keep", KEEP),
    ("keyboard", KEYBOARD),
    ("left_panel_close", LEFT_PANEL_CLOSE),
    ("left_panel_open", LEFT_PANEL_OPEN),
    ("light_mode", LIGHT_MODE),
    ("lock", LOCK),
    ("map", MAP),
    ("more_horiz", MORE_HORIZ),
    ("open_in_new", OPEN_IN_NEW),
    ("public", PUBLIC),
    ("push_pin", PUSH_PIN),
    ("rate_review", RATE_REVIEW),
    ("record_voice_over", RECORD_VOICE_OVER),
    ("redo", REDO),
    ("refresh", REFRESH),
    ("remove", REMOVE),
    ("right_panel_close", RIGHT_PANEL_CLOSE),
    ("right_panel_open", RIGHT_PANEL_OPEN),
    ("save", SAVE),
    ("search", SEARCH),
    ("settings", SETTINGS),
    ("sort", SORT),
    ("sync_alt", SYNC_ALT),
    ("undo", UNDO),
    ("visibility", VISIBILITY),
    ("visibility_off", VISIBILITY_OFF),
    ("warning", WARNING),
];

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_constants_are_those_of_the_font() {
        let listed: Vec<(&str, char)> = include_str!("../../assets/fonts/icons.tsv")
            .lines()
            .filter(|line| !line.starts_with('#') && !line.starts_with("name\t"))
            .filter_map(|line| line.split_once('\t'))
            .map(|(name, code)| (name, char::from_u32(u32::from_str_radix(code, 16).unwrap()).unwrap()))
            .collect();
        assert_eq!(listed, ALL);
    }
}
