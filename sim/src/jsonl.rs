//! Lines of JSON, one value each.

use ifrace_allocator::xml::printable;
use serde::Serialize;
use serde::de::DeserializeOwned;

/// Longest line in bytes. The longest name takes 127 of them.
pub const LINE_MAX: usize = 65536;

/// A line that cannot be read.
#[derive(Debug, PartialEq, Eq, thiserror::Error)]
#[error("line {line}: {reason}")]
pub struct ScriptError {
    /// The number of the line, from 1 on.
    pub line: usize,
    /// What is wrong with it.
    pub reason: String,
}

/// Reads all lines; empty ones are passed over.
pub(crate) fn parse<T>(text: &[u8], line: impl Fn(&[u8]) -> Result<T, String>) -> Result<Vec<T>, ScriptError> {
    text.split(|&b| b == b'\n')
        .zip(1..)
        .filter(|(text, _)| !text.trim_ascii().is_empty())
        // A parser may quote a line break of what it does not know.
        .map(|(text, number)| line(text).map_err(|reason| ScriptError { line: number, reason: printable(&reason) }))
        .collect()
}

/// Reads one line.
pub(crate) fn parse_line<T: DeserializeOwned>(line: &[u8]) -> Result<T, String> {
    if line.len() > LINE_MAX {
        return Err(format!("{} bytes are more than a line may have ({LINE_MAX})", line.len()));
    }
    if line.contains(&0) {
        return Err("it holds a NUL byte; write one inside of a name as \\u0000".to_owned());
    }
    serde_json::from_slice(line).map_err(|error| without_line(&error))
}

/// One line, without a line end.
pub(crate) fn to_json<T: Serialize>(line: &T) -> String {
    serde_json::to_string(line).unwrap_or_else(|error| unreachable!("a line is plain data: {error}"))
}

/// The message of a parser that sees one line only: its own count of lines would mislead.
fn without_line(error: &serde_json::Error) -> String {
    let text = error.to_string();
    match text.rsplit_once(" at line ") {
        Some((message, _)) if error.column() > 0 => format!("{message} (column {})", error.column()),
        Some((message, _)) => message.to_owned(),
        None => text,
    }
}
