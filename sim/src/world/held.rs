//! Which names a guest has not given up.

use super::host::Host;
use super::info::Info;
use super::op::NameId;
use super::owner::Owner;

/// Whether a guest whose cleanup is pending has not given up a name: its daemon knows of it, or, where that may be no more than a note,
/// something of the guest is still keyed by it.
pub(super) fn holds(host: &Host, guest: usize, info: &Info, name: NameId) -> bool {
    if !info.ahead || info.has_made(name) {
        return info.gives_up(name);
    }
    let own = Owner::new(guest as u8, info.start);
    host.slot(name).is_some_and(|slot| {
        let is_marked = slot.mac_rules >> (4 * guest) & 0xf != 0 || slot.qos >> guest & 1 != 0;
        is_marked || [slot.creator, slot.limits, slot.filter, slot.row_owner, slot.receiving].contains(&own)
    })
}
