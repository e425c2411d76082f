//! Foreign texts in Markdown.
//!
//! They stand in `<code>`, with whatever Markdown or HTML could take for its own as a numeric character reference. So they are the same
//! in a paragraph, a table and a block of HTML; and GitHub and GitLab look for mentions, issues and links in no code.

use crate::visible::{visible, visible_lines};
use std::fmt::Write;

/// Characters of a name that are shown.
pub(super) const NAME: usize = 120;
/// Characters of a sentence that are shown.
pub(super) const SENTENCE: usize = 500;
/// Characters of a block that are shown.
const BLOCK: usize = 8000;

/// A text in a line, with so many characters at most.
pub(super) fn code(text: &str, characters: usize) -> String {
    if text.is_empty() {
        return String::new();
    }
    format!("<code>{}</code>", references(&visible(text, characters)))
}

/// A text with several lines, as a block of its own.
pub(super) fn block(text: &str) -> String {
    let text = visible_lines(text, BLOCK);
    let mut escaped = String::with_capacity(text.len());
    for character in text.trim_end().chars() {
        match character {
            '&' | '<' | '>' => reference(&mut escaped, character),
            _ => escaped.push(character),
        }
    }
    format!("<pre>{escaped}</pre>")
}

fn references(text: &str) -> String {
    let mut escaped = String::with_capacity(text.len());
    let mut before = [' '; 2];
    let mut rest = text.chars().peekable();
    while let Some(character) = rest.next() {
        // `www.` and `://` begin links, also within code that is written as HTML.
        let begins_link = match character {
            '.' => before.iter().all(|one| one.eq_ignore_ascii_case(&'w')),
            ':' => rest.peek() == Some(&'/'),
            _ => false,
        };
        let is_plain = character.is_alphanumeric() || !character.is_ascii() || " -.,:;/'()=+%?".contains(character);
        if is_plain && !begins_link {
            escaped.push(character);
        } else {
            reference(&mut escaped, character);
        }
        before = [before[1], character];
    }
    escaped
}

fn reference(into: &mut String, character: char) {
    write!(into, "&#{};", u32::from(character)).expect("a string takes everything");
}

#[cfg(test)]
mod tests {
    use super::{block, code};

    #[test]
    fn nothing_of_markdown_or_html_is_left() {
        let escaped = code("a|b `c` [d](http://e) <i>&amp; @f www.g #1 *h* _i_\n", 99);
        let plain = "<code>a&#124;b &#96;c&#96; &#91;d&#93;(http&#58;//e) &#60;i&#62;&#38;amp; &#64;f www&#46;g &#35;1 &#42;h&#42; \
                     &#95;i&#95;&#92;n</code>";
        assert_eq!(escaped, plain);
        assert_eq!(code("no-stomp:device", 99), "<code>no-stomp:device</code>");
        assert_eq!(code("", 9), "");
    }

    #[test]
    fn blocks_do_not_end_before_their_end() {
        assert_eq!(block("a\n\n</pre><b>&\u{1b}[0m\n"), "<pre>a\n\n&#60;/pre&#62;&#60;b&#62;&#38;\\u{1b}[0m</pre>");
    }
}
