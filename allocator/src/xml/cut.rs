//! The parts of a text that go when a name is dropped.

use super::tree::Element;
use std::borrow::Cow;
use std::ops::Range;

/// Which `<target>` of its interface an element is.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Rank {
    Only,
    First,
    /// It is not read.
    Later,
}

/// What goes of one `<target>`.
#[derive(Clone, Debug)]
pub(super) struct Cut {
    first: Range<usize>,
    /// Further parts, in ascending order.
    more: Vec<Range<usize>>,
}

impl Cut {
    /// What goes of a `<target>` with its name: every attribute `dev` with the space before it, or all of the element if nothing
    /// else is in it. Every one, for an attribute of a namespace is read too if no other one precedes it.
    ///
    /// The first of several elements stays, or else the next one would be read.
    pub(super) fn of(text: &str, target: Element<'_, '_>, rank: Rank) -> Option<Self> {
        let mut named = target.attributes().filter(|attribute| attribute.name() == "dev");
        let first = named.next()?.range();
        if rank != Rank::First && is_empty_without_name(target) && can_go(text, target.range()) {
            return Some(Self { first: target.range(), more: Vec::new() });
        }
        let more = named.map(|attribute| with_space_before(text, attribute.range())).collect();
        Some(Self { first: with_space_before(text, first), more })
    }
}

fn is_empty_without_name(target: Element<'_, '_>) -> bool {
    let is_blank = |child: Element<'_, '_>| child.is_text() && child.text().is_none_or(|text| text.trim_ascii().is_empty());
    target.attributes().all(|attribute| attribute.name() == "dev") && target.children().all(is_blank)
}

/// Whether the text around an element may come together: `]]>` must not stand in text.
fn can_go(text: &str, element: Range<usize>) -> bool {
    !(text[..element.start].ends_with(']') && text[element.end..].starts_with([']', '>']))
}

fn with_space_before(text: &str, range: Range<usize>) -> Range<usize> {
    let before = text[..range.start].trim_end_matches([' ', '\t', '\r', '\n']);
    before.len()..range.end
}

/// The text without these parts, which come in ascending order.
pub(super) fn without<'s, 'c>(text: &'s str, cuts: impl Iterator<Item = &'c Cut>) -> Cow<'s, str> {
    let mut cuts = cuts.peekable();
    if cuts.peek().is_none() {
        return Cow::Borrowed(text);
    }
    let (mut kept, mut from) = (String::with_capacity(text.len()), 0);
    for range in cuts.flat_map(|cut| std::iter::once(&cut.first).chain(&cut.more)) {
        kept.push_str(&text[from..range.start]);
        from = range.end;
    }
    kept.push_str(&text[from..]);
    Cow::Owned(kept)
}
