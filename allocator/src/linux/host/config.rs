//! What a host needs to know beforehand.

use super::programs;
use crate::host::Network;
use std::ffi::OsString;
use std::path::PathBuf;
use std::time::Duration;

/// What a host needs to know beforehand.
#[derive(Clone, Debug)]
pub struct Config {
    /// The networks that interfaces can refer to.
    pub networks: Vec<Network>,
    /// The argument vector of what stands for the hypervisor.
    pub hypervisor: Vec<OsString>,
    /// The socket of the database of Open vSwitch, such as `/var/run/openvswitch/db.sock`; `None` if the host has no such
    /// switch.
    pub open_vswitch: Option<PathBuf>,
    /// The folders in which programs are looked for.
    pub folders: Vec<PathBuf>,
    /// How long a command may take before it is killed.
    pub limit: Duration,
    /// Whether the commands that are run are recorded, for [`LinuxHost::take_commands`](super::LinuxHost::take_commands). Until
    /// they are taken they add up.
    pub record_commands: bool,
    /// Limit traffic also on a kernel that lacks a part of what libvirt uses for it (`sfq`, `fw`, `police`), and leave that part
    /// out. Without `sfq` and `fw` the limit holds all the same; without `police` what a guest sends is **not limited**, and
    /// only the queueing discipline that the policer would be in is there. Otherwise the operation fails.
    pub without_missing_traffic_control: bool,
}

impl Default for Config {
    /// No networks, no Open vSwitch, `sleep infinity` for a hypervisor, ten seconds for a command, which is not recorded.
    fn default() -> Self {
        Self {
            networks: Vec::new(),
            hypervisor: ["sleep", "infinity"].map(OsString::from).into(),
            open_vswitch: None,
            folders: programs::usual_folders(),
            limit: Duration::from_secs(10),
            record_commands: false,
            without_missing_traffic_control: false,
        }
    }
}
