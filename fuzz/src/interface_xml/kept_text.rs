//! That a document loses its names and nothing else.

use super::tag::Tag;
use ifrace_allocator::xml::{Dropped, Position};

/// Checks that `after` is `before` without these names: without the attributes, or without the element of each.
pub(super) fn only_names_are_gone(before: &str, after: &str, dropped: &[Dropped]) {
    let tags: Vec<Tag> = dropped.iter().map(|one| Tag::around(before, offset(before, one.position))).collect();
    let (mut from, mut rest) = (0, after);
    for (number, tag) in tags.iter().enumerate() {
        rest = &rest[strip(rest, &before[from..tag.element.start])..];
        let until = tags.get(number + 1).map_or(before.len(), |next| next.element.start);
        if rest.starts_with(&before[tag.element.end..until]) && says_nothing_else(tag, before) {
            from = tag.element.end;
            continue;
        }
        from = tag.element.start;
        for name in &tag.names {
            rest = &rest[strip(rest, &before[from..name.start])..];
            from = name.end;
        }
    }
    assert_eq!(rest, &before[from..], "behind the last name something changes");
}

/// How many bytes a text has, with which another one has to begin.
fn strip(text: &str, prefix: &str) -> usize {
    assert!(text.starts_with(prefix), "{prefix:?} is not kept, but became {text:?}");
    prefix.len()
}

/// Whether an element has nothing but its names.
fn says_nothing_else(tag: &Tag, text: &str) -> bool {
    let mut from = tag.element.start;
    let others = tag.names.iter().map(|name| &text[std::mem::replace(&mut from, name.end)..name.start]);
    others.chain([&text[tag.names[tag.names.len() - 1].end..tag.element.end]]).all(|part| !part.contains('='))
}

/// The offset of a place.
fn offset(text: &str, place: Position) -> usize {
    let mark = if text.starts_with('\u{feff}') { '\u{feff}'.len_utf8() } else { 0 };
    let text = &text[mark..];
    let line: usize = text.split_inclusive('\n').take(place.line - 1).map(str::len).sum();
    let column = text[line..].char_indices().nth(place.column - 1).map_or(text.len(), |(at, _)| line + at);
    mark + column
}

#[cfg(test)]
mod tests {
    use super::only_names_are_gone;
    use ifrace_allocator::rules::XmlRules;
    use ifrace_allocator::xml::{Dialect, Document, Dropped, Writing};
    use std::panic::catch_unwind;

    fn dropped(text: &str) -> Vec<Dropped> {
        let dialect = Dialect { rules: &XmlRules::HARDENED, driver_prefix: None };
        Document::read(text, &dialect).expect("it is read").written(Writing::Migratable).dropped
    }

    #[test]
    fn any_other_change_is_found() {
        let text = "<interface><target dev='vnet0'/> <mac/></interface>";
        let one = dropped(text);
        only_names_are_gone(text, "<interface> <mac/></interface>", &one);
        let named = "<interface><target dev='vnet0' managed='yes'/> <mac/></interface>";
        only_names_are_gone(named, "<interface><target managed='yes'/> <mac/></interface>", &dropped(named));
        for wrong in ["<interface><mac/></interface>", "<interface> <mac/></interface> ", text, "<interface> <mac/></interfac>"] {
            let text = text.to_owned();
            let one = one.clone();
            assert!(catch_unwind(move || only_names_are_gone(&text, wrong, &one)).is_err(), "{wrong}");
        }
    }
}
