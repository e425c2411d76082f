//! What holds of a namespace at any time.

use ifrace_model::kernel::Namespace;

/// Panics unless the table of names is what the devices bear, no more and no less, and each primary name is borne once.
pub(crate) fn assert_consistent(host: &Namespace) {
    let mut borne = 0;
    for (index, device) in host.devices() {
        for name in device.altnames.iter().map(AsRef::as_ref).chain([device.name.as_bytes()]) {
            assert!(host.holders(name).contains(&index), "{index} does not answer to its name {}", name.escape_ascii());
            borne += 1;
        }
        let mut others = host.holders(device.name.as_bytes()).iter().filter(|&&other| other != index);
        let namesake = others.find(|&&other| host.device(other).is_some_and(|other| other.name == device.name));
        assert_eq!(namesake, None, "{index} is called {} as well", device.name);
    }
    let mut answered = 0;
    for name in host.names() {
        let holders = host.holders(name);
        assert_eq!(host.lookup_exact(name), holders.first().copied());
        assert!(!holders.is_empty(), "nothing answers to {}", name.escape_ascii());
        answered += holders.len();
    }
    assert_eq!(borne, answered, "a name has a holder that does not bear it");
}
