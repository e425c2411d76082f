//! The elements inside of an element.

use std::ops::Range;

/// The elements right inside of the first element of a text, by name and place, which begins with the space before. The text has been read before: what is no XML has
/// no meaningful answer, but an answer.
pub(super) fn children(text: &str) -> Vec<(String, Range<usize>)> {
    let (mut children, mut open) = (Vec::new(), Vec::new());
    let mut at = 0;
    while let Some(from) = text[at..].find('<').map(|found| at + found) {
        let Some(tag) = tag(&text[from..]) else { break };
        at = from + tag.len();
        if tag.starts_with("<!") || tag.starts_with("<?") {
            continue;
        }
        if !tag.starts_with("</") {
            open.push((name(tag), from));
        }
        if (tag.starts_with("</") || tag.ends_with("/>"))
            && let Some((name, from)) = open.pop()
            && open.len() == 1
        {
            children.push((name, text[..from].trim_end().len()..at));
        }
    }
    children
}

/// The tag, comment or section that a text begins with.
fn tag(text: &str) -> Option<&str> {
    let special = [("<!--", "-->"), ("<![CDATA[", "]]>"), ("<?", "?>")];
    if let Some((_, end)) = special.into_iter().find(|(begin, _)| text.starts_with(begin)) {
        return text.find(end).map(|found| &text[..found + end.len()]);
    }
    let mut quote = None;
    for (at, one) in text.char_indices() {
        match (quote, one) {
            (None, '>') => return Some(&text[..=at]),
            (None, '\'' | '"') => quote = Some(one),
            (Some(begun), _) if begun == one => quote = None,
            _ => {}
        }
    }
    None
}

fn name(tag: &str) -> String {
    tag[1..].split(|one: char| one.is_whitespace() || one == '/' || one == '>').next().unwrap_or_default().to_owned()
}

#[cfg(test)]
mod tests {
    use super::children;

    #[test]
    fn children_are_found_whatever_is_around_them() {
        let text = "<?xml version='1.0'?><interface type='a>b'>\n <!-- <no/> --><source x=\"/>\"/><a><b><c/></b></a >\
                    <![CDATA[<d/>]]> <e\n f=''></e></interface>";
        let found = children(text);
        let texts: Vec<_> = found.iter().map(|(name, range)| (name.as_str(), &text[range.clone()])).collect();
        let expected = [("source", "<source x=\"/>\"/>"), ("a", "<a><b><c/></b></a >"), ("e", " <e\n f=''></e>")];
        assert_eq!(texts, expected);
    }

    #[test]
    fn what_is_no_xml_is_no_reason_to_panic() {
        for text in ["", "<", "<a", "</a>", "<a><b", "<!--", "<é><ü/></é>", "a > b"] {
            assert!(children(text).len() <= 1, "{text}");
        }
    }
}
