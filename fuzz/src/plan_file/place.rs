//! Places in a text.

use ifrace_allocator::xml::Position;

/// Panics unless the text has this place; it ends with one more.
pub(super) fn assert_in(place: Position, text: &str) {
    let line = place.line.checked_sub(1).and_then(|before| text.split('\n').nth(before));
    let columns = |line: &str| 1..=line.chars().count() + 1;
    assert!(line.is_some_and(|line| columns(line).contains(&place.column)), "{place} is no place of {text:?}");
}
