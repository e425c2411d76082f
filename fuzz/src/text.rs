//! Inputs that are text, mostly.

use crate::target::Unreadable;

/// The first line of a text that spells bytes out, because they are no text or would be taken for such a spelling.
const ESCAPED: &str = "#escaped";

/// The input itself if it is text; otherwise the escapes of [`u8::escape_ascii`], a line for each of its lines.
pub(crate) fn show(data: &[u8]) -> String {
    match std::str::from_utf8(data) {
        Ok(text) if !text.starts_with(ESCAPED) => text.to_owned(),
        _ => data
            .split(|&byte| byte == b'\n')
            .fold(ESCAPED.to_owned(), |text, line| text + "\n" + &line.escape_ascii().to_string()),
    }
}

/// The bytes of such a text.
pub(crate) fn read(text: &str) -> Result<Vec<u8>, Unreadable> {
    let Some(escaped) = text.strip_prefix(ESCAPED) else { return Ok(text.as_bytes().to_vec()) };
    let Some(lines) = escaped.strip_prefix('\n') else {
        return Err(Unreadable { line: 1, reason: format!("{ESCAPED} is a line of its own") });
    };
    let lines = lines.split('\n').zip(2..).map(|(line, number)| {
        unescape(line.as_bytes()).ok_or_else(|| Unreadable {
            line: number,
            reason:
                "a backslash begins \\t, \\r, \\n, \\', \\\", \\\\ or \\x and two hexadecimal digits; all else is printable ASCII"
                    .to_owned(),
        })
    });
    Ok(lines.collect::<Result<Vec<_>, _>>()?.join(&b'\n'))
}

/// What [`u8::escape_ascii`] has escaped.
fn unescape(mut line: &[u8]) -> Option<Vec<u8>> {
    let mut bytes = Vec::new();
    while let Some((&first, rest)) = line.split_first() {
        line = rest;
        let byte = match first {
            b'\\' => escaped(&mut line)?,
            b' '..=b'~' => first,
            _ => return None,
        };
        bytes.push(byte);
    }
    Some(bytes)
}

/// The byte behind a backslash.
fn escaped(line: &mut &[u8]) -> Option<u8> {
    let (&kind, rest) = line.split_first()?;
    *line = rest;
    match kind {
        b't' => Some(b'\t'),
        b'r' => Some(b'\r'),
        b'n' => Some(b'\n'),
        b'\'' | b'"' | b'\\' => Some(kind),
        b'x' => {
            let (digits, rest) = rest.split_at_checked(2)?;
            *line = rest;
            u8::from_str_radix(std::str::from_utf8(digits).ok().filter(|text| !text.starts_with('+'))?, 16).ok()
        }
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn any_bytes_come_back() {
        let all: Vec<u8> = (0..=255).collect();
        for data in [b"".as_slice(), b"plain\ntext\n", b"#escaped", b"#escaped\nx", b"\xff\n\\x41\n", &all] {
            let text = show(data);
            assert_eq!(read(&text).as_deref(), Ok(data), "{text}");
        }
        assert_eq!(show(b"a\xff\nb\\"), "#escaped\na\\xff\nb\\\\");
    }

    #[test]
    fn a_wrong_escape_is_named_by_its_line() {
        for (text, line) in [("#escaped\nx\n\\q", 3), ("#escaped\n\\x+1", 2), ("#escaped\n\\x4", 2), ("#escaped x", 1)] {
            assert_eq!(read(text).map_err(|error| error.line), Err(line), "{text}");
        }
    }
}
