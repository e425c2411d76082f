//! A start tag of a document that is well-formed, looked at byte by byte.

use std::ops::Range;

/// A start tag.
pub(super) struct Tag {
    /// Its attributes `dev`, of whatever namespace, each with the white space before it.
    pub(super) names: Vec<Range<usize>>,
    /// The element, up to its end tag if it has one.
    pub(super) element: Range<usize>,
}

impl Tag {
    /// The tag around an offset, at which an attribute begins.
    pub(super) fn around(text: &str, offset: usize) -> Self {
        // No value of an attribute has such a character.
        let start = text[..offset].rfind('<').unwrap_or_else(|| panic!("there is no tag around byte {offset}"));
        let bytes = text.as_bytes();
        let mut at = start + 1 + bytes[start + 1..].iter().take_while(|byte| !is_space(**byte)).count();
        let mut names = Vec::new();
        loop {
            let from = at;
            at += bytes[at..].iter().take_while(|byte| is_space(**byte)).count();
            if matches!(bytes[at], b'/' | b'>') {
                break;
            }
            let name_end = at + bytes[at..].iter().take_while(|byte| !is_space(**byte) && **byte != b'=').count();
            let name = &text[at..name_end];
            let open = name_end + text[name_end..].find(['"', '\'']).unwrap_or_else(|| panic!("{name} has no value"));
            let quote = char::from(bytes[open]);
            let close = text[open + 1..].find(quote).unwrap_or_else(|| panic!("the value of {name} does not end"));
            at = open + 1 + close + 1;
            if name.rsplit(':').next() == Some("dev") {
                names.push(from..at);
            }
        }
        Self { names, element: start..element_end(text, at) }
    }
}

/// Where an element ends whose start tag ends here. It has no other element in it, or it does not go as a whole.
fn element_end(text: &str, at: usize) -> usize {
    if text[at..].starts_with("/>") {
        return at + 2;
    }
    let end = text[at..].find("</").map_or(text.len(), |end| at + end);
    text[end..].find('>').map_or(text.len(), |length| end + length + 1)
}

const fn is_space(byte: u8) -> bool {
    matches!(byte, b' ' | b'\t' | b'\r' | b'\n')
}

#[test]
fn a_tag_has_its_names_and_its_end() {
    let text = "<a><target  x:dev = 'y' b='>' dev=\"z\" > </target ></a>";
    let tag = Tag::around(text, 12);
    let names: Vec<&str> = tag.names.into_iter().map(|range| &text[range]).collect();
    assert_eq!(
        (names, &text[tag.element]),
        (vec!["  x:dev = 'y'", " dev=\"z\""], "<target  x:dev = 'y' b='>' dev=\"z\" > </target >")
    );
}
