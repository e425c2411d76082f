//! Names of devices as users and libvirt write them into documents.

use crate::Rng;
use ifrace_allocator::IfName;
use std::collections::BTreeSet;

/// Names on both sides of every rule: generated ones, names of users that begin like these, and names that nearly do; templates;
/// names of the greatest length, of digits, and with characters that XML has to escape.
const NAMES: [&str; 46] = [
    "vnet0",
    "vnet5",
    "vnet",
    "vnet05",
    "vnet-1",
    "vnet1x",
    "vnet2147483648",
    "vnetwork-a",
    "vnet-of-15-byte",
    "vnet%d",
    "macvtap0",
    "macvtap",
    "macvtap_foo",
    "macvtap00",
    "macvtap12345678",
    "macvtap%d",
    "macvlan3",
    "macvlan",
    "macvlan-guest",
    "vif1.0",
    "vif0",
    "vif",
    "vifa-emu",
    "tap0",
    "mytap%d",
    "mytap0",
    "%d",
    "eth-x",
    "eth0.100",
    "0",
    "42",
    "007",
    "fifteen-bytes-x",
    "Vnet0",
    "VNET0",
    "xvnet0",
    "vne0",
    "macvta0",
    "macv",
    "vnic1",
    "a&b",
    "it's",
    "\"q\"",
    "<x>",
    "é0",
    "vnet\u{e9}",
];

const PREFIXES: [&str; 7] = ["vnet", "macvtap", "macvlan", "vif", "tap", "vnet0", "guest"];

/// A name that is not taken yet.
pub(super) fn name(rng: &mut Rng, taken: &mut BTreeSet<String>) -> IfName {
    loop {
        let name = match rng.below(5) {
            0 => format!("{}{}", rng.pick(&PREFIXES), rng.below(12)),
            1 => format!("{}{}", rng.pick(&PREFIXES), rng.below(100_000)),
            _ => (*rng.pick(&NAMES)).to_owned(),
        };
        if let Some(name) = IfName::new(&name).filter(|_| !taken.contains(&name)) {
            taken.insert(name_text(&name));
            return name;
        }
    }
}

/// The name as a document has it.
pub(super) fn name_text(name: &IfName) -> String {
    String::from_utf8_lossy(name.as_bytes()).into_owned()
}
