//! What sets releases apart, written down once more, so that the rules are not their own judge.

use ifrace_sim::release::Release;

/// A release by what it does.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Facts {
    id: &'static str,
}

impl Facts {
    pub(crate) fn of(release: &Release) -> Self {
        Self { id: release.rules.id }
    }

    fn is_one_of(self, ids: &[&str]) -> bool {
        ids.contains(&self.id)
    }

    pub(crate) fn is_hardened(self) -> bool {
        self.id == "hardened"
    }

    /// A generated name is looked up before the device is made, and a look-up that fails counts as taken: taps from 6.8.0
    /// (`virNetDevTapGenerateName`), all from 7.0.0 (`virNetDevGenerateName`). Before, the kernel or the creation tells.
    pub(crate) fn probes_generated_names(self) -> bool {
        !self.is_one_of(&["6.6", "6.7", "hardened"])
    }

    /// A pre-existing tap is refused for `managed='no'`: 9.0.0 alone, where the flag is in the wrong branch.
    pub(crate) fn refuses_own_tap(self) -> bool {
        self.id == "9.0"
    }

    /// What limits a port of Open vSwitch are its own rows, from a release between 7.0.0 and 9.0.0 on.
    pub(crate) fn has_ovs_qos(self) -> bool {
        !self.is_one_of(&["6.6", "6.7", "6.8", "6.9", "7.0"])
    }

    /// `qemuProcessStop` clears those rows, from 10.3.0 on (`virDomainClearNetBandwidth`); 9.0.0 and 10.0.0 call `tc` instead.
    pub(crate) fn stop_clears_ovs_qos(self) -> bool {
        self.is_one_of(&["10.3", "11.3", "nftables", "hardened"])
    }

    /// `qemuProcessStop` deletes a macvtap, and restores the device under it, only if the start has created it (9.1.0, commit
    /// 61d1b9e659).
    pub(crate) fn stop_wants_created(self) -> bool {
        self.is_one_of(&["9.1", "10.3", "11.3", "nftables"])
    }

    /// Filters are made by nft (commit 1818afcfc2, after 11.3.0).
    pub(crate) fn filters_by_nft(self) -> bool {
        self.is_one_of(&["nftables", "hardened"])
    }

    /// Devices get the queueing discipline `noqueue` (6.9.0).
    pub(crate) fn sets_no_queue(self) -> bool {
        !self.is_one_of(&["6.6", "6.7", "6.8"])
    }

    /// Names of taps, or of macvtaps, that were freed a moment ago are handed out again (up to 6.7.0).
    pub(crate) fn reuses_names_at_once(self) -> bool {
        self.is_one_of(&["6.6", "6.7"])
    }
}
