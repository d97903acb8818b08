//! Tables for a terminal: columns as wide as their widest cell, numbers to the right.

use std::io::{self, Write};

use unicode_width::UnicodeWidthStr as _;

/// How a column is set.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Align {
    /// Words.
    Left,
    /// Numbers.
    Right,
}

/// Writes a head and rows. The last column is not padded.
pub(super) fn write<const N: usize>(
    out: &mut dyn Write,
    head: [(&str, Align); N],
    rows: &[[String; N]],
) -> io::Result<()> {
    let mut widths = head.map(|(name, _)| name.width());
    for row in rows {
        for (width, cell) in widths.iter_mut().zip(row) {
            *width = (*width).max(cell.width());
        }
    }
    let aligns = head.map(|(_, align)| align);
    write_row(out, &widths, &aligns, &head.map(|(name, _)| name))?;
    for row in rows {
        write_row(out, &widths, &aligns, &row.each_ref().map(String::as_str))?;
    }
    Ok(())
}

fn write_row(out: &mut dyn Write, widths: &[usize], aligns: &[Align], cells: &[&str]) -> io::Result<()> {
    let mut line = String::from(" ");
    for ((cell, width), align) in cells.iter().zip(widths).zip(aligns) {
        let padding = " ".repeat(width - cell.width());
        line.push(' ');
        match align {
            Align::Left => line.extend([cell, padding.as_str()]),
            Align::Right => line.extend([padding.as_str(), cell]),
        }
    }
    writeln!(out, "{}", line.trim_end())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn columns_line_up_also_with_wide_letters() {
        let mut out = Vec::new();
        let rows = [["Türkiye".to_owned(), "7".to_owned()], ["日本".to_owned(), "12".to_owned()]];
        write(&mut out, [("actor", Align::Left), ("n", Align::Right)], &rows).unwrap();
        assert_eq!(String::from_utf8(out).unwrap(), "  actor    n\n  Türkiye  7\n  日本    12\n");
    }
}
