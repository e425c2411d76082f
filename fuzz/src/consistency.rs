//! What holds of a namespace at any time.

use ifrace_model::kernel::Namespace;

/// Panics unless the table of names is what the devices bear, no more and no less, and each primary name is borne once.
///
/// It goes through the table and counts what the devices bear: to look up each name would take most of the time of a target.
pub(crate) fn assert_consistent(host: &Namespace) {
    let mut answered = 0;
    for (name, holders) in host.names_with_holders() {
        assert!(!holders.is_empty(), "nothing answers to {}", name.escape_ascii());
        let mut called = None;
        for &index in holders {
            let device = host.device(index).unwrap_or_else(|| panic!("{} leads to no device", name.escape_ascii()));
            let is_primary = device.name.as_bytes() == name;
            // A device may bear a name twice: a template can give it one that is an alternative name of its own.
            let bears = usize::from(is_primary) + device.altnames.iter().filter(|altname| altname.as_ref() == name).count();
            let answers = holders.iter().filter(|&&holder| holder == index).count();
            assert_eq!(answers, bears, "{index} and its name {}", name.escape_ascii());
            let namesake = called.filter(|&other| is_primary && other != index);
            assert_eq!(namesake, None, "{index} is called {} as well", name.escape_ascii());
            called = called.or(is_primary.then_some(index));
        }
        answered += holders.len();
    }
    let borne: usize = host.devices().map(|(_, device)| device.altnames.len() + 1).sum();
    assert_eq!(borne, answered, "a device does not answer to one of its names");
}
