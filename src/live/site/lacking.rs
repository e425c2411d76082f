//! What the machine lacks for a scene.

use ifrace_allocator::host::FilterDriver;
use ifrace_allocator::linux::OsError;
use ifrace_allocator::linux::host::{Config, find_program};
use ifrace_allocator::linux::netns::PrivateNetns;
use ifrace_allocator::linux::requirements::{KindSupport, TunAccess, link_kinds, tun_access};
use ifrace_allocator::rules::Rules;
use ifrace_allocator::xml::printable;
use ifrace_sim::repro::Needs;
use std::path::PathBuf;

/// What the machine offers.
#[derive(Debug)]
pub(super) struct Machine {
    kinds: Vec<KindSupport>,
    tun: TunAccess,
    folders: Vec<PathBuf>,
}

impl Machine {
    /// What the machine offers in a private namespace.
    ///
    /// # Errors
    /// Links can be neither made nor deleted.
    pub(super) fn of(netns: &PrivateNetns) -> Result<Self, OsError> {
        Ok(Self { kinds: link_kinds(netns)?, tun: tun_access(), folders: Config::default().folders })
    }

    /// What it lacks, each with what brings it.
    pub(super) fn lacks(&self, needs: &[Needs], rules: &Rules) -> Vec<String> {
        // Hypervisors are processes of sleep, and any device may get the queueing discipline noqueue by tc.
        let every = self.programs(&["sleep", "tc"]);
        let of = |need: &Needs| match need {
            Needs::Taps => self.tap().into_iter().collect(),
            Needs::Macvtaps => self.kind("veth").chain(self.kind("macvtap")).collect(),
            Needs::Bridges => self.kind("bridge").collect(),
            Needs::Bandwidth => Vec::new(),
            Needs::Filters => self.programs(match rules.life.filter_driver {
                FilterDriver::Ebiptables => &["ebtables", "iptables", "ip6tables"],
                FilterDriver::Nftables => &["nft"],
            }),
            Needs::OpenVswitch => {
                let mut lacks = self.programs(&["ovsdb-tool", "ovsdb-server", "ovs-vswitchd", "ovs-vsctl"]);
                lacks.extend(no_temporary_folder());
                lacks
            }
        };
        let mut lacks = every;
        for one in needs.iter().flat_map(of) {
            if !lacks.contains(&one) {
                lacks.push(one);
            }
        }
        lacks
    }

    fn programs(&self, programs: &[&str]) -> Vec<String> {
        programs
            .iter()
            .filter_map(|program| find_program(&self.folders, program).err())
            .map(|missing| missing.to_string())
            .collect()
    }

    fn tap(&self) -> Option<String> {
        let why = match self.tun {
            TunAccess::Usable => return None,
            TunAccess::Missing => "there is no /dev/net/tun (load the module tun)".to_owned(),
            TunAccess::Denied => "/dev/net/tun may not be opened (run as root)".to_owned(),
            TunAccess::Failed(error) => format!("/dev/net/tun cannot be opened: {error}"),
        };
        Some(why)
    }

    fn kind(&self, kind: &'static str) -> impl Iterator<Item = String> {
        let found = self.kinds.iter().find(|one| one.kind == kind).and_then(|one| one.outcome.err());
        found.map(|error| format!("this kernel does not create a {kind}: {error} (load the module {kind})")).into_iter()
    }
}

/// A private Open vSwitch has its files there.
fn no_temporary_folder() -> Option<String> {
    let folder = std::env::temp_dir();
    (!folder.is_dir())
        .then(|| format!("there is no folder {} for temporary files (set TMPDIR)", printable(&folder.to_string_lossy())))
}
