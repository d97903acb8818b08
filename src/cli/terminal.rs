//! What goes to a person's terminal: words of others can't steer it.

use std::io::{self, Write};

use crate::article::disguise::is_disguise;

/// Writes text on, with a mark in the place of each character that would move the cursor, change colours
/// or turn the direction of writing.
pub(super) struct Plain<W>(pub W);

impl<W: Write> Write for Plain<W> {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        for chunk in bytes.utf8_chunks() {
            let text = chunk.valid();
            let steers = |c: char| is_disguise(c) && !matches!(c, '\n' | '\t');
            if text.contains(steers) {
                self.0.write_all(text.replace(steers, "\u{fffd}").as_bytes())?;
            } else {
                self.0.write_all(text.as_bytes())?;
            }
            self.0.write_all(chunk.invalid())?;
        }
        Ok(bytes.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        self.0.flush()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nothing_steers_the_terminal() {
        let mut out = Plain(Vec::new());
        write!(out, "a\tb\u{1b}[2J\rc\u{202e}dé\n").unwrap();
        out.write_all(b"\xff\x9b").unwrap();
        out.flush().unwrap();
        let expected = ["a\tb\u{fffd}[2J\u{fffd}c\u{fffd}dé\n".as_bytes(), b"\xff\x9b"].concat();
        assert_eq!(out.0, expected);
    }
}
