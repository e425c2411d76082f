//! Quoting for a shell and for C.

/// One word of a shell's command line. Bytes that are no printable ASCII need bash, zsh or a POSIX.1-2024 shell.
pub fn shell(word: &[u8]) -> String {
    let bare = |b: &u8| b.is_ascii_alphanumeric() || b"_@%+=:,./-".contains(b);
    if !word.is_empty() && word.iter().all(bare) {
        return String::from_utf8_lossy(word).into_owned();
    }
    let text = std::str::from_utf8(word).ok().filter(|text| !text.chars().any(char::is_control));
    match text {
        Some(text) => format!("'{}'", text.replace('\'', r"'\''")),
        None => format!("$'{}'", escaped(word, b'\'')),
    }
}

/// A string literal of C.
pub(super) fn c(bytes: &[u8]) -> String {
    format!("\"{}\"", escaped(bytes, b'"'))
}

/// Octal escapes: unlike hexadecimal ones they end after three digits in C as well.
fn escaped(bytes: &[u8], quote: u8) -> String {
    let one = |&b: &u8| match b {
        b'\\' => r"\\".to_owned(),
        b if b == quote => format!("\\{}", char::from(b)),
        b' '..=b'~' => char::from(b).to_string(),
        b => format!("\\{b:03o}"),
    };
    bytes.iter().map(one).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_shell_reads_the_same_word() {
        assert_eq!(shell(b"libvirt:/usr/lib/libvirt.so.0"), "libvirt:/usr/lib/libvirt.so.0");
        assert_eq!(shell(b"a b"), "'a b'");
        assert_eq!(shell(b""), "''");
        assert_eq!(shell(b"it's"), r"'it'\''s'");
        assert_eq!(shell("é".as_bytes()), "'é'");
        assert_eq!(shell(b"it's\n\xff9\\"), r"$'it\'s\012\3779\\'");
    }

    #[test]
    fn c_reads_the_same_string() {
        assert_eq!(c(b"vnet%d"), "\"vnet%d\"");
        assert_eq!(c(b"\"\\\xa07'"), r#""\"\\\2407'""#);
    }
}
