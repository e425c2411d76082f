//! One line of a trace.

use serde_json::Value;

/// Reads a line of up to so many bytes.
///
/// # Errors
/// What is wrong with it.
pub(super) fn parse(line: &[u8], most: usize) -> Result<Value, String> {
    if line.len() > most {
        return Err(format!("{} bytes are more than it may have ({most})", line.len()));
    }
    let text = std::str::from_utf8(line).map_err(|error| format!("it is not UTF-8 from byte {} on", error.valid_up_to() + 1))?;
    let value: Value = serde_json::from_str(text).map_err(|error| {
        let words = error.to_string();
        // The parser sees one line only: its own count of lines would mislead.
        let problem = words.rsplit_once(" at line ").map_or(&*words, |(problem, _)| problem);
        format!("{problem} (column {})", error.column())
    })?;
    if value.is_object() { Ok(value) } else { Err("it is no object".to_owned()) }
}
