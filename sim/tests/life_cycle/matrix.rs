//! Every guest on every path, and how often each was tried.

use crate::facts::Facts;
use crate::kind::{Kind, Spec};
use crate::path::Path;
use crate::what::What;
use ifrace_sim::release::Release;
use std::collections::BTreeMap;

/// The interfaces of one guest.
pub(crate) type Guest = Vec<Spec>;

/// Guests with one interface of every kind: bare, and with everything, under a generated name and under a user's.
fn alone() -> impl Iterator<Item = Guest> {
    let forms = |kind: Kind| -> &[(Option<&'static str>, bool)] {
        let takes_name = kind.has_device() && !kind.is_unmanaged();
        if takes_name { &[(None, false), (None, true), (Some("user-name"), true)] } else { &[(None, false), (None, true)] }
    };
    let all = move |kind: Kind| forms(kind).iter().map(move |(named, full)| vec![Spec::new(kind, *named, *full)]);
    Kind::all().filter(|kind| !is_double(*kind)).flat_map(all)
}

/// The types without a device are all alike to the host; two of them stand for the others where every step fails in turn.
fn is_double(kind: Kind) -> bool {
    use ifrace_allocator::interface::InterfaceType;
    matches!(kind, Kind::NoDevice(one) if ![InterfaceType::User, InterfaceType::Vhostuser].contains(&one))
}

/// Guests with two interfaces, of which either may be the one that fails.
fn in_pairs() -> impl Iterator<Item = Guest> {
    let full = |kind| Spec::new(kind, None, true);
    let others = [Kind::NetworkBridge, Kind::NetworkOvs, Kind::Passthrough, Kind::Ethernet, Kind::UnmanagedTap];
    let first = others.into_iter().map(move |kind| vec![full(kind), full(Kind::Bridge)]);
    let second = Kind::WITH_DEVICE.into_iter().map(move |kind| vec![full(Kind::Ovs), full(kind)]);
    let named = Spec::new(Kind::Direct, Some("user-name"), true);
    first.chain(second).chain([vec![named, full(Kind::Passthrough)]])
}

/// Every guest that a release can start, for a path.
pub(crate) fn guests(path: Path, release: &Release) -> Vec<Guest> {
    let refused = |spec: &Spec| spec.kind == Kind::UnmanagedTap && Facts::of(release).refuses_own_tap();
    let pairs = in_pairs().filter(|_| !path.is_of_one());
    alone().chain(pairs).filter(|specs| !specs.iter().any(refused)).collect()
}

/// How often something was tried.
#[derive(Debug, Default)]
pub(crate) struct Counts {
    pub(crate) cases: usize,
    by_path: BTreeMap<Path, usize>,
    by_kind: BTreeMap<(Path, Kind), usize>,
    by_what: BTreeMap<What, usize>,
}

impl Counts {
    pub(crate) fn add(&mut self, path: Path, specs: &[Spec], what: What) {
        self.cases += 1;
        *self.by_path.entry(path).or_default() += 1;
        *self.by_what.entry(what).or_default() += 1;
        for spec in specs {
            *self.by_kind.entry((path, spec.kind)).or_default() += 1;
        }
    }

    pub(crate) fn merge(&mut self, other: Self) {
        self.cases += other.cases;
        other.by_path.into_iter().for_each(|(key, count)| *self.by_path.entry(key).or_default() += count);
        other.by_kind.into_iter().for_each(|(key, count)| *self.by_kind.entry(key).or_default() += count);
        other.by_what.into_iter().for_each(|(key, count)| *self.by_what.entry(key).or_default() += count);
    }

    /// Nothing was left out: neither a path, nor a kind of interface on it, nor a kind of operation.
    pub(crate) fn are_complete(&self, whats: usize) {
        let kinds = Kind::all().filter(|kind| !is_double(*kind)).count();
        let found = (self.by_path.len(), self.by_kind.len(), self.by_what.len());
        assert_eq!(found, (Path::ALL.len(), Path::ALL.len() * kinds, whats), "{} cases: {self:#?}", self.cases);
        let least = self.by_path.values().chain(self.by_kind.values()).chain(self.by_what.values()).min();
        assert!(least.is_some_and(|least| *least >= 11), "{} cases: {self:#?}", self.cases);
    }
}
