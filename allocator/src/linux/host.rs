//! The real host: operations of the life cycle of a guest on the devices of a private network namespace, and with the commands
//! that libvirt runs. It is a test bench, not an agent that runs guests on a machine.
//!
//! | part | by |
//! |---|---|
//! | taps, macvtaps, bridges, addresses | system calls |
//! | network filters | `ebtables`, `iptables` and `ip6tables`, or `nft` |
//! | limits of traffic | `tc`, and netlink where an index has to do |
//! | Open vSwitch | `ovs-vsctl` |
//! | hypervisors | child processes, which do nothing but hold the descriptors of devices |
//!
//! Every command is run by its argument vector, never by a shell, without anything on its standard input that it was not given,
//! and is killed if it hangs.

mod bandwidth;
mod bindings;
mod command;
mod config;
pub(super) mod device_node;
mod devices;
mod ebiptables;
mod failure;
mod filters;
mod floor;
mod handover;
mod hypervisors;
mod links;
mod lowers;
mod mac_rules;
mod macvtaps;
mod nftables;
mod observe;
mod openvswitch;
mod patterns;
mod perform;
mod ports;
mod private_folder;
mod private_open_vswitch;
mod processes;
mod programs;
mod rule_set;
mod runner;
mod taps;

pub use command::Command;
pub use config::Config;
pub use private_open_vswitch::PrivateOpenVswitch;
pub(in crate::linux) use processes::exclusively;
pub use processes::start_process;
pub use programs::{find_program, package_of};

use super::ioctl::InterfaceIoctl;
use super::netns::{NetnsId, PrivateNetns};
use super::rtnetlink::Rtnetlink;
use crate::IfName;
use crate::host::{Failure, Incarnation};
use std::collections::BTreeMap;
use std::marker::PhantomData;

/// A host that works in the network namespace of the thread that made it.
///
/// ```no_run
/// use ifrace_allocator::IfName;
/// use ifrace_allocator::host::{Host, HostOp, Incarnation, Observe};
/// use ifrace_allocator::linux::host::{Config, LinuxHost};
/// use ifrace_allocator::linux::netns::PrivateNetns;
///
/// let netns = PrivateNetns::enter()?;
/// let mut host = LinuxHost::in_private(&netns, Config::default())?;
/// let (guest, template) = (Incarnation::new(0, 1), IfName::new("vnet%d").unwrap());
/// host.perform(guest, &HostOp::CreateTap { name: template, queues: 1, exclusive: true })?;
/// host.perform(guest, &HostOp::Spawn)?;
/// assert_eq!(host.observe()?.to_string(), "vnet0 tap, down");
/// host.hypervisor_dies(guest)?;
/// assert_eq!(host.observe()?.to_string(), "nothing");
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
///
/// It is a test bench, for private network namespaces and nothing else. It is bound to its thread: the system ends the
/// hypervisors when this thread ends. They are processes that hold descriptors and never learn which; a guest could not be run in
/// them. Dropping the host kills them and closes all devices; everything else in the namespace stays as it is.
#[derive(Debug)]
pub struct LinuxHost {
    config: Config,
    netns: NetnsId,
    rtnetlink: Rtnetlink,
    ioctl: InterfaceIoctl,
    runner: runner::Runner,
    /// The descriptors that the daemons hold.
    devices: devices::Devices,
    hypervisors: hypervisors::Hypervisors,
    bindings: bindings::Bindings,
    /// The devices under macvtaps in passthrough mode, by name.
    borrowed: BTreeMap<IfName, lowers::Borrowed>,
    ports: ports::Ports,
    /// Whether the chain for the rules of `mac_filter` was made.
    mac_rules_prepared: bool,
    thread: PhantomData<*const ()>,
}

impl LinuxHost {
    /// A host in a network namespace that this thread was moved to, which keeps everything away from the machine.
    ///
    /// # Errors
    /// The thread is not in that namespace, such as one that is still where the process was started; or a socket cannot be
    /// opened.
    pub fn in_private(netns: &PrivateNetns, config: Config) -> Result<Self, Failure> {
        if NetnsId::current()? != netns.id() {
            return Err(Failure::other(
                "the thread is not in the private network namespace that was made for it; nothing may be done outside",
            ));
        }
        Ok(Self {
            netns: netns.id(),
            rtnetlink: Rtnetlink::open()?,
            ioctl: InterfaceIoctl::open()?,
            runner: runner::Runner::new(config.folders.clone(), config.limit, config.record_commands),
            config,
            devices: devices::Devices::default(),
            hypervisors: hypervisors::Hypervisors::default(),
            bindings: bindings::Bindings::default(),
            borrowed: BTreeMap::new(),
            ports: ports::Ports::default(),
            mac_rules_prepared: false,
            thread: PhantomData,
        })
    }

    /// The commands that were run since the last call, oldest first, also those that failed; none unless
    /// [`Config::record_commands`] is set.
    pub fn take_commands(&mut self) -> Vec<Command> {
        self.runner.log.as_mut().map(std::mem::take).unwrap_or_default()
    }

    /// The actor's daemon dies: its descriptors are closed, and nothing else is cleaned up. Its hypervisor lives on.
    pub fn daemon_crash(&mut self, actor: Incarnation) {
        self.devices.close_all(actor);
    }

    /// The actor's hypervisor is killed from outside (`kill -9`): its taps are gone unless they are kept, and the daemon has done
    /// nothing.
    ///
    /// # Errors
    /// The process cannot be killed or waited for.
    pub fn hypervisor_dies(&mut self, actor: Incarnation) -> Result<(), Failure> {
        self.hypervisors.kill(actor)
    }

    /// The process of the actor's hypervisor, if one runs: the leader of a process group with one more member for each of its
    /// devices, so that a signal to the group is a signal to all of it.
    ///
    /// # Errors
    /// One that was killed from outside cannot be waited for.
    pub fn hypervisor_process(&mut self, actor: Incarnation) -> Result<Option<u32>, Failure> {
        self.hypervisors.bury()?;
        Ok(self.hypervisors.process(actor))
    }

    /// The sockets belong to the namespace in which they were opened, the commands to that of the thread.
    fn check_namespace(&self) -> Result<(), Failure> {
        if NetnsId::current()? == self.netns {
            Ok(())
        } else {
            Err(Failure::other("the thread has left the network namespace that this host was made in"))
        }
    }
}
