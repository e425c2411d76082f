//! Network filters with `ebtables`, `iptables` and `ip6tables`: the commands of libvirt and their order (9.0.0,
//! `nwfilter_ebiptables_driver.c`).
//!
//! Rules are built in chains of temporary names, linked, and then renamed to the real ones, of which the old ones are removed
//! before. Everything is found by the name of the device.

mod ebtables;
mod iptables;

use super::Command;
use super::rule_set::RuleSet;
use super::runner::Runner;
use crate::IfName;
use crate::host::Failure;
use iptables::Tool;

/// Which of the two sets of chains of a name.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Stage {
    /// Those in force.
    Real,
    /// Those that are being built.
    Temporary,
}

impl Runner {
    /// Replaces the rules of a name (`ebiptablesApplyNewRules`, `ebiptablesTearOldRules`).
    ///
    /// # Errors
    /// A command is missing, or one that builds a rule fails; then what was built is removed, and the old rules stay.
    pub(super) fn apply_ebiptables(&mut self, name: IfName, rules: &RuleSet) -> Result<(), Failure> {
        self.remove_ebtables(name, Stage::Temporary)?;
        if let Err(failure) = self.build(name, rules) {
            self.remove_temporary(name)?;
            return Err(failure);
        }
        for tool in Tool::BOTH {
            self.attempt_all(tool.remove(name, Stage::Real))?;
            self.attempt_all(tool.rename(name))?;
        }
        self.remove_ebtables(name, Stage::Real)?;
        let (incoming, outgoing) = self.sub_chains(name, Stage::Temporary)?;
        self.attempt_all(ebtables::rename_roots(name))?;
        for (side, chains) in [incoming, outgoing].iter().enumerate() {
            chains.iter().try_for_each(|chain| self.attempt_all(ebtables::rename(name, side, chain)))?;
        }
        Ok(())
    }

    /// Removes all rules of a name, whoever made them; failures of single commands do not matter (`ebiptablesAllTeardown`).
    ///
    /// # Errors
    /// A command is missing.
    pub(super) fn remove_ebiptables(&mut self, name: IfName) -> Result<(), Failure> {
        self.remove_temporary(name)?;
        for tool in Tool::BOTH {
            self.attempt_all(tool.remove_all(name))?;
        }
        self.remove_ebtables(name, Stage::Real)
    }

    /// `ebiptablesTearNewRules`.
    fn remove_temporary(&mut self, name: IfName) -> Result<(), Failure> {
        for tool in Tool::BOTH {
            self.attempt_all(tool.remove(name, Stage::Temporary))?;
        }
        self.remove_ebtables(name, Stage::Temporary)
    }

    fn build(&mut self, name: IfName, rules: &RuleSet) -> Result<(), Failure> {
        self.run_all(ebtables::build(name, rules))?;
        let v4: Vec<String> = rules.v4.iter().map(ToString::to_string).collect();
        let v6: Vec<String> = rules.v6.iter().map(ToString::to_string).collect();
        for (tool, addresses, unspecified) in [(Tool::V4, v4, &["0.0.0.0"][..]), (Tool::V6, v6, &["::", "fe80::/10"])] {
            if !addresses.is_empty() {
                let addresses: Vec<&str> = addresses.iter().map(String::as_str).chain(unspecified.iter().copied()).collect();
                self.attempt_all(tool.remove(name, Stage::Temporary))?;
                self.attempt_all(tool.create_base())?;
                self.run_all(tool.link_base())?;
                self.run_all(tool.create(name))?;
                self.attempt_all([tool.unpost(name)])?;
                self.run_all(tool.rules(name, &addresses))?;
            }
        }
        self.run_all(ebtables::link(name, rules))
    }

    /// The chains that the root chains of a name lead to: those for what comes from the guest, and for what goes to it.
    fn sub_chains(&mut self, name: IfName, stage: Stage) -> Result<(Vec<String>, Vec<String>), Failure> {
        let [incoming, outgoing] = ebtables::list(name, stage);
        let incoming = self.attempt(incoming)?.unwrap_or_default();
        let outgoing = self.attempt(outgoing)?.unwrap_or_default();
        Ok((ebtables::targets(&incoming, name, stage, 0), ebtables::targets(&outgoing, name, stage, 1)))
    }

    fn remove_ebtables(&mut self, name: IfName, stage: Stage) -> Result<(), Failure> {
        self.attempt_all(ebtables::unlink(name, stage))?;
        let (incoming, outgoing) = self.sub_chains(name, stage)?;
        // A chain that another one leads to cannot be deleted, so the roots go first.
        self.attempt_all(ebtables::remove_roots(name, stage))?;
        for (side, chains) in [incoming, outgoing].iter().enumerate() {
            chains.iter().try_for_each(|chain| self.attempt_all(ebtables::remove(name, stage, side, chain)))?;
        }
        Ok(())
    }
}

/// The command that lists all chains for frames.
pub(super) fn listing() -> Command {
    Command::new("ebtables").words("--concurrent -t nat -L")
}

/// The devices that have root chains in that listing, whichever.
pub(super) fn devices(listing: &[u8]) -> Vec<IfName> {
    let name = |line: &[u8]| {
        let chain = line.strip_prefix(b"Bridge chain: libvirt-")?;
        let end = chain
            .windows(2)
            .rposition(|two| two == b", ")
            .and_then(|last| chain[..last].windows(2).rposition(|two| two == b", "))?;
        let name = [b"I-", b"O-", b"J-", b"P-"].iter().find_map(|prefix| chain[..end].strip_prefix(*prefix))?;
        IfName::new(name)
    };
    listing.split(|&byte| byte == b'\n').filter_map(name).collect()
}

#[cfg(test)]
mod tests {
    use super::devices;
    use crate::IfName;

    #[test]
    fn devices_are_found_in_a_listing() {
        let listing = b"Bridge table: nat\n\nBridge chain: PREROUTING, entries: 1, policy: ACCEPT\n-i a,b -j libvirt-I-a,b\n\n\
            Bridge chain: libvirt-I-a,b, entries: 0, policy: RETURN\nBridge chain: libvirt-P-\xff, entries: 0, policy: RETURN\n\
            Bridge chain: I-a,b-mac, entries: 1, policy: RETURN\n";
        let names = [&b"a,b"[..], b"\xff"].map(|name| IfName::new(name).expect("it is a name"));
        assert_eq!(devices(listing), names);
    }
}
