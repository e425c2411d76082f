//! A macvtap with a name that nobody has, and its removal by what it is.
//!
//! ```console
//! # unshare --net --mount sh
//! # mount -t sysfs sysfs /sys
//! # ip link add left type veth peer right
//! # cargo run -p ifrace-allocator --example macvtap -- /run/agent left
//! macvtap0: index 4, generation 0, 1 descriptor
//! removed
//! ```
//!
//! The first argument is the folder of the state, which remembers the names that were given: the next run prints `macvtap1`. The second
//! is the device that the macvtap is on. Who has moved to a private network namespace needs a `/sys` of it, as above, since that tells
//! which character device belongs to the macvtap.

use ifrace_allocator::host::MacvtapKind;
use ifrace_allocator::linux::devices::{DeviceAllocator, MacvtapOptions};
use ifrace_allocator::linux::rtnetlink::{Rtnetlink, payload};
use ifrace_allocator::names::{NameAllocator, NamePattern, NamedKind, OnDamage};
use std::error::Error;
use std::io::Write;
use std::path::Path;

fn main() -> Result<(), Box<dyn Error>> {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let [folder, lower] = &arguments[..] else { return Err("usage: macvtap FOLDER DEVICE".into()) };
    make_and_remove(Path::new(folder), lower, &mut std::io::stdout())
}

/// Makes a macvtap on a device, describes it, and removes it.
pub(crate) fn make_and_remove(folder: &Path, lower: &str, out: &mut dyn Write) -> Result<(), Box<dyn Error>> {
    // A state that is made anew begins behind the devices that are there.
    let host_names = &mut || Ok(Rtnetlink::open()?.dump()?.into_iter().map(|link| link.name).collect());
    let (names, _) = NameAllocator::open(folder, OnDamage::Refuse, host_names)?;
    let devices = DeviceAllocator::open(names)?;

    // What runs that were killed have left behind; a macvtap stays until somebody deletes it. What cannot be looked at, such as one of
    // another network namespace, is for a later run.
    for orphan in devices.take_orphans()? {
        if devices.device_of(&orphan).is_ok() {
            devices.remove_orphan(orphan)?.done()?;
        }
    }

    let lower = Rtnetlink::open()?.get_by_name(&payload(lower.as_bytes()))?;
    let pattern = NamePattern::of_kind(NamedKind::OnLower(MacvtapKind::Macvtap));
    let macvtap = devices.create_macvtap(pattern.into(), &MacvtapOptions::on(lower.index))?;
    let (name, index, generation) = (macvtap.name(), macvtap.index(), macvtap.generation());
    writeln!(out, "{name}: index {index}, generation {generation}, {} descriptor", macvtap.descriptors().count())?;

    // Here a hypervisor would get the descriptor, and run.

    // Deleted by index, mark and network namespace: never another device that has the name by now.
    let lease = devices.remove(macvtap)?;
    // Filter rules, bandwidth limits and whatever else is known by the name would go here. Then the name may be given again.
    lease.done()?;
    writeln!(out, "removed")?;
    Ok(())
}
