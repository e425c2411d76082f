//! The encoding that a document declares.

use super::error::{Flaw, Problem};
use super::value::shortened;

/// Refuses a text with letters beyond ASCII that declares another encoding than its own, which is UTF-8: a reader of the file that
/// goes by the declaration would read other names in it.
pub(super) fn check(text: &str) -> Result<(), Flaw> {
    let Some((offset, name)) = declared(text) else { return Ok(()) };
    let is_utf8 = ["utf-8", "utf8", "us-ascii", "ascii"].iter().any(|known| name.eq_ignore_ascii_case(known));
    // The mark at the beginning belongs to no name.
    if is_utf8 || text.trim_start_matches('\u{feff}').is_ascii() {
        return Ok(());
    }
    Err(Flaw::new(offset, Problem::Encoding(shortened(name))))
}

/// The encoding in the XML declaration, and where it stands.
fn declared(text: &str) -> Option<(usize, &str)> {
    let declaration = text.trim_start_matches('\u{feff}').strip_prefix("<?xml")?.split("?>").next()?;
    let offset = text.find("encoding").filter(|_| declaration.contains("encoding"))?;
    let name = text[offset..].strip_prefix("encoding")?.trim_start().strip_prefix('=')?.trim_start();
    let quote = name.chars().next().filter(|quote| matches!(quote, '"' | '\''))?;
    Some((offset, name[1..].split(quote).next()?))
}

#[cfg(test)]
mod tests {
    use super::check;

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
}
