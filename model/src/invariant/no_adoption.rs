//! A start never takes over a device that it did not create.

use super::{Invariant, Violation, shown};
use crate::history::{Call, End, Event};

pub(super) fn check(history: &[Event]) -> Vec<Violation> {
    let mut found = Vec::new();
    for (at, event) in history.iter().enumerate() {
        let Event::Called(Call { end, wanted, .. }) = event else { continue };
        let (class, name) = match end {
            End::Named { adopted: true, name } => ("generated-name", name.as_slice()),
            End::Literal { adopted: true } => ("requested-name", wanted.as_deref().unwrap_or_default()),
            _ => continue,
        };
        let text = format!("{} was there before, and the start attached to it", shown(name));
        found.push(Violation { invariant: Invariant::NoAdoption, class, at, text });
    }
    found
}

#[cfg(test)]
mod tests {
    use crate::history::{Call, End, Event};
    use crate::invariant::{Profile, check};
    use crate::policy::DeviceKind;

    fn classes(end: End) -> Vec<&'static str> {
        let call = Call { kind: DeviceKind::Tap, wanted: Some(b"mine".to_vec()), keep: true, probes_fail: false, end };
        check(&[Event::Called(call)], &Profile::ENDLESS).iter().map(|v| v.class).collect()
    }

    #[test]
    fn attaching_is_a_violation_by_either_way() {
        assert_eq!(classes(End::Named { name: b"mine".to_vec(), adopted: true }), ["generated-name"]);
        assert_eq!(classes(End::Literal { adopted: true }), ["requested-name"]);
        assert!(classes(End::Named { name: b"mine".to_vec(), adopted: false }).is_empty());
        assert!(classes(End::Literal { adopted: false }).is_empty());
    }
}
