//! What a run has reached.

use crate::documents::{Root, Sample};
use ifrace_allocator::interface::InterfaceType;
use std::collections::BTreeMap;

/// A row of rules, by its identifier.
pub type Row = &'static str;

/// How often each branch was taken.
#[derive(Clone, Debug, Default)]
pub struct Counts {
    /// Documents.
    pub documents: u64,
    /// The same by their outermost element.
    pub roots: BTreeMap<Root, u64>,
    /// Documents with an interface that the row does not know, which it refuses.
    pub refused: BTreeMap<Row, u64>,
    /// Interfaces by their type.
    pub types: BTreeMap<(Row, InterfaceType), u64>,
    /// Interfaces that are shown as what a network has made of them.
    pub shown: BTreeMap<Row, u64>,
    /// Documents with a byte order mark.
    pub marks: u64,
    /// Documents with lines of Windows.
    pub carriage_returns: u64,
    /// Names that were dropped, by the prefix that they were dropped for.
    pub dropped: BTreeMap<(Row, String), u64>,
    /// Names that were kept.
    pub kept: BTreeMap<Row, u64>,
    /// Those of them that only `managed='no'` kept.
    pub kept_unmanaged: BTreeMap<Row, u64>,
    /// Names that were kept although the rule of 6.7 drops them.
    pub unclean: BTreeMap<Row, u64>,
}

impl Counts {
    /// Counts a document, whatever rules it is judged under.
    pub fn document(&mut self, sample: &Sample) {
        self.documents += 1;
        count(&mut self.roots, sample.root);
        self.marks += u64::from(sample.text.starts_with('\u{feff}'));
        self.carriage_returns += u64::from(sample.text.contains("\r\n"));
    }

    /// Adds what another thread has counted.
    pub fn add(&mut self, other: Self) {
        self.documents += other.documents;
        add(&mut self.roots, other.roots);
        add(&mut self.refused, other.refused);
        add(&mut self.types, other.types);
        add(&mut self.shown, other.shown);
        self.marks += other.marks;
        self.carriage_returns += other.carriage_returns;
        add(&mut self.dropped, other.dropped);
        add(&mut self.kept, other.kept);
        add(&mut self.kept_unmanaged, other.kept_unmanaged);
        add(&mut self.unclean, other.unclean);
    }
}

/// Counts one.
pub(super) fn count<K: Ord>(counts: &mut BTreeMap<K, u64>, key: K) {
    *counts.entry(key).or_default() += 1;
}

fn add<K: Ord>(counts: &mut BTreeMap<K, u64>, other: BTreeMap<K, u64>) {
    for (key, number) in other {
        *counts.entry(key).or_default() += number;
    }
}
