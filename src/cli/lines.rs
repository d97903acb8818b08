//! Lines of a stream, some at a time: however long a line or the whole stream is, little is held.

use std::io::{self, BufRead};

/// A line of more bytes is passed over: no article is that long.
const LONGEST: usize = 16 << 20;
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

/// Takes the next lines that are not blank; none at the end. `number` counts all lines.
pub(super) fn next_lines(input: &mut impl BufRead, number: &mut u32) -> io::Result<Vec<Line>> {
    let (mut lines, mut held) = (Vec::new(), 0);
    while lines.len() < TOGETHER.0 && held < TOGETHER.1 {
        let Some(bytes) = next_line(input)? else { break };
        *number = number.saturating_add(1);
        held += bytes.as_ref().map_or(0, Vec::len);
        if bytes.as_ref().is_none_or(|bytes| !bytes.trim_ascii().is_empty()) {
            lines.push(Line { number: *number, bytes });
        }
    }
    Ok(lines)
}

/// The next line, `None` within where it is too long; nothing at the end.
fn next_line(input: &mut impl BufRead) -> io::Result<Option<Option<Vec<u8>>>> {
    let mut line = Vec::new();
    let most = LONGEST as u64 + 1;
    if io::Read::take(&mut *input, most).read_until(b'\n', &mut line)? == 0 {
        return Ok(None);
    }
    if line.pop_if(|byte| *byte == b'\n').is_some() || line.len() <= LONGEST {
        return Ok(Some(Some(line)));
    }
    input.skip_until(b'\n')?;
    Ok(Some(None))
}

/// What is told of a line that is too long.
pub(super) fn too_long() -> String {
    format!("the line has more than {} MB: no article is that long", LONGEST >> 20)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn all(mut input: &[u8]) -> Vec<Line> {
        let (mut number, mut all) = (0, Vec::new());
        loop {
            match next_lines(&mut input, &mut number).unwrap() {
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
    fn not_more_is_held_than_it_takes() {
        let input = [vec![b'x'; TOGETHER.1 / 2], vec![b'\n']].concat().repeat(5);
        let (mut number, mut rest) = (0, input.as_slice());
        assert_eq!(next_lines(&mut rest, &mut number).unwrap().len(), 2);
        let many = b"x\n".repeat(TOGETHER.0 + 1);
        assert_eq!(next_lines(&mut many.as_slice(), &mut number).unwrap().len(), TOGETHER.0);
    }
}
