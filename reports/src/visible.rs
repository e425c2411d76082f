//! Texts of hostile programs in formats that are read by people.

mod drawn;

pub(crate) use drawn::drawn;

use std::fmt::Write;

/// A text of which everything can be seen: controls, characters without a width and those that turn the direction of writing are spelt
/// out as in a string of Rust, and of more than `characters` the rest is cut.
pub(crate) fn visible(text: &str, characters: usize) -> String {
    shown(text, characters, &[])
}

/// The same for a text of several lines.
pub(crate) fn visible_lines(text: &str, characters: usize) -> String {
    shown(text, characters, &['\n', '\t'])
}

fn shown(text: &str, characters: usize, kept: &[char]) -> String {
    let mut shown = String::with_capacity(text.len().min(characters));
    let mut rest = text.chars();
    for character in rest.by_ref().take(characters) {
        if is_unseen(character) && !kept.contains(&character) {
            shown.extend(character.escape_default());
        } else {
            shown.push(character);
        }
    }
    let more = rest.count();
    if more > 0 {
        write!(shown, "… ({more} more)").expect("a string takes everything");
    }
    shown
}

/// Also what XML 1.0 cannot hold: the last two code points of the first plane.
fn is_unseen(character: char) -> bool {
    character.is_control()
        || matches!(character, '\u{ad}' | '\u{61c}' | '\u{200b}'..='\u{200f}' | '\u{2028}'..='\u{202e}' | '\u{2060}'..='\u{206f}')
        || matches!(character, '\u{feff}' | '\u{fff0}'..='\u{fffb}' | '\u{fffe}' | '\u{ffff}' | '\u{e0000}'..='\u{e0fff}')
}

#[cfg(test)]
mod tests {
    use super::{visible, visible_lines};

    #[test]
    fn what_cannot_be_seen_is_spelt_out() {
        assert_eq!(
            visible("a\n\t\0\u{1b}[31m\u{202e}\u{85}\u{ffff}é\\xa0<", 99),
            r"a\n\t\u{0}\u{1b}[31m\u{202e}\u{85}\u{ffff}é\xa0<"
        );
        assert_eq!(visible_lines("a\n\tb\rc", 99), "a\n\tb\\rc");
    }

    #[test]
    fn what_is_too_long_is_cut_between_characters() {
        assert_eq!(visible("öäü", 3), "öäü");
        assert_eq!(visible("öäüx", 3), "öäü… (1 more)");
    }
}
