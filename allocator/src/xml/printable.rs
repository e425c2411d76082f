//! Text that a terminal shows as it is.

/// The text without characters that a terminal would obey: control characters, line separators, and those that change the direction
/// of writing, are written as escapes of Rust.
///
/// ```
/// use ifrace_allocator::xml::printable;
///
/// assert_eq!(printable("vnet0 é\n\u{202e}"), "vnet0 é\\n\\u{202e}");
/// ```
pub fn printable(text: &str) -> String {
    let mut shown = String::with_capacity(text.len());
    for character in text.chars() {
        if is_obeyed(character) { shown.extend(character.escape_default()) } else { shown.push(character) }
    }
    shown
}

fn is_obeyed(character: char) -> bool {
    let turns = matches!(character, '\u{61c}' | '\u{200e}' | '\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}');
    turns || character.is_control() || matches!(character, '\u{2028}' | '\u{2029}')
}

/// A value as a message shows it: one line, not too long.
pub(super) fn shortened(value: &str) -> String {
    const SHOWN: usize = 100;
    let Some((end, _)) = value.char_indices().nth(SHOWN) else { return printable(value) };
    printable(&value[..end]) + "…"
}

#[cfg(test)]
mod tests {
    use super::{printable, shortened};

    #[test]
    fn what_a_terminal_obeys_is_escaped() {
        for obeyed in "\u{1b}\r\n\u{7f}\u{9b}\u{61c}\u{200e}\u{200f}\u{202a}\u{202e}\u{2066}\u{2069}\u{2028}\u{2029}".chars() {
            assert!(printable(&obeyed.to_string()).starts_with('\\'), "{obeyed:?}");
        }
        assert_eq!(printable("vnet-ä 'x' \\"), "vnet-ä 'x' \\");
    }

    #[test]
    fn a_long_value_is_cut() {
        assert_eq!((shortened(&"é".repeat(101)), shortened("é")), ("é".repeat(100) + "…", "é".to_owned()));
    }
}
