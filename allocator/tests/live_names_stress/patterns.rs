//! The patterns of names that workers ask for.

use ifrace_allocator::IfName;
use ifrace_allocator::names::NamePattern;

/// The default of taps and of macvtaps; one with a hundred names, so that it begins anew all the time; one whose names are all of the
/// first pattern too.
const TEMPLATES: [&str; 4] = ["vnet%d", "macvtap%d", "fourteen-by-%dx", "vnet1%d"];

/// The number of the pattern with a hundred names.
pub(crate) const HUNDRED: usize = 2;

/// How many there are.
pub(crate) const COUNT: usize = TEMPLATES.len();

/// The pattern with this number.
pub(crate) fn pattern(number: usize) -> NamePattern {
    NamePattern::parse(TEMPLATES[number].as_bytes()).unwrap()
}

/// The number of the pattern that has given a name, by the name and its generation.
pub(crate) fn number_of(name: IfName, generation: u64) -> usize {
    (0..COUNT).find(|number| pattern(*number).name(generation) == name).unwrap()
}
