//! Lines of a stream, some at a time: however long a line or the whole stream is, little is held.

use std::io::{self, BufRead};

/// A line of more bytes is passed over: no article is that long.
const LONGEST: usize = 16 << 20;
/// Of a line that is passed over so many bytes are looked at for its end; then the rest of the input is
/// given up, which would take seconds for each 5 GB.
const PASSED_OVER: u64 = 256 << 20;
/// So many lines are taken together at most, and so many bytes of them.
const TOGETHER: (usize, usize) = (256, 4 << 20);

/// A line of an input.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Line {
    /// From 1.
    pub number: u32,
    /// Its bytes, without the line end; `None` if it is too long.
    pub bytes: Option<Vec<u8>>,
}

/// The lines of an input.
pub(super) struct Lines<R> {
    input: R,
    /// The number of the last line that was taken.
    pub number: u32,
    /// Whether the rest is not read, since a line does not end.
    is_given_up: bool,
}

impl<R: BufRead> Lines<R> {
    pub fn new(input: R) -> Self {
        Self { input, number: 0, is_given_up: false }
    }

    /// Takes the next lines that are not blank; none at the end. All lines are counted.
    pub fn next(&mut self) -> io::Result<Vec<Line>> {
        if self.is_given_up {
            let reason = format!(
                "the line has more than {} MB: this is no list of articles, and the rest is not read",
                PASSED_OVER >> 20
            );
            return Err(io::Error::new(io::ErrorKind::InvalidData, reason));
        }
        let (mut lines, mut held) = (Vec::new(), 0);
        while lines.len() < TOGETHER.0 && held < TOGETHER.1 && !self.is_given_up {
            let Some(bytes) = self.next_line()? else { break };
            self.number = self.number.saturating_add(1);
            held += bytes.as_ref().map_or(0, Vec::len);
            if bytes.as_ref().is_none_or(|bytes| !bytes.trim_ascii().is_empty()) {
                lines.push(Line { number: self.number, bytes });
            }
        }
        Ok(lines)
    }

    /// The next line, `None` within where it is too long; nothing at the end.
    fn next_line(&mut self) -> io::Result<Option<Option<Vec<u8>>>> {
        let mut line = Vec::new();
        let most = LONGEST as u64 + 1;
        if io::Read::take(&mut self.input, most).read_until(b'\n', &mut line)? == 0 {
            return Ok(None);
        }
        if line.pop_if(|byte| *byte == b'\n').is_some() || line.len() <= LONGEST {
            return Ok(Some(Some(line)));
        }
        let mut rest = io::Read::take(&mut self.input, PASSED_OVER);
        rest.skip_until(b'\n')?;
        self.is_given_up = rest.limit() == 0;
        Ok(Some(None))
    }
}

/// What is told of a line that is too long.
pub(super) fn too_long() -> String {
    format!("the line has more than {} MB: no article is that long", LONGEST >> 20)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn all(input: &[u8]) -> Vec<Line> {
        let (mut lines, mut all) = (Lines::new(input), Vec::new());
        loop {
            match lines.next().unwrap() {
                lines if lines.is_empty() => return all,
                lines => all.extend(lines),
            }
        }
    }

    fn line(number: u32, text: &str) -> Line {
        Line { number, bytes: Some(text.into()) }
    }

    #[test]
    fn blank_lines_are_counted_and_left_out() {
        assert_eq!(all(b"one\n\n \r\ntwo"), [line(1, "one"), line(4, "two")]);
        assert_eq!(all(b""), []);
    }

    #[test]
    fn a_line_that_is_too_long_is_told_and_the_next_ones_are_read() {
        let mut input = vec![b'x'; LONGEST];
        input.push(b'\n');
        input.extend(vec![b'y'; LONGEST + 1]);
        input.extend(b"\nlast\n");
        let lines = all(&input);
        assert_eq!(lines[0].bytes.as_ref().map(Vec::len), Some(LONGEST));
        assert_eq!(lines[1], Line { number: 2, bytes: None });
        assert_eq!(lines[2], line(3, "last"));
        assert_eq!(lines.len(), 3);
    }

    #[test]
    fn a_line_without_end_ends_the_input_and_what_stood_before_is_read() {
        let endless = io::Read::take(io::repeat(b'x'), 5 << 30);
        let mut lines =
            Lines::new(io::BufReader::with_capacity(1 << 20, io::Read::chain(&b"one\n"[..], endless)));
        assert_eq!(lines.next().unwrap(), [line(1, "one"), Line { number: 2, bytes: None }]);
        let error = lines.next().unwrap_err();
        assert!(error.to_string().contains("more than 256 MB"), "{error}");
    }

    #[test]
    fn not_more_is_held_than_it_takes() {
        let input = [vec![b'x'; TOGETHER.1 / 2], vec![b'\n']].concat().repeat(5);
        assert_eq!(Lines::new(input.as_slice()).next().unwrap().len(), 2);
        let many = b"x\n".repeat(TOGETHER.0 + 1);
        assert_eq!(Lines::new(many.as_slice()).next().unwrap().len(), TOGETHER.0);
    }
}
