//! What is on the host before.

use super::cards::{self, Named};
use super::file::{Occupied, Pieces, StalePort};
use super::number::within;
use crate::flaw::{Flaw, Place};
use crate::world::host::LOWERS_MAX;
use crate::world::plan::Furniture;
use ifrace_allocator::IfName;
use ifrace_model::is_valid;
use toml::Spanned;

/// The most names of one template that can be taken: as many as the kernel looks at (`__dev_alloc_name`).
const OCCUPIED_MAX: u32 = 32_768;

/// What is on the host before.
///
/// # Errors
/// The first piece that cannot be.
pub(super) fn read(pieces: &Pieces, named: &Named) -> Result<Furniture, Flaw> {
    let devices = [&pieces.bridges, &pieces.ovs_bridges, &pieces.lowers, &pieces.taps];
    let mut seen: Vec<&str> = vec!["lo"];
    for name in devices.into_iter().flatten() {
        check_name(name, name.get_ref())?;
        if seen.contains(&name.get_ref().as_str()) {
            return Err(Flaw::at(name, format!("there is a device `{}` already; give another name", name.get_ref())));
        }
        seen.push(name.get_ref());
    }
    if let Some(place) = pieces.lowers.get(LOWERS_MAX) {
        return Err(Flaw::at(place, format!("a host has up to {LOWERS_MAX} lowers; remove this one")));
    }
    let texts = |names: &[Spanned<String>]| names.iter().map(|name| name.get_ref().clone()).collect();
    let mut furniture = Furniture {
        bridges: texts(&pieces.bridges),
        ovs_bridges: texts(&pieces.ovs_bridges),
        lowers: texts(&pieces.lowers),
        taps: texts(&pieces.taps),
        occupied: pieces.occupied.iter().map(occupied).collect::<Result<_, _>>()?,
        ..Furniture::default()
    };
    furniture.stale_ports = pieces.stale_ports.iter().map(|port| stale_port(port, &furniture)).collect::<Result<_, _>>()?;
    furniture.networks = networks(pieces, named, &furniture)?;
    Ok(furniture)
}

/// Whether a device can have the name.
pub(super) fn check_name(place: impl Into<Place>, text: &str) -> Result<(), Flaw> {
    let problem =
        || format!("no device can be called `{text}`: a name has 1 to 15 bytes without spaces, / and :, and is not . or ..");
    if is_valid(text.as_bytes()) { Ok(()) } else { Err(Flaw::at(place, problem())) }
}

fn stale_port(port: &StalePort, furniture: &Furniture) -> Result<(String, String), Flaw> {
    check_name(&port.name, port.name.get_ref())?;
    let bridge = port.bridge.get_ref();
    if furniture.ovs_bridges.contains(bridge) {
        return Ok((port.name.get_ref().clone(), bridge.clone()));
    }
    Err(Flaw::at(&port.bridge, format!("there is no `{bridge}` in ovs-bridges of [furniture]; add it there")))
}

fn occupied(occupied: &Occupied) -> Result<(String, u32, u32), Flaw> {
    let template = &occupied.template;
    if !IfName::new(template.get_ref()).is_some_and(|name| name.is_template()) {
        let problem =
            format!("`{}` is no template: it has up to 15 bytes with one %, before a d, such as vnet%d", template.get_ref());
        return Err(Flaw::at(template, problem));
    }
    let first = occupied.first.as_ref().map_or(Ok(0), |first| within(first, "first", *first.get_ref(), (0, i32::MAX as u32)))?;
    let count = within(&occupied.count, "count of occupied names", *occupied.count.get_ref(), (1, OCCUPIED_MAX))?;
    Ok((template.get_ref().clone(), first, count))
}

fn networks(pieces: &Pieces, named: &Named, furniture: &Furniture) -> Result<Vec<(String, String)>, Flaw> {
    let mut networks: Vec<(String, String)> = Vec::new();
    for network in &pieces.networks {
        let name = network.name.get_ref();
        if networks.iter().any(|(one, _)| one == name) {
            return Err(Flaw::at(&network.name, format!("there is a network `{name}` already; give another name")));
        }
        // A network cannot be in a network: those read so far are not known here.
        let (place, text) = cards::text((&network.interface).into(), network.interface.get_ref(), named)?;
        cards::check(place, text, furniture)?;
        networks.push((name.clone(), text.to_owned()));
    }
    Ok(networks)
}
