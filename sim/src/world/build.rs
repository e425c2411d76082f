//! How a plan becomes a stage.

use super::host::{CARDS_MAX, LOWERS_MAX, SLOTS_MAX};
use super::owner::{GUESTS_MAX, STARTS_MAX};
use super::plan::{GuestPlan, Plan, Task};
use super::stage::{Foreign, Role, Stage};
use crate::release::Release;
use ifrace_allocator::IfName;
use ifrace_allocator::guest::{Guest, Settings};
use ifrace_allocator::host::{Actual, Network};
use ifrace_allocator::interface::Interface;
use ifrace_allocator::names::Monotonic;
use ifrace_allocator::rules::XmlRules;
use ifrace_allocator::xml::{Dialect, Document, Reading, Writing};
use std::sync::Arc;

/// The most daemons of a world.
pub const DAEMONS_MAX: usize = 4;

/// The most others who make devices.
pub const OTHERS_MAX: usize = 4;

/// The most bridges of a kind.
const BRIDGES_MAX: usize = 16;

/// Why a plan cannot be played under an era.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum Unplayable {
    /// There is more of something than a world holds.
    #[error("{found} {what} are too many: a world has up to {most}")]
    TooMany {
        /// Of what.
        what: &'static str,
        /// How many there are.
        found: usize,
        /// How many there may be.
        most: usize,
    },
    /// Something that is no name of a device.
    #[error("'{0}' is no name of a device: give 1 to 15 bytes")]
    Name(String),
    /// An interface that cannot be read or started.
    #[error("an interface of guest {guest}: {why}")]
    Interface {
        /// The guest, counted from 0.
        guest: usize,
        /// What is wrong.
        why: String,
    },
    /// A network or a port that refers to what is not there.
    #[error("{0}")]
    Furniture(String),
}

impl Stage {
    /// Makes a plan ready for an era.
    ///
    /// # Errors
    /// [`Unplayable`]: what of the plan cannot be.
    pub fn new(plan: Plan, release: Release) -> Result<Self, Unplayable> {
        check_counts(&plan)?;
        let furniture = &plan.furniture;
        let (bridges, ovs_bridges) = (names(&furniture.bridges)?, names(&furniture.ovs_bridges)?);
        let (lowers, taps) = (names(&furniture.lowers)?, names(&furniture.taps)?);
        let networks = networks(&plan, release)?;
        let mut roles: Vec<Role> = Vec::new();
        let mut role_of = Vec::new();
        for (number, guest) in plan.guests.iter().enumerate() {
            let role = role(&plan, number, guest, release)?;
            let place = roles.iter().position(|one| *one == role).unwrap_or(roles.len());
            if place == roles.len() {
                roles.push(role);
            }
            role_of.push(place as u8);
        }
        let daemon_of = plan.guests.iter().map(|guest| guest.daemon).collect();
        let occupied = furniture.occupied.iter().map(|(name, first, count)| Ok((one_name(name)?, *first, *count)));
        let occupied = occupied.collect::<Result<_, Unplayable>>()?;
        let stale_ports = stale_ports(&plan, &ovs_bridges)?;
        let foreign = plan.foreign.iter().map(|one| {
            let tasks: Vec<Foreign> = one.tasks.iter().filter_map(Foreign::new).collect();
            tasks.repeat(one.cycles.into())
        });
        let foreign = foreign.collect();
        Ok(Self {
            roles,
            role_of,
            daemon_of,
            bridges,
            ovs_bridges,
            lowers,
            networks,
            taps,
            stale_ports,
            occupied,
            foreign,
            plan,
            release,
        })
    }
}

fn check_counts(plan: &Plan) -> Result<(), Unplayable> {
    let starts = |guest: &GuestPlan| guest.cycles as usize * guest.tasks.len();
    let counts = [
        ("guests", plan.guests.len(), GUESTS_MAX),
        ("daemons", plan.daemons.len(), DAEMONS_MAX),
        ("others who make devices", plan.foreign.len(), OTHERS_MAX),
        ("devices under macvtaps", plan.furniture.lowers.len(), LOWERS_MAX),
        ("bridges of a kind", plan.furniture.bridges.len().max(plan.furniture.ovs_bridges.len()), BRIDGES_MAX),
        ("taps and stale ports", plan.furniture.taps.len() + plan.furniture.stale_ports.len(), SLOTS_MAX),
        ("interfaces of a guest", plan.guests.iter().map(|guest| guest.interfaces.len()).max().unwrap_or_default(), CARDS_MAX),
        ("tasks of a guest in all its cycles", plan.guests.iter().map(starts).max().unwrap_or_default(), STARTS_MAX.into()),
    ];
    match counts.into_iter().find(|(_, found, most)| found > most) {
        Some((what, found, most)) => Err(Unplayable::TooMany { what, found, most }),
        None => Ok(()),
    }
}

fn one_name(text: &str) -> Result<IfName, Unplayable> {
    IfName::new(text).ok_or_else(|| Unplayable::Name(text.to_owned()))
}

fn names(texts: &[String]) -> Result<Vec<IfName>, Unplayable> {
    texts.iter().map(|text| one_name(text)).collect()
}

fn stale_ports(plan: &Plan, bridges: &[IfName]) -> Result<Vec<(IfName, u8)>, Unplayable> {
    let port = |(name, bridge): &(String, String)| {
        let place = bridges.iter().position(|one| one.as_bytes() == bridge.as_bytes());
        let place = place.ok_or_else(|| Unplayable::Furniture(format!("there is no bridge '{bridge}' of Open vSwitch")))?;
        Ok((one_name(name)?, place as u8 + 1))
    };
    plan.furniture.stale_ports.iter().map(port).collect()
}

/// What the networks make of an interface: that of an interface of the plan.
fn networks(plan: &Plan, release: Release) -> Result<Vec<Network>, Unplayable> {
    let network = |(name, text): &(String, String)| {
        let interface = read(text, release, false).map_err(|why| Unplayable::Furniture(format!("network '{name}': {why}")))?.0;
        let guest = Guest::<Monotonic>::new(0, release.rules, Settings::default(), vec![Arc::new(interface)]);
        let guest = guest.map_err(|why| Unplayable::Furniture(format!("network '{name}': {why}")))?;
        let actual = guest.cards().first().and_then(|card| card.state.actual).unwrap_or(Actual::None);
        Ok(Network { name: name.clone(), actual, limited: true })
    };
    plan.furniture.networks.iter().map(network).collect()
}

/// A guest's definition as the era reads it: stored, or sent by another host.
fn role(plan: &Plan, number: usize, guest: &GuestPlan, release: Release) -> Result<Role, Unplayable> {
    let unfit = |why: String| Unplayable::Interface { guest: number, why };
    let migrates = guest.tasks.contains(&Task::Incoming);
    let read = |text: &String| read(text, release, migrates).map_err(unfit);
    let interfaces = guest.interfaces.iter().map(read).collect::<Result<Vec<_>, _>>()?;
    let unhygienic = interfaces.iter().any(|(_, unhygienic)| *unhygienic);
    let hotplugged = guest.tasks.iter().map(|task| match task {
        Task::Hotplug(text) => read(text).map(|(interface, _)| Some(Arc::new(interface))),
        _ => Ok(None),
    });
    let hotplugged = hotplugged.collect::<Result<Vec<_>, _>>()?;
    let interfaces: Vec<_> = interfaces.into_iter().map(|(interface, _)| Arc::new(interface)).collect();
    let settings = Settings { mac_filter: plan.daemons.get(usize::from(guest.daemon)).is_some_and(|one| one.mac_filter) };
    let all = interfaces.iter().chain(hotplugged.iter().flatten()).cloned().collect();
    Guest::<Monotonic>::new(0, release.rules, settings, all).map_err(|why| unfit(why.to_string()))?;
    let GuestPlan { tasks, cycles, may_conflict, .. } = guest.clone();
    Ok(Role { interfaces, settings, tasks, hotplugged, cycles, may_conflict, unhygienic })
}

/// An interface as the era reads it, and whether it carries a generated name that it must not.
fn read(text: &str, release: Release, migrates: bool) -> Result<(Interface, bool), String> {
    let dialect = Dialect { rules: &release.rules.xml, driver_prefix: None };
    let document = Document::read(text, &dialect).map_err(|error| error.to_string())?;
    let sent = if migrates { document.written(Writing::Migratable).text.into_owned() } else { text.to_owned() };
    let document = Document::read(&sent, &dialect).map_err(|error| error.to_string())?;
    let (interfaces, _) = document.parsed(Reading::Inactive);
    let interface = interfaces.into_iter().next().ok_or("there is no element <interface>")?;
    let unhygienic = !interface.is_unmanaged() && looks_generated(&interface);
    Ok((interface, unhygienic))
}

/// Whether a generator can have written the name of the device.
fn looks_generated(interface: &Interface) -> bool {
    let Some(name) = interface.target.map(|name| name.to_string()) else { return false };
    XmlRules::HARDENED.dropped_on_format.iter().any(|rule| rule.matches(&name, interface.interface_type))
}
