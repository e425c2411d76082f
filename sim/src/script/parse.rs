//! Reading and writing scripts.

use super::line::Line;
use ifrace_model::kernel::Operation;

/// Longest line of a script in bytes. The longest name takes 127 of them.
pub const LINE_MAX: usize = 65536;

/// A line of a script that cannot be read.
#[derive(Debug, PartialEq, Eq, thiserror::Error)]
#[error("line {line}: {reason}")]
pub struct ScriptError {
    /// The number of the line, from 1 on.
    pub line: usize,
    /// What is wrong with it.
    pub reason: String,
}

/// Reads a whole script; empty lines are passed over.
///
/// # Errors
/// The first line that cannot be read. No operation is returned then, so that nothing of a broken script is performed.
pub fn parse(script: &[u8]) -> Result<Vec<Operation>, ScriptError> {
    script
        .split(|&b| b == b'\n')
        .zip(1..)
        .filter(|(line, _)| !line.trim_ascii().is_empty())
        .map(|(line, number)| parse_line(line).map_err(|reason| ScriptError { line: number, reason }))
        .collect()
}

/// Reads one line.
///
/// # Errors
/// A sentence about what is wrong.
pub fn parse_line(line: &[u8]) -> Result<Operation, String> {
    if line.len() > LINE_MAX {
        return Err(format!("{} bytes are more than a line may have ({LINE_MAX})", line.len()));
    }
    if line.contains(&0) {
        return Err("it holds a NUL byte; write one inside of a name as \\u0000".to_owned());
    }
    let parsed: Line = serde_json::from_slice(line).map_err(|error| without_line(&error))?;
    parsed.to_operation()
}

/// One line of a script, without a line end.
pub fn to_json(operation: &Operation) -> String {
    serde_json::to_string(&Line::from_operation(operation)).unwrap_or_else(|error| unreachable!("a line is plain data: {error}"))
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

#[cfg(test)]
mod tests {
    use super::*;

    fn reason(line: &str) -> String {
        parse_line(line.as_bytes()).unwrap_err()
    }

    #[test]
    fn a_line_survives_both_ways() {
        let lines = [
            r#"{"op":"tun","name":"vnet%d","flags":["tap","multi-queue"]}"#,
            r#"{"op":"tun","name_hex":"a0","flags":["tun","excl","persist"],"owner":1,"group":2,"caller":{"uid":1,"gid":2}}"#,
            r#"{"op":"newlink","kind":"veth","name":"a","peer":"b","group":7,"index":9,"flags":["create","excl"]}"#,
            r#"{"op":"newlink","kind":"macvtap","link":2,"flags":["create","replace"]}"#,
            r#"{"op":"rename","index":2,"name":"x%d","via":"ioctl"}"#,
            r#"{"op":"altname-add","index":2,"name":"vnet5"}"#,
            r#"{"op":"altname-del","index":2,"name":""}"#,
            r#"{"op":"delete","index":-1,"name":"x","group":3}"#,
            r#"{"op":"lookup","name":"vnet5","via":"getlink-alt"}"#,
            r#"{"op":"mtu","index":2,"mtu":500}"#,
            r#"{"op":"close","index":2}"#,
        ];
        for line in lines {
            assert_eq!(to_json(&parse_line(line.as_bytes()).unwrap()), line);
        }
    }

    #[test]
    fn what_is_wrong_is_said() {
        assert!(reason(r#"{"op":"tunn"}"#).starts_with("unknown variant `tunn`, expected one of `tun`"));
        assert!(reason(r#"{"op":"tun","flags":["multiqueue"]}"#).contains("unknown variant `multiqueue`"));
        assert!(reason(r#"{"op":"tun","nmae":"x"}"#).contains("unknown field `nmae`"));
        assert!(reason(r#"{"op":"rename","index":2,"via":"ioctl"}"#).contains("is missing"));
        assert!(reason("{").contains("EOF"));
        assert!(reason("{\"op\":\"tun\"\0}").contains("NUL byte"));
        assert!(parse_line(&vec![b' '; LINE_MAX + 1]).unwrap_err().contains("more than a line may have"));
    }

    #[test]
    fn the_number_of_a_broken_line_is_given() {
        let error = parse(b"{\"op\":\"close\",\"index\":2}\n\n{\"op\":\"clsoe\"}\n").unwrap_err();
        assert_eq!(error.line, 3);
    }
}
