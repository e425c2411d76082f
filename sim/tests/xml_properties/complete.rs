//! Whether a run has reached everything.

use ifrace_allocator::interface::InterfaceType;
use ifrace_allocator::rules::Rules;
use ifrace_sim::documents::Root;
use ifrace_sim::documents::judge::{Counts, oracle::knows};

/// Panics unless each branch was reached.
pub(crate) fn assert_complete(counts: &Counts) {
    assert_eq!(counts.roots.len(), Root::ALL.len());
    assert!(counts.marks > 0 && counts.carriage_returns > 0, "{} and {}", counts.marks, counts.carriage_returns);
    for rules in Rules::ALL {
        let row = rules.id;
        let known = InterfaceType::ALL.into_iter().filter(|one| knows(row, *one));
        let (types, reached) = (known.clone().count(), known.filter(|one| counts.types.contains_key(&(row, *one))).count());
        assert_eq!((rules.xml.types().len(), reached), (types, types), "types of {row}");
        let knows_all = types == InterfaceType::ALL.len();
        assert!(counts.shown.contains_key(row), "interfaces of networks that run under {row}");
        assert_eq!(counts.refused.contains_key(row), !knows_all, "refusals of {row}");
        for reason in ["vnet", "macvtap", "macvlan", "vif", "not read"] {
            assert!(counts.dropped.contains_key(&(row, reason.to_owned())), "{row} dropped nothing for {reason}");
        }
        assert!(counts.kept.contains_key(row) && counts.kept_unmanaged.contains_key(row), "names that {row} kept");
    }
    // The hole up to 6.6, and the names that the hardened rule gives back to users.
    assert_eq!(counts.unclean.keys().collect::<Vec<_>>(), [&"6.6", &"hardened"]);
}
