//! The commands for packets that pass a bridge: `iptables` and `ip6tables`.

use super::Stage;
use crate::IfName;
use crate::linux::host::Command;

/// One of the two commands.
#[derive(Clone, Copy)]
pub(super) enum Tool {
    V4,
    V6,
}

/// A base chain, and the chain of a device that it leads to: to the guest, from the guest, from the guest to the host.
struct Way {
    base: &'static str,
    real: &'static str,
    temporary: &'static str,
    /// How the device is named.
    device: &'static str,
}

const FROM: &str = "--physdev-in";
const WAYS: [Way; 3] = [
    Way { base: "libvirt-out", real: "FO-", temporary: "FP-", device: "--physdev-is-bridged --physdev-out" },
    Way { base: "libvirt-in", real: "FI-", temporary: "FJ-", device: FROM },
    Way { base: "libvirt-host-in", real: "HI-", temporary: "HJ-", device: FROM },
];
/// The base chains, each with its hook and its place there.
const BASES: [(&str, &str, &str); 4] = [
    ("libvirt-in", "FORWARD", "1"),
    ("libvirt-out", "FORWARD", "2"),
    ("libvirt-in-post", "FORWARD", "3"),
    ("libvirt-host-in", "INPUT", "1"),
];

impl Way {
    const fn prefix(&self, stage: Stage) -> &'static str {
        match stage {
            Stage::Real => self.real,
            Stage::Temporary => self.temporary,
        }
    }

    fn link(&self, command: Command, name: IfName, stage: Stage, device: &str) -> Command {
        command.arg(self.base).words("-m physdev").words(device).name(name).arg("-g").around(self.prefix(stage), name, "")
    }
}

impl Tool {
    pub(super) const BOTH: [Self; 2] = [Self::V4, Self::V6];

    fn call(self, words: &str) -> Command {
        Command::new(match self {
            Self::V4 => "iptables",
            Self::V6 => "ip6tables",
        })
        .arg("-w")
        .words(words)
    }

    /// Removes the chains of a device and what leads to them. Early releases linked without `--physdev-is-bridged`, which is
    /// removed as well.
    pub(super) fn remove(self, name: IfName, stage: Stage) -> Vec<Command> {
        [self.unlink(name, stage), self.delete(name, stage)].concat()
    }

    /// The same, and the rule of the last base chain.
    pub(super) fn remove_all(self, name: IfName) -> Vec<Command> {
        [self.unlink(name, Stage::Real), vec![self.unpost(name)], self.delete(name, Stage::Real)].concat()
    }

    fn unlink(self, name: IfName, stage: Stage) -> Vec<Command> {
        let [out, incoming, host] = &WAYS;
        vec![
            out.link(self.call("-D"), name, stage, out.device),
            out.link(self.call("-D"), name, stage, "--physdev-out"),
            incoming.link(self.call("-D"), name, stage, incoming.device),
            host.link(self.call("-D"), name, stage, host.device),
        ]
    }

    fn delete(self, name: IfName, stage: Stage) -> Vec<Command> {
        let both = |way: &Way| ["-F", "-X"].map(|action| self.call(action).around(way.prefix(stage), name, ""));
        WAYS.iter().flat_map(both).collect()
    }

    pub(super) fn rename(self, name: IfName) -> [Command; 3] {
        WAYS.map(|way| self.call("-E").around(way.temporary, name, "").around(way.real, name, ""))
    }

    /// Creates the base chains if they are missing, and takes them out of their hooks.
    pub(super) fn create_base(self) -> impl Iterator<Item = Command> {
        let new = BASES.map(|(base, ..)| self.call("-N").arg(base));
        new.into_iter().chain(BASES.map(|(base, hook, _)| self.call("-D").arg(hook).arg("-j").arg(base)))
    }

    /// Puts the base chains at the beginning of their hooks.
    pub(super) fn link_base(self) -> [Command; 4] {
        BASES.map(|(base, hook, place)| self.call("-I").arg(hook).arg(place).arg("-j").arg(base))
    }

    /// Creates the temporary chains of a device and leads the base chains to them.
    pub(super) fn create(self, name: IfName) -> impl Iterator<Item = Command> {
        let new = WAYS.map(|way| self.call("-N").around(way.temporary, name, ""));
        new.into_iter().chain(WAYS.map(|way| way.link(self.call("-A"), name, Stage::Temporary, way.device)))
    }

    /// Removes the rule of the last base chain, which lets pass what the others did not drop.
    pub(super) fn unpost(self, name: IfName) -> Command {
        self.post("-D", name)
    }

    fn post(self, action: &str, name: IfName) -> Command {
        self.call(action).words("libvirt-in-post -m physdev").arg(FROM).name(name).words("-j ACCEPT")
    }

    /// Adds that rule, and those that let nothing pass from the guest but what comes from these addresses.
    pub(super) fn rules(self, name: IfName, addresses: &[&str]) -> Vec<Command> {
        let mut commands = vec![self.post("-A", name)];
        for way in WAYS.iter().filter(|way| way.device == FROM) {
            let append = || self.call("-A").around(way.temporary, name, "");
            commands.extend(addresses.iter().map(|address| append().arg("--source").arg(address).words("-j RETURN")));
            commands.push(append().words("-j DROP"));
        }
        commands
    }
}
