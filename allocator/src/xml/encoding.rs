//! The encoding that a document has, and that it declares.

use super::error::{Flaw, Problem};
use super::position::Cursor;
use super::printable::shortened;
use super::{Position, XmlError};

/// Refuses a text with letters beyond ASCII that declares another encoding than its own, which is UTF-8: a reader of the file that
/// goes by the declaration would read other names in it.
pub(super) fn check(text: &str) -> Result<(), Flaw> {
    let Some((offset, name)) = declared(text) else { return Ok(()) };
    // The mark at the beginning belongs to no name.
    if is_utf8(name) || text.trim_start_matches('\u{feff}').is_ascii() {
        return Ok(());
    }
    Err(Flaw::new(offset, Problem::Encoding(shortened(name))))
}

/// The text of a document, which must be UTF-8.
///
/// # Errors
/// The first byte that is not, with the encoding that the document seems to have.
pub fn decode(bytes: &[u8]) -> Result<&str, XmlError> {
    if let Some(encoding) = wide(bytes) {
        return Err(XmlError { position: Position { line: 1, column: 1 }, problem: Problem::OtherEncoding { encoding } });
    }
    std::str::from_utf8(bytes).map_err(|error| {
        let (before, rest) = bytes.split_at(error.valid_up_to());
        let before = std::str::from_utf8(before).unwrap_or_default();
        let position = Cursor::new(before).at(before.len());
        let is_name = |name: &&str| name.bytes().all(|byte| byte.is_ascii_alphanumeric() || b"._-".contains(&byte));
        let named = declared(before).map(|(_, name)| name).filter(|name| !name.is_empty() && !is_utf8(name)).filter(is_name);
        XmlError { position, problem: Problem::NotUtf8 { byte: rest[0], declared: named.map(shortened) } }
    })
}

/// An encoding with units of several bytes, by the mark at the beginning or by the first `<`.
fn wide(bytes: &[u8]) -> Option<&'static str> {
    match bytes {
        [0xFF, 0xFE, 0, 0, ..] | [0, 0, 0xFE, 0xFF, ..] => Some("UTF-32"),
        [0xFF, 0xFE, ..] | [0xFE, 0xFF, ..] => Some("UTF-16"),
        [b'<', 0, ..] => Some("UTF-16LE"),
        [0, b'<', ..] => Some("UTF-16BE"),
        _ => None,
    }
}

fn is_utf8(name: &str) -> bool {
    ["utf-8", "utf8", "us-ascii", "ascii"].iter().any(|known| name.eq_ignore_ascii_case(known))
}

/// The encoding in the XML declaration, and where the attribute stands.
fn declared(text: &str) -> Option<(usize, &str)> {
    let begins = text.len() - text.trim_start_matches('\u{feff}').len();
    let declaration = text[begins..].strip_prefix("<?xml")?.split("?>").next()?;
    let mut from = begins + "<?xml".len();
    let mut rest = declaration;
    // One attribute after the other: the word may stand in a value as well.
    loop {
        let trimmed = rest.trim_ascii_start();
        from += rest.len() - trimmed.len();
        let (name, after) = trimmed.split_once('=')?;
        let after_space = after.trim_ascii_start();
        let quote = after_space.chars().next().filter(|quote| matches!(quote, '"' | '\''))?;
        let (value, next) = after_space[1..].split_once(quote)?;
        if name.trim_ascii_end() == "encoding" {
            return Some((from, value));
        }
        from += trimmed.len() - next.len();
        rest = next;
    }
}

#[cfg(test)]
mod tests {
    use super::{check, decode};

    #[test]
    fn a_declared_encoding_counts_where_it_makes_a_difference() {
        for good in
            ["<a b='é'/>", "<?xml version='1.0' encoding=\"Utf-8\"?><a b='é'/>", "<?xml version='1.0' encoding='latin1'?><a/>"]
        {
            assert!(check(good).is_ok(), "{good}");
        }
        let wrong = "\u{feff}<?xml version='1.0' encoding = 'ISO-8859-1'?><a b='é'/>";
        assert!(check(wrong).is_err_and(|flaw| flaw.offset == 23 && flaw.problem.to_string().contains("ISO-8859-1")));
    }
    #[test]
    fn the_word_counts_as_the_name_of_an_attribute_only() {
        for other in ["<?xml version='encoding=\"latin1\"'?><a b='é'/>", "<?xml version='1.0'?><a encoding='latin1' b='é'/>"] {
            assert!(check(other).is_ok(), "{other}");
        }
        let second = "<?xml version='encoding' encoding='latin1'?><a b='é'/>";
        assert!(check(second).is_err_and(|flaw| flaw.offset == 25));
    }

    #[test]
    fn what_is_not_utf8_is_named_with_its_place() {
        let error = |bytes: &[u8]| decode(bytes).expect_err("it is not UTF-8").to_string();
        let advice = "convert it with iconv -f";
        assert_eq!(
            error(b"<a>\n\xc3\xa4\xff"),
            format!("2:2: byte 0xff is not UTF-8; {advice} ENCODING -t UTF-8, and declare UTF-8")
        );
        let declared = error(b"<?xml version='1.0' encoding='ISO-8859-1'?>\n<a b='\xe4'/>");
        let expected = "2:7: byte 0xe4 is not UTF-8, and the document declares ISO-8859-1";
        assert_eq!(declared, format!("{expected}; {advice} ISO-8859-1 -t UTF-8, and declare UTF-8"));
        for (bytes, encoding) in
            [(&b"\xff\xfe<\0"[..], "UTF-16"), (b"\xfe\xff\0<", "UTF-16"), (b"<\0?\0", "UTF-16LE"), (b"\xff\xfe\0\0", "UTF-32")]
        {
            assert!(error(bytes).starts_with(&format!("1:1: the document is {encoding}; {advice} {encoding} ")), "{encoding}");
        }
        assert!(error(b"<?xml version='1.0' encoding='$(x)'?>\xff").contains("-f ENCODING"));
        assert_eq!(decode("<a>é".as_bytes()), Ok("<a>é"));
    }
}
