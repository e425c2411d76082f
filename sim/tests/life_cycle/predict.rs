//! What a path leaves if one of its operations is refused, from what each release is known to do.

use crate::expect::{Known, closed, stopped};
use crate::facts::Facts;
use crate::inventory::{Inventory, Thing};
use crate::kind::Spec;
use crate::path::Path;
use crate::what::What;
use ifrace_allocator::guest::Phase;

/// A refused operation, and what is known of the moment.
#[derive(Debug)]
pub(crate) struct Refused<'c> {
    pub(crate) path: Path,
    pub(crate) what: What,
    /// Whether it is the last one of the path.
    pub(crate) last: bool,
    /// The interface that it is for: as the daemon reports it, or, if it reports nothing, by the name or address.
    pub(crate) card: Option<usize>,
    /// Whether the name that it concerns was generated.
    pub(crate) generated: bool,
    pub(crate) cards: &'c [Spec],
    /// What the guest had at the moment.
    pub(crate) at_fault: &'c Inventory,
    /// What it has at the end of the path without a fault.
    pub(crate) without: &'c Inventory,
    pub(crate) facts: Facts,
}

impl Refused<'_> {
    /// Whether the operation only looks for a free name, where a failure means the next one (`virNetDevExists` is -1).
    fn is_taken_for_a_taken_name(&self) -> bool {
        self.what == What::Probe && self.generated && self.facts.probes_generated_names()
    }

    /// Whether the failure of the command is due: cleanups and what is only tried fail without a word.
    pub(crate) fn fails(&self) -> bool {
        let reattached = self.path == Path::Reconnect && self.what == What::Attach;
        let dead = self.path == Path::ReconnectDead;
        dead || !(self.what.is_cleanup() || self.path.is_stop() || reattached || self.is_taken_for_a_taken_name())
    }

    pub(crate) fn phase(&self) -> Phase {
        match (self.path, self.fails()) {
            (Path::Start | Path::Finish | Path::Reconnect | Path::Hotplug | Path::Unplug, false) => Phase::Running,
            (Path::Incoming, false) => Phase::Incoming,
            (Path::Hotplug | Path::Unplug, true) => Phase::Running,
            // What counts is whether the CPUs run: the status is saved after they were asked to.
            (Path::Pause, failed) => {
                if failed && self.what == What::Pause {
                    Phase::Running
                } else {
                    Phase::Paused
                }
            }
            (Path::Resume, failed) => {
                if failed && self.what != What::Save {
                    Phase::Paused
                } else {
                    Phase::Running
                }
            }
            _ => Phase::Off,
        }
    }

    /// The number of interfaces afterwards. Nothing undoes a plug or unplug whose status cannot be saved at its end; the hardened rules
    /// save it before, too.
    pub(crate) fn interfaces(&self) -> usize {
        let plugged = !self.fails() || self.is_final_save();
        match self.path {
            Path::Hotplug => 1 + usize::from(plugged),
            Path::Unplug => 2 - usize::from(plugged),
            _ => self.cards.len(),
        }
    }

    fn is_final_save(&self) -> bool {
        self.what == What::Save && self.last
    }

    /// What is left.
    pub(crate) fn left(&self) -> Inventory {
        match self.path {
            Path::Pause | Path::Resume => self.without.clone(),
            _ if self.path.is_stop() || self.path == Path::ReconnectDead => self.without | &self.kept(),
            Path::Unplug => self.unplugged(),
            _ if !self.fails() => self.without.clone(),
            Path::Hotplug => self.plugged(),
            Path::Finish | Path::Reconnect => stopped(self.at_fault, |_| Known::EVERYTHING, self.cards, self.facts),
            _ => self.started(),
        }
    }

    /// Whether the device of an interface was connected when the fault came; before that, the connection closes it itself.
    fn connected(&self, card: usize) -> bool {
        self.card != Some(card) || self.what.follows_connection(self.cards[card].kind.is_macvtap())
    }

    /// After the failure the connection closes what it has opened and deletes its macvtap, a generated name is forgotten
    /// (`qemuInterfaceBridgeConnect`, `virNetDevMacVLanCreateWithVPortProfile`), and the whole guest is stopped.
    fn started(&self) -> Inventory {
        let known = |card: usize| {
            let connected = self.connected(card);
            Known { named: connected || self.cards[card].is_named(), created: connected }
        };
        let mut left = closed(self.at_fault, self.cards, |_| true);
        left.retain(|&(card, thing)| thing != Thing::Macvtap || self.connected(card));
        stopped(&left, known, self.cards, self.facts)
    }

    /// Only an interface that was connected is cleaned up, and neither its limits nor its rule for the address is
    /// (`qemuDomainAttachNetDevice`); the port in the network is given back.
    fn plugged(&self) -> Inventory {
        const CARD: usize = 1;
        if self.is_final_save() {
            return self.at_fault.clone();
        }
        let connected = self.connected(CARD);
        let left = closed(self.at_fault, self.cards, |card| card == CARD);
        let stays = |thing| match thing {
            Thing::Port => false,
            Thing::MacRule | Thing::Sending => true,
            Thing::OvsRow | Thing::Receiving | Thing::Filter | Thing::Lower => !connected,
            // Those of a macvtap go with it.
            Thing::Limits => self.cards[CARD].kind.is_unmanaged(),
            Thing::Tap | Thing::Macvtap => false,
        };
        left.into_iter().filter(|&(card, thing)| card != CARD || stays(thing) && !self.facts.is_hardened()).collect()
    }

    /// Limits are cleared first, the hypervisor gives up the device, and only then is the rest cleaned up
    /// (`qemuDomainRemoveNetDevice`). The hardened rules clear nothing while the device is in use.
    fn unplugged(&self) -> Inventory {
        let limits = |thing| matches!(thing, Thing::Limits | Thing::Sending | Thing::Receiving);
        match self.what {
            What::Unplug | What::Save if self.facts.is_hardened() && !self.last => self.at_fault.clone(),
            What::Unplug => self.at_fault.iter().copied().filter(|&(card, thing)| card != 1 || !limits(thing)).collect(),
            _ => self.without | &self.kept(),
        }
    }

    /// What stays because its removal was refused. Under the hardened rules the device keeps the name from others then, unless it is the
    /// user's own.
    fn kept(&self) -> Inventory {
        let keyed = [What::DeleteLink, What::DeleteFilter, What::DisallowMac, What::ClearOvsQos, What::DeleteOvsPort];
        let holds = self.facts.is_hardened() && keyed.contains(&self.what);
        let kept = |card: usize, thing| match (self.what, thing) {
            (_, Thing::Tap | Thing::Macvtap) if holds && !self.cards[card].kind.is_unmanaged() => true,
            (What::DeleteFilter, Thing::Filter)
            | (What::DisallowMac, Thing::MacRule)
            | (What::DeleteLink, Thing::Macvtap)
            | (What::DeleteOvsPort, Thing::OvsRow)
            | (What::RestoreLower, Thing::Lower)
            | (What::ClearOvsQos, Thing::Sending)
            | (What::DeletePort, Thing::Port) => true,
            // The row is removed with its policing, unless the removal is refused and nothing cleared the policing before.
            (What::DeleteOvsPort, Thing::Receiving) => self.at_fault.contains(&(card, thing)),
            // The limits of any other device go with it.
            (What::ClearTc, Thing::Limits) => self.cards[card].kind.is_unmanaged(),
            _ => false,
        };
        self.at_fault.iter().copied().filter(|&(card, thing)| self.card == Some(card) && kept(card, thing)).collect()
    }
}
