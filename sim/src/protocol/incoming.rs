//! From bytes to lines, within limits.

use super::Broken;
use crate::jsonl::LINE_MAX;

/// Most bytes that may wait to be read as lines.
pub const BUFFER_MAX: usize = 4 * LINE_MAX;

/// Most bytes between two requests.
pub const OUTPUT_MAX: usize = 16 << 20;

/// What a subject has written and nobody has read yet.
#[derive(Debug, Default)]
pub(super) struct Incoming {
    bytes: Vec<u8>,
    /// Where the next line begins.
    start: usize,
    /// How far a line end was looked for.
    searched: usize,
    since_request: usize,
}

impl Incoming {
    /// Takes bytes.
    pub(super) fn feed(&mut self, bytes: &[u8]) -> Result<(), Broken> {
        self.since_request += bytes.len();
        if self.since_request > OUTPUT_MAX {
            return Err(Broken::Flood(format!("it wrote more than {OUTPUT_MAX} bytes between two requests")));
        }
        if self.start > 0 {
            self.bytes.drain(..self.start);
            (self.searched, self.start) = (self.searched - self.start, 0);
        }
        if self.bytes.len() + bytes.len() > BUFFER_MAX {
            return Err(Broken::Flood(format!("it wrote more than {BUFFER_MAX} bytes without waiting for an answer")));
        }
        self.bytes.extend_from_slice(bytes);
        Ok(())
    }

    /// The next whole line that is not empty, without the white space before it.
    pub(super) fn next_line(&mut self) -> Result<Option<&[u8]>, Broken> {
        let blank = self.bytes[self.start..].iter().take_while(|byte| byte.is_ascii_whitespace()).count();
        self.start += blank;
        self.searched = self.searched.max(self.start);
        let end = self.bytes[self.searched..].iter().position(|&b| b == b'\n').map(|at| self.searched + at);
        let line = self.start..end.unwrap_or(self.bytes.len());
        if line.len() > LINE_MAX {
            return Err(Broken::Flood(format!("it wrote a line of more than {LINE_MAX} bytes")));
        }
        let Some(end) = end else {
            self.searched = self.bytes.len();
            return Ok(None);
        };
        (self.start, self.searched) = (end + 1, end + 1);
        Ok(Some(&self.bytes[line]))
    }

    /// Whether nothing is left, not even the beginning of a line. A new request begins then.
    pub(super) fn begin_request(&mut self) -> Result<(), &[u8]> {
        let left = self.bytes[self.start..].trim_ascii();
        if left.is_empty() {
            self.since_request = 0;
            Ok(())
        } else {
            Err(left)
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn lines(chunks: &[&[u8]]) -> Result<Vec<Vec<u8>>, Broken> {
        let (mut incoming, mut lines) = (Incoming::default(), Vec::new());
        for chunk in chunks {
            incoming.feed(chunk)?;
            while let Some(line) = incoming.next_line()? {
                lines.push(line.to_vec());
            }
        }
        Ok(lines)
    }

    #[test]
    fn lines_are_the_same_however_they_are_cut() {
        let text = b"one\n\n \r\ntwo\nthree\nrest";
        let expected: Vec<Vec<u8>> = [&b"one"[..], b"two", b"three"].map(<[u8]>::to_vec).to_vec();
        for size in 1..=text.len() {
            assert_eq!(lines(&text.chunks(size).collect::<Vec<_>>()), Ok(expected.clone()), "{size}");
        }
    }

    #[test]
    fn limits_end_it() {
        let flood = |chunks: &[&[u8]]| matches!(lines(chunks), Err(Broken::Flood(_)));
        let line = [vec![b'x'; LINE_MAX], vec![b'\n']].concat();
        assert_eq!(lines(&[&line[..], b"y\n"]).map(|lines| lines.len()), Ok(2));
        assert!(flood(&[&vec![b'x'; LINE_MAX + 1]]), "a line that never ends");
        assert!(flood(&[&[&line[..1], &line[..]].concat()]), "a line that ends too late");
        assert!(flood(&[&vec![b'\n'; BUFFER_MAX + 1]]));
    }

    #[test]
    fn a_request_has_so_many_bytes() {
        let mut incoming = Incoming { since_request: OUTPUT_MAX - 2, ..Incoming::default() };
        assert_eq!(incoming.feed(b"x\n"), Ok(()));
        assert_eq!(incoming.next_line(), Ok(Some(&b"x"[..])));
        assert!(matches!(incoming.feed(b"\n"), Err(Broken::Flood(_))));
        let mut incoming = Incoming { since_request: OUTPUT_MAX, ..Incoming::default() };
        assert_eq!(incoming.begin_request(), Ok(()));
        assert_eq!(incoming.feed(b"x"), Ok(()));
    }
}
