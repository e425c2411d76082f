//! No two live devices of a namespace answer to one name.

use super::{Invariant, Violation, shown};
use crate::history::{Call, End, Event, Live};
use crate::is_valid;

/// A name that no device can bear, although it may be an alternative one, is left to `well-formed`.
pub(super) fn check(history: &[Event]) -> Vec<Violation> {
    let mut live = Live::default();
    let mut found = Vec::new();
    for (at, event) in history.iter().enumerate() {
        if let Event::Called(Call { end: End::Named { name, adopted: false }, .. }) = event
            && is_valid(name)
            && live.contains(name)
        {
            let text = format!("{} was handed out while a device answered to it", shown(name));
            found.push(Violation { invariant: Invariant::UniqueName, class: "name-in-use", at, text });
        }
        live.note(event);
    }
    found
}

#[cfg(test)]
mod tests {
    use crate::history::{Call, End, Event};
    use crate::invariant::{Invariant, Profile, check};
    use crate::policy::DeviceKind;

    fn tap(name: &str, keep: bool, adopted: bool) -> Event {
        let end = End::Named { name: name.into(), adopted };
        Event::Called(Call { kind: DeviceKind::Tap, wanted: None, keep, probes_fail: false, end })
    }

    fn broken(history: &[Event]) -> bool {
        check(history, &Profile::ENDLESS).iter().any(|v| v.invariant == Invariant::UniqueName)
    }

    #[test]
    fn a_name_in_use_must_not_be_handed_out() {
        let occupied = Event::Occupied { name: b"vnet0".to_vec() };
        let freed = Event::Freed { name: b"vnet0".to_vec() };
        assert!(broken(&[occupied.clone(), tap("vnet0", false, false)]));
        assert!(!broken(&[occupied, freed.clone(), tap("vnet0", false, false)]));
        assert!(broken(&[tap("vnet0", true, false), tap("vnet0", false, false)]));
        assert!(!broken(&[tap("vnet0", true, false), freed, tap("vnet0", false, false)]));
        assert!(!broken(&[tap("vnet0", false, false), tap("vnet0", false, false)]));
    }

    #[test]
    fn taking_a_device_over_is_another_matter() {
        assert!(!broken(&[Event::Occupied { name: b"vnet0".to_vec() }, tap("vnet0", true, true)]));
    }
}
