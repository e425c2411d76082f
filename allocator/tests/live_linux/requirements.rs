//! What the machine offers.

use crate::support::{enter, names_in_sysfs};
use ifrace_allocator::linux::{OsError, requirements};

#[test]
fn requirements_name_what_is_missing() {
    let (netns, _) = enter();
    let release = std::fs::read_to_string("/proc/sys/kernel/osrelease").unwrap();
    assert_eq!(requirements::kernel_release(), release.trim_end());
    assert_eq!(requirements::tun_access(), requirements::TunAccess::Usable);
    let support = requirements::link_kinds(&netns).unwrap();
    let outcome = |kind| support.iter().find(|support| support.kind == kind).unwrap().outcome;
    for kind in ["bridge", "veth", "macvlan", "macvtap"] {
        assert_eq!(outcome(kind), Ok(()), "{kind}");
    }
    for kind in ["dummy", "ifb"] {
        let unknown = |error: OsError| error.symbol() == Some("EOPNOTSUPP");
        assert!(outcome(kind).is_ok() || outcome(kind).is_err_and(unknown), "{kind}: {:?}", outcome(kind));
    }
    assert_eq!(names_in_sysfs(), ["lo"], "nothing is left behind");
}
