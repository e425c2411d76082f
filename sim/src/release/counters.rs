//! Where the counters of a daemon begin, and where they end.

use super::DaemonNames;
use ifrace_allocator::IfName;
use ifrace_allocator::names::Naming;
use ifrace_model::policy::DeviceKind;

impl DaemonNames {
    /// The same with counters whose next number is this one, as after the reservation of the name before it. A kind of device
    /// whose default name has no room for that number stays where it is, as does what has no counter.
    ///
    /// The macvlans of 6.8 stay at their beginning: a reservation raises the counter of the macvtaps in their place.
    #[must_use]
    pub fn starting_at(mut self, next: i32) -> Self {
        let Some(last) = next.checked_sub(1).filter(|last| *last >= 0) else { return self };
        for kind in DeviceKind::ALL {
            let Some(name) = IfName::new(format!("{}{last}", kind.prefix())) else { continue };
            if let Self::Exclusive(names) = &mut self {
                names.reserve(name);
            }
            for policy in self.policies().filter(|policy| policy.counter(kind).is_some()) {
                policy.reserve(name.as_bytes());
            }
        }
        self
    }

    /// The same with counters that hand out no number above this one, for small state spaces: all of them start
    /// again behind it. What has no counter is left as it is.
    #[must_use]
    pub fn with_limit(self, max_id: u32) -> Self {
        match self {
            Self::One(policy) => Self::One(policy.with_limit(max_id)),
            Self::Two(taps, macvtaps) => Self::Two(taps.with_limit(max_id), macvtaps.with_limit(max_id)),
            Self::Exclusive(names) => Self::Exclusive(names.with_limit(max_id.into())),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::super::Release;
    use super::*;
    use ifrace_allocator::host::MacvtapKind;
    use ifrace_allocator::names::{NamedKind, NamingAnswer, NamingStep};

    const MACVTAP: NamedKind = NamedKind::OnLower(MacvtapKind::Macvtap);

    fn of(release: &str) -> DaemonNames {
        Release::find(release).expect("it is a row").daemon()
    }

    /// The first name that a new request tries.
    fn first(names: &mut DaemonNames, kind: NamedKind) -> String {
        let mut call = names.begin(kind, None);
        match names.step(&mut call, None) {
            NamingStep::Probe(name) | NamingStep::Create(name) => name.to_string(),
            NamingStep::Done(end) => format!("{end:?}"),
        }
    }

    #[test]
    fn counters_begin_where_they_are_told_to() {
        for release in ["6.8", "7.0", "11.3", "hardened"] {
            let mut names = of(release).starting_at(7);
            assert_eq!((first(&mut names, NamedKind::Tap), first(&mut names, MACVTAP)), ("vnet7".into(), "macvtap7".into()));
            assert_eq!(of(release).starting_at(0), of(release));
        }
        assert_eq!(of("6.6").starting_at(7), of("6.6"), "it has no counter");
    }

    #[test]
    fn a_counter_may_begin_at_the_end_of_its_numbers() {
        for release in ["6.8", "11.3"] {
            let mut names = of(release).starting_at(i32::MAX - 1);
            assert_eq!(first(&mut names, MACVTAP), "macvtap0", "the number does not fit");
            let taps = [(); 3].map(|()| first(&mut names, NamedKind::Tap));
            assert_eq!(taps, ["vnet2147483646", "vnet2147483647", "vnet0"]);
        }
    }

    #[test]
    fn a_limited_counter_starts_again() {
        let taps = |names: DaemonNames| {
            let mut names = names.with_limit(1).starting_at(1);
            [(); 2].map(|()| first(&mut names, NamedKind::Tap))
        };
        assert_eq!(taps(of("6.8")), ["vnet1", "vnet0"]);
        assert_eq!(taps(of("11.3")), ["vnet1", "vnet0"]);
        assert_eq!(taps(of("hardened")), ["vnet1", "vnet0"]);
    }

    #[test]
    fn a_copy_goes_its_own_way() {
        let mut names = of("11.3");
        let mut call = names.begin(NamedKind::Tap, None);
        let (mut copy, mut copied_call) = (names.clone(), call.clone());
        assert_eq!(names.step(&mut call, None), copy.step(&mut copied_call, None));
        assert_eq!((&names, &call), (&copy, &copied_call));
        copy.step(&mut copied_call, Some(NamingAnswer::Exists(Ok(true))));
        assert!(names != copy && call != copied_call);
    }
}
