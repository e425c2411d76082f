//! What a step needs for one interface: an operation, or nothing.

use super::walk::Place;
use super::work::{Needs, Waiting};
use super::{Card, Guest, HostOp, Next, Settings};
use crate::host::Actual;
use crate::interface::InterfaceType;
use crate::names::Naming;
use crate::rules::{CardStep, LifeCycle, Resource, When};

impl<N: Naming> Guest<N> {
    /// What the guest wants next. Until that is answered, it stays the same.
    pub fn next(&mut self, names: &mut N) -> Next<'_> {
        loop {
            let cards = self.cards.len();
            let Some(work) = &mut self.work else { return Next::Idle };
            if work.waiting.is_none() {
                let Some(place) = work.walk.next(cards) else { return Next::Ended(self.conclude()) };
                match self.prepare(place, names) {
                    Needs::Operation(waiting) => self.wait_for(waiting),
                    Needs::Nothing => continue,
                    Needs::Failure(why) => {
                        self.fail(place.card(), why);
                        continue;
                    }
                }
            }
            match self.operation() {
                Some(_) => break,
                // A step that has no operation here.
                None => self.stop_waiting(),
            }
        }
        self.operation().map_or(Next::Idle, Next::Op)
    }

    /// The operation whose answer is awaited.
    pub fn operation(&self) -> Option<HostOp<'_>> {
        match self.work.as_ref()?.waiting? {
            Waiting::Place(place) => self.operation_of(place),
            Waiting::Creation(card, creation) => self.operation_of_creation(card, creation),
        }
    }

    pub(super) fn wait_for(&mut self, waiting: Waiting) {
        if let Some(work) = &mut self.work {
            work.waiting = Some(waiting);
        }
    }

    pub(super) fn stop_waiting(&mut self) {
        if let Some(work) = &mut self.work {
            work.waiting = None;
        }
    }

    fn prepare(&mut self, place: Place, names: &mut N) -> Needs {
        let Place::Card(number, step) = place else { return Needs::Operation(Waiting::Place(place)) };
        let (settings, life) = (self.settings, &self.rules.life);
        let card = &mut self.cards[number];
        if !applies(card, step, settings, life) {
            return Needs::Nothing;
        }
        match step {
            CardStep::Create => return self.begin_creation(number, names),
            CardStep::Connected => card.state.connected = true,
            CardStep::Disconnected => card.state.connected = false,
            CardStep::Reserve => card.state.name.into_iter().for_each(|name| names.reserve(name)),
            CardStep::Forget => forget(card),
            _ => return Needs::Operation(Waiting::Place(place)),
        }
        Needs::Nothing
    }
}

impl Place {
    pub(super) const fn card(self) -> Option<usize> {
        match self {
            Self::Guest(_) => None,
            Self::Card(card, _) => Some(card),
        }
    }
}

/// A tap's generated name is forgotten; a macvtap keeps what it was asked to be called, since the name of the new device is noted
/// only when it is open (9.0.0, `qemuInterfaceBridgeConnect`, `qemuInterfaceDirectConnect`).
pub(super) fn forget(card: &mut Card) {
    let state = &mut card.state;
    if state.actual.is_some_and(Actual::is_direct) {
        state.name = card.interface.target;
    } else if state.generated {
        state.name = None;
    }
    state.index = None;
}

/// Whether a step concerns an interface.
fn applies(card: &Card, step: CardStep, settings: Settings, life: &LifeCycle) -> bool {
    let (interface, actual) = (&card.interface, card.state.actual.unwrap_or(Actual::None));
    let has_device = actual != Actual::None;
    let takes_scripts = matches!(actual, Actual::Ethernet | Actual::Unmanaged);
    match step {
        CardStep::CreatePort => interface.interface_type == InterfaceType::Network,
        CardStep::BorrowLower => is_passthrough(actual),
        CardStep::Open => actual.is_direct(),
        // What was noted ahead need not be: its name may be somebody else's.
        CardStep::StartDevice | CardStep::StopDevice => actual.is_direct() && (card.state.connected || !life.write_ahead),
        CardStep::SetMac | CardStep::Keep | CardStep::SetUp => actual.is_managed_tap(),
        CardStep::SetMtu => interface.mtu.is_some() && actual.is_managed_tap(),
        CardStep::Attach => matches!(actual, Actual::Bridge(_) | Actual::OpenVswitch(_)),
        CardStep::Reattach => matches!(actual, Actual::Bridge(_)),
        CardStep::RunScript => interface.script.is_some() && takes_scripts,
        CardStep::AllowMac => settings.mac_filter && has_device && !actual.is_direct(),
        CardStep::CreateFilter | CardStep::RestoreFilter => interface.filter.is_some() && has_device && !actual.is_direct(),
        CardStep::SetNoQueue => life.no_queue && has_device && !matches!(actual, Actual::OpenVswitch(_)),
        CardStep::SetBandwidth => has_device && card.has_limits(),
        CardStep::Clear(resource, _, when) => is_to_be_cleared(card, resource, when, settings),
        CardStep::Close => card.state.index.is_some(),
        CardStep::Save => card.state.actual != Some(Actual::None),
        CardStep::SaveUnmanaged => actual == Actual::Unmanaged,
        CardStep::Create | CardStep::Plug | CardStep::Unplug | CardStep::Reserve => has_device,
        CardStep::Forget | CardStep::Connected | CardStep::Disconnected => has_device,
    }
}

fn is_to_be_cleared(card: &Card, resource: Resource, when: When, settings: Settings) -> bool {
    let (interface, actual) = (&card.interface, card.state.actual.unwrap_or(Actual::None));
    // Also while the network has not said what the interface is (9.0.0, `virDomainNetGetActualType` is `network` then).
    let may_have_device = card.state.actual != Some(Actual::None);
    let configured = match resource {
        Resource::Bandwidth(_) => may_have_device && (card.has_limits() || when == When::Unconditionally),
        Resource::Filter => interface.filter.is_some() && may_have_device,
        Resource::MacRule => settings.mac_filter && may_have_device && !actual.is_direct(),
        Resource::Script => interface.downscript.is_some() && matches!(actual, Actual::Ethernet | Actual::Unmanaged),
        Resource::Macvtap => actual.is_direct(),
        Resource::Device => (actual.is_managed_tap() || actual.is_direct()) && !card.state.stuck,
        Resource::EthernetTap => actual == Actual::Ethernet,
        Resource::Lower => is_passthrough(actual),
        Resource::OvsPort => matches!(actual, Actual::OpenVswitch(_)),
        Resource::Port => {
            interface.interface_type == InterfaceType::Network && (card.state.actual.is_some() || when == When::Possible)
        }
    };
    let called_for = match when {
        When::Always | When::Unconditionally | When::Possible => true,
        When::Created => card.state.created,
        When::Connected => card.state.connected,
        When::SetUp => card.state.set_up.has(resource),
    };
    configured && called_for
}

fn is_passthrough(actual: Actual) -> bool {
    matches!(actual, Actual::Direct { mode: crate::interface::MacvtapMode::Passthrough, .. })
}

impl Card {
    /// Whether there is a limit that a device or a port enforces; a floor alone is the network's.
    fn has_limits(&self) -> bool {
        let bandwidth = self.interface.bandwidth.unwrap_or_default();
        [bandwidth.inbound, bandwidth.outbound].into_iter().flatten().any(|rate| rate.average > 0)
    }
}
