//! Places in a text.

use super::XmlError;
use super::error::Flaw;
use std::fmt;

/// A place in a text, counted from 1 as editors do.
///
/// A column counts characters; a byte order mark at the beginning is none.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, serde::Serialize)]
pub struct Position {
    /// The line.
    pub line: usize,
    /// The column.
    pub column: usize,
}

impl fmt::Display for Position {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}:{}", self.line, self.column)
    }
}

const BYTE_ORDER_MARK: &str = "\u{feff}";

/// Turns offsets into places. It goes on from the last one, so that ascending offsets cost one pass over the text, even if all of
/// them lie in one line.
pub(super) struct Cursor<'s> {
    text: &'s str,
    offset: usize,
    position: Position,
}

impl<'s> Cursor<'s> {
    pub(super) fn new(text: &'s str) -> Self {
        let offset = if text.starts_with(BYTE_ORDER_MARK) { BYTE_ORDER_MARK.len() } else { 0 };
        Self { text, offset, position: Position { line: 1, column: 1 } }
    }

    /// An error with the place of a flaw.
    pub(super) fn error(&mut self, flaw: Flaw) -> XmlError {
        XmlError { position: self.at(flaw.offset), problem: flaw.problem }
    }

    /// The place of an offset; one that lies before the last one costs a new pass.
    pub(super) fn at(&mut self, offset: usize) -> Position {
        if offset < self.offset {
            *self = Self::new(self.text);
        }
        let Some(passed) = self.text.as_bytes().get(self.offset..offset) else { return self.position };
        #[cfg(test)]
        tests::PASSED.set(tests::PASSED.get() + passed.len());
        let lines = passed.iter().filter(|&&byte| byte == b'\n').count();
        let mut last_line = passed;
        if lines > 0 {
            let start = passed.iter().rposition(|&byte| byte == b'\n').map_or(0, |newline| newline + 1);
            last_line = &passed[start..];
            self.position = Position { line: self.position.line + lines, column: 1 };
        }
        self.position.column += characters(last_line);
        self.offset = offset;
        self.position
    }
}

/// How many characters begin in these bytes of a text.
fn characters(bytes: &[u8]) -> usize {
    bytes.iter().filter(|&&byte| byte & 0xC0 != 0x80).count()
}

#[cfg(test)]
pub(super) mod tests {
    use super::Cursor;
    use std::cell::Cell;

    thread_local! {
        /// How many bytes the cursors of this thread have passed.
        pub(in crate::xml) static PASSED: Cell<usize> = const { Cell::new(0) };
    }

    fn place(text: &str, what: &str) -> String {
        Cursor::new(text).at(text.find(what).expect("it is there")).to_string()
    }

    #[test]
    fn lines_and_columns_begin_at_one() {
        assert_eq!(
            (place("<a/>", "<a"), place("\r\n  <a/>", "<a"), place("\n\n<a/>", "<a")),
            ("1:1".into(), "2:3".into(), "3:1".into())
        );
        assert_eq!((place("<ä>é<a/>", "<a"), place("\u{feff}<a/>", "<a")), ("1:5".into(), "1:1".into()));
        assert_eq!(Cursor::new("\u{feff}a").at(0).to_string(), "1:1");
    }

    #[test]
    fn a_cursor_goes_on_and_back() {
        let mut cursor = Cursor::new("ab\ncd\nef");
        let places: Vec<String> = [1, 4, 4, 7, 8, 0, 3].map(|offset| cursor.at(offset).to_string()).into();
        assert_eq!(places, ["1:2", "2:2", "2:2", "3:2", "3:3", "1:1", "2:1"]);
    }
}
