//! Rules that let an address pass from a device, with `ebtables` (libvirt 9.0.0, `virebtables.c`, for `mac_filter` of
//! `qemu.conf`).

use super::{Command, LinuxHost, patterns};
use crate::host::Failure;
use crate::{IfName, Mac};

/// The chain of the QEMU driver, whose policy is to drop what no rule lets pass.
pub(super) const CHAIN: &str = "libvirt_qemu_FORWARD";
/// How it begins in a listing, behind what every chain begins with.
const HEAD: &[u8] = b"libvirt_qemu_FORWARD, entries: ";

impl LinuxHost {
    /// Lets frames with this address pass from this device. The first rule of a host makes the chain, as the start of the daemon
    /// does, and from then on **no bridge forwards anything that no rule lets pass**.
    ///
    /// # Errors
    /// `ebtables` is not installed or fails, or would take the name for a pattern.
    pub(super) fn allow_mac(&mut self, name: IfName, mac: Mac) -> Result<(), Failure> {
        if patterns::matches_others(name) {
            return Err(patterns::refused(name));
        }
        if !self.mac_rules_prepared {
            self.runner.attempt_all([
                ebtables().words("--new-chain").arg(CHAIN),
                ebtables().words("--insert FORWARD --jump").arg(CHAIN),
            ])?;
            self.runner.run(ebtables().words("-P").arg(CHAIN).arg("DROP"))?;
            self.mac_rules_prepared = true;
        }
        self.runner.run(rule("--insert", name, mac)).map(drop)
    }

    /// Removes the rule; that there is none is no failure.
    ///
    /// # Errors
    /// `ebtables` is not installed.
    pub(super) fn disallow_mac(&mut self, name: IfName, mac: Mac) -> Result<(), Failure> {
        if patterns::matches_others(name) {
            return Ok(());
        }
        self.runner.attempt(rule("--delete", name, mac)).map(drop)
    }
}

fn ebtables() -> Command {
    Command::new("ebtables").words("--concurrent")
}

fn rule(action: &str, name: IfName, mac: Mac) -> Command {
    ebtables().arg(action).arg(CHAIN).words("--in-interface").name(name).words("--source").mac(mac).words("--jump ACCEPT")
}

/// The command that lists the rules of all chains, as it fails for one that does not exist.
pub(super) fn listing() -> Command {
    ebtables().arg("-L")
}

/// The rules of the chain in that listing.
pub(super) fn in_listing(listing: &[u8]) -> Vec<(IfName, Mac)> {
    let rule = |line: &[u8]| {
        let words: Vec<&[u8]> = line.split(u8::is_ascii_whitespace).collect();
        let after = |option: &[u8]| words.iter().position(|word| *word == option).and_then(|at| words.get(at + 1).copied());
        let mac = std::str::from_utf8(after(b"-s")?).ok()?.parse().ok()?;
        Some((IfName::new(after(b"-i")?)?, mac))
    };
    let head = |line: &[u8]| line.strip_prefix(b"Bridge chain: ").map(|rest| rest.starts_with(HEAD));
    let mut ours = false;
    let in_chain = |line: &&[u8]| {
        ours = head(line).unwrap_or(ours);
        ours
    };
    listing.split(|&byte| byte == b'\n').filter(in_chain).filter_map(rule).collect()
}

#[cfg(test)]
mod tests {
    use super::in_listing;
    use crate::{IfName, Mac};

    #[test]
    fn rules_are_found_in_a_listing() {
        let listing = b"Bridge table: filter\n\nBridge chain: libvirt_qemu_FORWARD, entries: 1, policy: DROP\n\
            -s 02:02:02:02:02:2 -i -s -j ACCEPT \n\n\
            Bridge chain: FORWARD, entries: 1, policy: ACCEPT\n-s 02:02:02:02:02:3 -i vnet0 -j ACCEPT \n";
        assert_eq!(in_listing(listing), [(IfName::new("-s").expect("it is a name"), Mac([2; 6]))]);
    }
}
