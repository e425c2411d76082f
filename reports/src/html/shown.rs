//! Texts of a report as a page shows them.

use crate::visible::{visible, visible_lines};
use maud::{Escaper, Render};
use std::fmt::Write;

/// Characters of a name that are shown.
const NAME: usize = 120;
/// Characters of a sentence that are shown.
const SENTENCE: usize = 600;
/// Characters of a command or a note that are shown.
const BLOCK: usize = 8000;

/// A text that harms nobody: markup is escaped, what cannot be seen or turns the writing around is spelt out, and what is too long is
/// cut.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Shown<'t> {
    text: &'t str,
    characters: usize,
    manner: Manner,
}

/// How a text is shown.
#[derive(Clone, Copy, Debug)]
enum Manner {
    /// In a line, with how much was cut.
    Line,
    /// In several lines, with how much was cut.
    Lines,
    /// In little room.
    Short,
}

/// A name, such as that of a subject.
pub(crate) const fn name(text: &str) -> Shown<'_> {
    Shown { text, characters: NAME, manner: Manner::Line }
}

/// What is said in a line.
pub(super) const fn sentence(text: &str) -> Shown<'_> {
    Shown { text, characters: SENTENCE, manner: Manner::Line }
}

/// What may have several lines.
pub(super) const fn block(text: &str) -> Shown<'_> {
    Shown { text, characters: BLOCK, manner: Manner::Lines }
}

/// What stands in a picture, which has little room; the whole text is beside it.
pub(crate) const fn label(text: &str, characters: usize) -> Shown<'_> {
    Shown { text, characters, manner: Manner::Short }
}

impl Shown<'_> {
    /// With at most so many characters.
    pub(super) const fn cut_at(self, characters: usize) -> Self {
        Self { characters, ..self }
    }

    /// As a text that is still to be escaped.
    pub(super) fn plain(self) -> String {
        match self.manner {
            Manner::Line => visible(self.text, self.characters),
            Manner::Lines => visible_lines(self.text, self.characters),
            Manner::Short => match self.text.char_indices().nth(self.characters) {
                Some((end, _)) => visible(&self.text[..end], self.characters) + "…",
                None => visible(self.text, self.characters),
            },
        }
    }
}

impl Render for Shown<'_> {
    fn render_to(&self, buffer: &mut String) {
        Escaper::new(buffer).write_str(&self.plain()).expect("a string takes everything");
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use maud::html;

    #[test]
    fn markup_and_unseen_characters_are_spelt_out() {
        let page = html! { (name("<b>&\"\n\0\u{1b}[31m\u{202e}é\\xa0")) }.into_string();
        assert_eq!(page, r"&lt;b&gt;&amp;&quot;\n\u{0}\u{1b}[31m\u{202e}é\xa0");
    }

    #[test]
    fn blocks_keep_their_lines() {
        assert_eq!(block("a\nb\rc").plain(), "a\nb\\rc");
    }

    #[test]
    fn what_is_too_long_is_cut_and_says_so() {
        assert_eq!(name("ööö").cut_at(3).plain(), "ööö");
        assert_eq!(name("öööö").cut_at(3).plain(), "ööö… (1 more)");
        assert!(name(&"x".repeat(300)).plain().ends_with("x… (180 more)"));
    }

    #[test]
    fn labels_are_short() {
        assert_eq!(label("ööö", 3).plain(), "ööö");
        assert_eq!(label("öö\n\n", 3).plain(), "öö\\n…");
    }
}
