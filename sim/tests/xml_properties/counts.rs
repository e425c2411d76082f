//! What a run has reached.

use crate::oracle::knows;
use ifrace_allocator::interface::InterfaceType;
use ifrace_allocator::rules::Rules;
use ifrace_sim::documents::Root;
use std::collections::BTreeMap;

/// A row of rules, by its identifier.
type Row = &'static str;

/// How often each branch was taken.
#[derive(Default)]
pub(crate) struct Counts {
    pub(crate) documents: u64,
    pub(crate) roots: BTreeMap<Root, u64>,
    /// Documents with an interface that the row does not know, which it refuses.
    pub(crate) refused: BTreeMap<Row, u64>,
    pub(crate) types: BTreeMap<(Row, InterfaceType), u64>,
    /// Interfaces that are shown as what a network has made of them.
    pub(crate) shown: BTreeMap<Row, u64>,
    /// Documents with a byte order mark, and with lines of Windows.
    pub(crate) marks: u64,
    pub(crate) carriage_returns: u64,
    /// Names that were dropped, by the prefix that they were dropped for.
    pub(crate) dropped: BTreeMap<(Row, String), u64>,
    /// Names that were kept.
    pub(crate) kept: BTreeMap<Row, u64>,
    /// Those of them that only `managed='no'` kept.
    pub(crate) kept_unmanaged: BTreeMap<Row, u64>,
    /// Names that were kept although the rule of 6.7 drops them.
    pub(crate) unclean: BTreeMap<Row, u64>,
}

impl Counts {
    /// Adds what another thread has counted.
    pub(crate) fn add(&mut self, other: Self) {
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

    /// Checks that each branch was reached.
    pub(crate) fn are_complete(&self) {
        assert_eq!(self.roots.len(), Root::ALL.len());
        assert!(self.marks > 0 && self.carriage_returns > 0, "{} and {}", self.marks, self.carriage_returns);
        for rules in Rules::ALL {
            let row = rules.id;
            let known = InterfaceType::ALL.into_iter().filter(|one| knows(row, *one));
            let (types, reached) = (known.clone().count(), known.filter(|one| self.types.contains_key(&(row, *one))).count());
            assert_eq!((rules.xml.types().len(), reached), (types, types), "types of {row}");
            let knows_all = types == InterfaceType::ALL.len();
            assert!(self.shown.contains_key(row), "interfaces of networks that run under {row}");
            assert_eq!(self.refused.contains_key(row), !knows_all, "refusals of {row}");
            for reason in ["vnet", "macvtap", "macvlan", "vif", "not read"] {
                assert!(self.dropped.contains_key(&(row, reason.to_owned())), "{row} dropped nothing for {reason}");
            }
            assert!(self.kept.contains_key(row) && self.kept_unmanaged.contains_key(row), "names that {row} kept");
        }
        // The hole up to 6.6, and the names that the hardened rule gives back to users.
        assert_eq!(self.unclean.keys().collect::<Vec<_>>(), [&"6.6", &"hardened"]);
    }
}

/// Counts one.
pub(crate) fn count<K: Ord>(counts: &mut BTreeMap<K, u64>, key: K) {
    *counts.entry(key).or_default() += 1;
}

fn add<K: Ord>(counts: &mut BTreeMap<K, u64>, other: BTreeMap<K, u64>) {
    for (key, number) in other {
        *counts.entry(key).or_default() += number;
    }
}
