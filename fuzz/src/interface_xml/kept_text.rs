//! That a document loses its names and nothing else.

use super::tag::Tag;
use ifrace_allocator::xml::{Dropped, Position};
use std::collections::BTreeSet;

/// Checks that `after` is `before` without these names: without the attributes, or without the element of each.
pub(super) fn only_names_are_gone(before: &str, after: &str, dropped: &[Dropped]) {
    // Where both texts may go on. From the place alone nobody can tell which of two elements that follow each other has gone.
    let mut places = BTreeSet::from([(0, 0)]);
    for one in dropped {
        let tag = Tag::around(before, offset(before, one.position));
        places = places.into_iter().flat_map(|place| behind(&tag, before, after, place)).flatten().collect();
        assert!(!places.is_empty(), "up to byte {} more than names is gone: {after:?}", tag.element.end);
    }
    let rest_is_kept = places.iter().any(|&(from, at)| after[at..] == before[from..]);
    assert!(rest_is_kept, "behind the last name something changes: {after:?}");
}

/// Where both texts can go on behind a tag: without its element, and without its names.
fn behind(tag: &Tag, before: &str, after: &str, (from, at): (usize, usize)) -> [Option<(usize, usize)>; 2] {
    let kept = |at: usize, part: &str| after[at..].starts_with(part).then_some(at + part.len());
    let without_element = says_nothing_else(tag, before).then(|| kept(at, &before[from..tag.element.start])).flatten();
    let (mut end, mut without_names) = (from, Some(at));
    for name in &tag.names {
        without_names = without_names.and_then(|at| kept(at, &before[end..name.start]));
        end = name.end;
    }
    [without_element.map(|at| (tag.element.end, at)), without_names.map(|at| (end, at))]
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
    fn an_element_that_stays_empty_before_one_that_goes_is_told_apart() {
        let text = "<interface><target dev='vnet1'\t/><target dev='vnet2'/></interface>";
        let both = dropped(text);
        assert_eq!(both.len(), 2);
        only_names_are_gone(text, "<interface><target\t/></interface>", &both);
        only_names_are_gone(text, "<interface><target/></interface>", &both);
        let wrong = "<interface><target \t/></interface>";
        assert!(catch_unwind(move || only_names_are_gone(text, wrong, &both)).is_err());
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
