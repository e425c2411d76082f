//! One line of a trace.

use serde_json::{Number, Value};

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
    if !value.is_object() {
        return Err("it is no object".to_owned());
    }
    match broken_number(&value) {
        Some(number) => Err(format!("no trace has the number {number}: all are whole, up to {}", u64::MAX)),
        None => Ok(value),
    }
}

/// A number that is not whole, or too large: it would be rounded, and be another one when it is written.
fn broken_number(value: &Value) -> Option<&Number> {
    match value {
        Value::Number(number) => number.is_f64().then_some(number),
        Value::Array(values) => values.iter().find_map(broken_number),
        Value::Object(fields) => fields.values().find_map(broken_number),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::parse;

    #[test]
    fn a_number_that_would_be_rounded_is_refused() {
        for number in ["1.5", "1e3", "-0.0", "18446744073709551616"] {
            let line = format!("{{\"step\":0,\"operation\":[{{\"a\":{number}}}]}}");
            let why = parse(line.as_bytes(), 100).expect_err("it is refused");
            assert!(why.starts_with("no trace has the number "), "{why}");
        }
        assert!(parse(b"{\"step\":18446744073709551615,\"id\":-1}", 100).is_ok());
    }
}
