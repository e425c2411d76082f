//! A simple host in memory: deterministic, without randomness, time or a system call.
//!
//! It answers a [`HostOp`](crate::host::HostOp) as Linux and the tools of the host do, so far as the life cycle of a guest can
//! tell, and it knows nothing of the release that asks. Every thing on it remembers who made it, which no real host does
//! reliably: so a judge can say what a guest lost and what it left behind ([`MemoryHost::belongings`]).

mod bandwidth;
mod belongings;
mod borrowed;
mod descriptors;
mod device;
mod devices;
mod errno;
mod filters;
mod hypervisors;
mod links;
mod mac_rules;
mod naming;
mod observe;
mod ovs;
mod ovs_qos;
mod perform;
mod ports;
mod records;
mod settings;
mod setup;
mod taps;
#[cfg(test)]
mod test_host;

pub use belongings::Belongings;
pub use borrowed::Borrowed;
pub use device::{Device, Holder, Limits, Lower};
pub use filters::Binding;
pub use hypervisors::Cpus;
pub use ovs::OvsRow;
pub use ovs_qos::{OvsLimit, OvsSide};
pub use ports::Port;
pub use records::ScriptRun;

/// A host in memory.
///
/// The reuse of a name, and what the late cleanup of its former owner does to the new one. Guest A's tap `vnet0` dies with its
/// hypervisor, B gets a `vnet0` of its own, and only then does A clean up:
///
/// ```
/// use ifrace_allocator::host::{DeviceRef, ExistingFilter, FilterDriver, Host, HostOp, Incarnation, Key, Reply};
/// use ifrace_allocator::interface::{Bandwidth, Filter};
/// use ifrace_allocator::memory::MemoryHost;
/// use ifrace_allocator::{IfName, Mac};
///
/// let (a, b) = (Incarnation::new(0, 1), Incarnation::new(1, 1));
/// let (template, vnet0) = (IfName::new("vnet%d").unwrap(), IfName::new("vnet0").unwrap());
/// let driver = FilterDriver::Ebiptables;
/// let filter = Filter { name: "clean-traffic".to_owned(), parameters: Vec::new() };
/// let mut host = MemoryHost::new();
///
/// let created = host.perform(a, &HostOp::CreateTap { name: template, queues: 1, exclusive: true })?;
/// let Reply::Device { name, index: index_of_a } = created else { panic!("{created:?}") };
/// assert_eq!(name, vnet0);
/// host.perform(a, &HostOp::Spawn)?;
/// host.hypervisor_dies(a);
///
/// host.perform(b, &HostOp::CreateTap { name: template, queues: 1, exclusive: true })?;
/// assert_eq!(host.owner_of_device(vnet0), Some(b));
/// host.perform(b, &HostOp::CreateFilter { name: vnet0, filter: &filter, mac: Mac([2; 6]), driver, existing: ExistingFilter::Refused })?;
/// host.perform(b, &HostOp::SetBandwidth { name: vnet0, bandwidth: Bandwidth::default(), swapped: true })?;
/// let before = host.belongings(b);
///
/// // By identity, A's cleanup finds nothing.
/// host.perform(a, &HostOp::ClearBandwidth { device: DeviceRef::Index { index: index_of_a, name: vnet0 } })?;
/// host.perform(a, &HostOp::DeleteFilter { name: vnet0, driver, key: Key::Identity })?;
/// assert_eq!(host.belongings(b), before);
///
/// // By name, it succeeds as well: on what is B's.
/// host.perform(a, &HostOp::ClearBandwidth { device: DeviceRef::Name(vnet0) })?;
/// host.perform(a, &HostOp::DeleteFilter { name: vnet0, driver, key: Key::Name })?;
/// let after = host.belongings(b);
/// assert!(after.bandwidths.is_empty() && after.filters.is_empty() && after.devices.len() == 1);
/// # Ok::<(), ifrace_allocator::host::Failure>(())
/// ```
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct MemoryHost {
    devices: devices::Devices,
    hypervisors: hypervisors::Hypervisors,
    filters: filters::Filters,
    mac_rules: mac_rules::MacRules,
    ovs: ovs::OpenVswitch,
    ports: ports::Ports,
    borrowed: borrowed::BorrowedLowers,
    records: records::Records,
}
