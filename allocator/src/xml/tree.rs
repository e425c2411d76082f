//! The tree of a document.

use super::error::{Flaw, Problem};
use super::limits::Outline;
use super::printable::shortened;
use super::{Position, encoding, limits};
use roxmltree::{Document, Error, Node, ParsingOptions, TextPos};

/// An element of a document.
pub(super) type Element<'a, 's> = Node<'a, 's>;

/// What was wrong: at an offset, or at a place that the parser knows.
pub(super) enum TreeError {
    Flaw(Flaw),
    At(Position, Problem),
}

/// Reads a text into a tree.
pub(super) fn parse(text: &str) -> Result<Document<'_>, TreeError> {
    let outline = limits::check(text).map_err(TreeError::Flaw)?;
    encoding::check(text).map_err(TreeError::Flaw)?;
    Document::parse_with_options(text, ParsingOptions { allow_dtd: false, ..ParsingOptions::default() })
        .map_err(|error| tree_error(text, &outline, &error))
}

fn tree_error(text: &str, outline: &Outline, error: &Error) -> TreeError {
    let at_end = |problem| TreeError::Flaw(Flaw::new(text.len(), problem));
    match error {
        Error::UnexpectedEndOfStream | Error::UnclosedRootNode => {
            let inside = outline.open.map(|tag| shortened(tag_name(&text[tag..])));
            at_end(Problem::Truncated { inside })
        }
        Error::NoRootNode => at_end(Problem::Empty),
        other => {
            let place = other.pos();
            // It counts a byte order mark as a column of the first line.
            let mark = usize::from(place.row == 1 && place.col > 1 && text.starts_with('\u{feff}'));
            let position = Position { line: place.row as usize, column: place.col as usize - mark };
            TreeError::At(position, Problem::Malformed(shortened(&words(text, outline, other))))
        }
    }
}

/// The name in a start tag.
fn tag_name(tag: &str) -> &str {
    let name = tag.trim_start_matches('<');
    name.split([' ', '\t', '\r', '\n', '/', '>']).next().unwrap_or_default()
}

/// The parser's words without the place, which is told apart from them; clearer ones for what is easily done wrong.
fn words(text: &str, outline: &Outline, error: &Error) -> String {
    let offset = offset_of_place(text, error.pos());
    let rest = &text[offset..];
    let is_after_root = outline.root_end.is_some_and(|end| offset >= end);
    match error {
        Error::InvalidComment(_) => "a comment cannot have -- in it, or end with -".to_owned(),
        _ if rest.starts_with("<!--") => "a comment cannot stand inside a tag".to_owned(),
        Error::UnknownToken(_) if is_after_root && rest.starts_with('<') => {
            "an element follows the root, of which there can be one only".to_owned()
        }
        Error::UnknownToken(_) if is_after_root => "text follows the root element".to_owned(),
        Error::UnknownToken(_) => "no tag, comment or text can stand here".to_owned(),
        other => other.to_string().replace(&format!(" at {}", other.pos()), ""),
    }
}

/// The offset of a line and a column of the parser.
fn offset_of_place(text: &str, place: TextPos) -> usize {
    let (row, column) = (place.row as usize - 1, place.col as usize - 1);
    let line: usize = text.split_inclusive('\n').take(row).map(str::len).sum();
    line + text[line..].char_indices().nth(column).map_or(text.len() - line, |(at, _)| at)
}

/// The child elements with this name, outside of every namespace: what libvirt's XPath finds.
pub(super) fn children<'a, 's>(parent: Element<'a, 's>, name: &'static str) -> impl Iterator<Item = Element<'a, 's>> {
    parent.children().filter(move |child| child.is_element() && is(*child, name))
}

/// The first of them.
pub(super) fn child<'a, 's>(parent: Element<'a, 's>, name: &'static str) -> Option<Element<'a, 's>> {
    children(parent, name).next()
}

/// Whether an element has this name, and no namespace.
pub(super) fn is(element: Element<'_, '_>, name: &str) -> bool {
    element.tag_name().name() == name && !has_namespace(element)
}

/// Whether an element belongs to a namespace.
pub(super) fn has_namespace(element: Element<'_, '_>) -> bool {
    element.tag_name().namespace().is_some_and(|namespace| !namespace.is_empty())
}

/// The value of the first attribute with this name, of whatever namespace: `x:dev` is read like `dev` (libvirt 9.0.0,
/// `virXMLPropString`, which is `xmlGetProp`).
pub(super) fn attribute<'a>(element: Element<'a, '_>, name: &str) -> Option<&'a str> {
    element.attributes().find(|attribute| attribute.name() == name).map(|attribute| attribute.value())
}
