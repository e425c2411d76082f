//! Names and foreign words inside of a line.

/// A name: as it is where nothing in it can mislead, otherwise in quotes with escapes.
pub(super) fn name(name: &[u8]) -> String {
    let plain = |b: &u8| b.is_ascii_graphic() && !b"\"'\\".contains(b);
    if !name.is_empty() && name.iter().all(plain) {
        return String::from_utf8_lossy(name).into_owned();
    }
    format!("\"{}\"", name.escape_ascii())
}

/// Somebody else's words: neither line ends nor control characters of a terminal.
pub(crate) fn one_line(text: &str) -> String {
    text.chars().map(|c| if c.is_control() { ' ' } else { c }).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_plain_names_stand_without_quotes() {
        assert_eq!(name(b"vnet%d"), "vnet%d");
        assert_eq!(name(b""), "\"\"");
        assert_eq!(name(b"a b"), "\"a b\"");
        assert_eq!(name(b"\xa0\"\n"), r#""\xa0\"\n""#);
    }

    #[test]
    fn foreign_words_stay_on_their_line() {
        assert_eq!(one_line("a\nb\u{1b}[2Jc é"), "a b [2Jc é");
    }
}
