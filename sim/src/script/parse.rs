//! Reading and writing scripts.

use super::line::Line;
use crate::jsonl::{self, ScriptError};
use ifrace_model::kernel::Operation;

/// Reads a whole script; empty lines are passed over.
///
/// # Errors
/// The first line that cannot be read. No operation is returned then, so that nothing of a broken script is performed.
pub fn parse(script: &[u8]) -> Result<Vec<Operation>, ScriptError> {
    jsonl::parse(script, parse_line)
}

/// Reads one line.
///
/// # Errors
/// A sentence about what is wrong.
pub fn parse_line(line: &[u8]) -> Result<Operation, String> {
    jsonl::parse_line::<Line>(line)?.to_operation()
}

/// One line of a script, without a line end.
pub fn to_json(operation: &Operation) -> String {
    jsonl::to_json(&Line::from_operation(operation))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::jsonl::LINE_MAX;

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
