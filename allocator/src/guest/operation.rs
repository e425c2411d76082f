//! Steps as operations of the host.

use super::walk::Place;
use super::work::Creation;
use super::{Card, Guest};
use crate::host::{Actual, DeviceRef, ExistingFilter, HostOp, Key, MacvtapKind};
use crate::interface::{Source, VirtualPort};
use crate::names::Naming;
use crate::rules::{CardStep, GuestStep, Limiter, Resource};

static NO_PARAMETERS: VirtualPort = VirtualPort { kind: None, parameters: Vec::new() };

impl<N: Naming> Guest<N> {
    /// The operation of a step; `None` if what it needs to know is unknown, such as the name.
    pub(super) fn operation_of(&self, place: Place) -> Option<HostOp<'_>> {
        match place {
            Place::Guest(step) => Some(of_guest(step)),
            Place::Card(card, CardStep::Clear(resource, key, _)) => self.cleanup(&self.cards[card], resource, key),
            Place::Card(card, step) => self.of_card(&self.cards[card], step),
        }
    }

    /// The operations of the step that creates a device.
    pub(super) fn operation_of_creation(&self, card: usize, creation: Creation) -> Option<HostOp<'_>> {
        let card = &self.cards[card];
        let queues = card.interface.queues.unwrap_or(1);
        Some(match creation {
            Creation::NamingProbe(name) | Creation::MustBeAbsent(name) | Creation::MustExist(name) => HostOp::Probe { name },
            Creation::NoteName(..) | Creation::NoteMade(_) => HostOp::SaveStatus,
            Creation::WhatIsIt(name) => HostOp::LookUp { name },
            Creation::OpenTap(name) => HostOp::OpenTap { name, queues },
            Creation::OpenMacvtap(name, index) => HostOp::OpenMacvtap { name, index },
            Creation::NamingCreate(name) | Creation::Create(name) => match card.state.actual? {
                Actual::Direct { lower, mode } => {
                    HostOp::CreateMacvtap { name, kind: MacvtapKind::Macvtap, lower, mode, mac: Some(card.mac) }
                }
                _ => HostOp::CreateTap { name, queues, exclusive: self.rules.life.exclusive },
            },
        })
    }

    fn of_card<'g>(&self, card: &'g Card, step: CardStep) -> Option<HostOp<'g>> {
        let (interface, mac) = (&*card.interface, card.mac);
        match step {
            CardStep::CreatePort => return port(card).map(|(network, floor)| HostOp::CreatePort { network, mac, floor }),
            CardStep::BorrowLower => {
                let exclusive = self.rules.life.exclusive;
                return lower(card).map(|lower| HostOp::BorrowLower { lower, mac, exclusive });
            }
            CardStep::Save | CardStep::SaveUnmanaged => return Some(HostOp::SaveStatus),
            _ => {}
        }
        let name = card.state.name?;
        let driver = self.rules.life.filter_driver;
        let filter = |existing| {
            let filter = interface.filter.as_ref()?;
            Some(HostOp::CreateFilter { name, filter, mac, driver, existing })
        };
        match step {
            CardStep::Open => Some(HostOp::OpenMacvtap { name, index: card.state.index? }),
            CardStep::SetMac => Some(HostOp::SetMac { name, mac: mac.for_tap() }),
            CardStep::Keep => Some(HostOp::KeepTap { name }),
            CardStep::SetMtu => Some(HostOp::SetMtu { name, mtu: interface.mtu? }),
            CardStep::SetUp | CardStep::StartDevice => Some(HostOp::SetUp { name, up: true }),
            CardStep::StopDevice => Some(HostOp::SetUp { name, up: false }),
            CardStep::RunScript => Some(HostOp::RunScript { path: interface.script.as_deref()?, name }),
            CardStep::AllowMac => Some(HostOp::AllowMac { name, mac }),
            CardStep::CreateFilter => filter(self.rules.life.existing_filter),
            CardStep::RestoreFilter => filter(ExistingFilter::Adopted),
            CardStep::SetNoQueue => Some(HostOp::SetNoQueue { name }),
            CardStep::SetBandwidth => Some(limit(card, self.rules.life.limiter, name)?),
            CardStep::Plug => Some(HostOp::Plug { name }),
            CardStep::Unplug => Some(HostOp::Unplug { name }),
            CardStep::Close => Some(HostOp::CloseDevice { name }),
            CardStep::Attach => match card.state.actual? {
                Actual::OpenVswitch(bridge) => {
                    let form = self.rules.life.ovs_form;
                    let port = interface.virtual_port.as_ref().unwrap_or(&NO_PARAMETERS);
                    Some(HostOp::AddOvsPort { name, bridge, form, port, mac })
                }
                actual => join(actual, name),
            },
            CardStep::Reattach => join(card.state.actual?, name),
            _ => None,
        }
    }

    fn cleanup<'g>(&self, card: &'g Card, resource: Resource, key: Key) -> Option<HostOp<'g>> {
        let mac = card.mac;
        match resource {
            Resource::Lower => return lower(card).map(|lower| HostOp::RestoreLower { lower, key }),
            Resource::Port => return port(card).map(|(network, _)| HostOp::DeletePort { network, mac }),
            _ => {}
        }
        let name = card.state.name?;
        let device = || match key {
            Key::Name => Some(DeviceRef::Name(name)),
            Key::Identity => card.state.index.map(|index| DeviceRef::Index { index, name }),
        };
        match resource {
            Resource::Bandwidth(Limiter::Switch) if is_switched(card) => Some(HostOp::ClearOvsQos { name, key }),
            Resource::Bandwidth(_) => Some(HostOp::ClearBandwidth { device: device()? }),
            Resource::Filter => Some(HostOp::DeleteFilter { name, driver: self.rules.life.filter_driver, key }),
            Resource::MacRule => Some(HostOp::DisallowMac { name, mac }),
            Resource::Script => Some(HostOp::RunScript { path: card.interface.downscript.as_deref()?, name }),
            Resource::Macvtap => Some(HostOp::DeleteLink { link: device()? }),
            Resource::EthernetTap => Some(HostOp::DeleteTap { name }),
            Resource::Device => Some(HostOp::DeleteLink { link: device().unwrap_or_else(|| by_address(card, name)) }),
            Resource::OvsPort => Some(HostOp::DeleteOvsPort { name, row: card.state.row.filter(|_| key == Key::Identity), key }),
            Resource::Lower | Resource::Port => None,
        }
    }
}

const fn of_guest(step: GuestStep) -> HostOp<'static> {
    match step {
        GuestStep::PrepareHost => HostOp::PrepareHost,
        GuestStep::Spawn => HostOp::Spawn,
        GuestStep::Kill => HostOp::Kill,
        GuestStep::ConnectMonitor => HostOp::ConnectMonitor,
        GuestStep::Resume => HostOp::Resume,
        GuestStep::Pause => HostOp::Pause,
        GuestStep::SaveStatus => HostOp::SaveStatus,
        GuestStep::RemoveStatus => HostOp::RemoveStatus,
    }
}

fn limit(card: &Card, limiter: Limiter, name: crate::IfName) -> Option<HostOp<'static>> {
    let bandwidth = card.interface.bandwidth?;
    if limiter == Limiter::Switch && is_switched(card) {
        return Some(HostOp::SetOvsQos { name, bandwidth });
    }
    let swapped = !card.state.actual?.is_direct();
    Some(HostOp::SetBandwidth { name, bandwidth, swapped })
}

/// The device of a name if it is the guest's, for one whose index was never noted.
fn by_address(card: &Card, name: crate::IfName) -> DeviceRef {
    let is_macvtap = card.state.actual.is_some_and(Actual::is_direct);
    DeviceRef::Address { name, mac: if is_macvtap { card.mac } else { card.mac.for_tap() } }
}

const fn is_switched(card: &Card) -> bool {
    matches!(card.state.actual, Some(Actual::OpenVswitch(_)))
}

const fn join(actual: Actual, name: crate::IfName) -> Option<HostOp<'static>> {
    match actual {
        Actual::Bridge(bridge) => Some(HostOp::JoinBridge { name, bridge }),
        _ => None,
    }
}

const fn lower(card: &Card) -> Option<crate::IfName> {
    match card.state.actual {
        Some(Actual::Direct { lower, .. }) => Some(lower),
        _ => None,
    }
}

fn port(card: &Card) -> Option<(&str, Option<u64>)> {
    let floor = card.interface.bandwidth.and_then(|bandwidth| bandwidth.inbound).and_then(|rate| rate.floor);
    match &card.interface.source {
        Source::Network { name, .. } => Some((name, floor)),
        _ => None,
    }
}
