//! How a file becomes a plan.

use super::file::{File, Group, Limits};
use super::groups::{self, Counts};
use super::number::{self, within};
use super::placeholders::Placeholders;
use super::{Parameter, Parameters, Scenario, cards, foreign, furniture, tasks};
use crate::flaw::{Flaw, Place};
use crate::world::host::CARDS_MAX;
use crate::world::plan::{DaemonPlan, Faults, Furniture, GuestPlan, Plan};
use toml::Spanned;

/// The most of one kind of fault.
const FAULTS_MAX: u32 = 250;

/// The plan with these values.
///
/// # Errors
/// The first thing that cannot be.
pub(super) fn plan(scenario: &Scenario, values: &Parameters) -> Result<Plan, Flaw> {
    let file = &scenario.file;
    let furniture = furniture::read(&file.furniture, &file.interfaces)?;
    let cycles = values.get(Parameter::Cycles).unwrap_or(1) as u16;
    let foreign = foreign::read(&file.foreign, cycles)?;
    Ok(Plan {
        name: scenario.name.clone(),
        summary: scenario.summary.clone(),
        about: scenario.about.clone(),
        guests: guests(file, values, &furniture)?,
        daemons: daemons(file, values)?,
        foreign,
        furniture,
        faults: faults(&file.faults)?,
        breaks: scenario.breaks.clone(),
    })
}

fn guests(file: &File, values: &Parameters, furniture: &Furniture) -> Result<Vec<GuestPlan>, Flaw> {
    let counts = Counts::of(&file.guest)?;
    let mut guests = Vec::new();
    for group in &file.guest {
        for _ in 0..counts.size(group.get_ref(), values) {
            guests.push(guest(file, group.get_ref(), guests.len() as u32, values, furniture)?);
        }
    }
    Ok(guests)
}

fn guest(file: &File, group: &Group, number: u32, values: &Parameters, furniture: &Furniture) -> Result<GuestPlan, Flaw> {
    let placeholders = Placeholders { guest: number, queues: values.get(Parameter::Queues) };
    let interface = |place: Place, text: &str| {
        let (place, text) = cards::text(place, text, &file.interfaces)?;
        let filled = placeholders.fill(text).map_err(|why| Flaw::at(place, why))?;
        cards::check(place, &filled, furniture).map(|()| filled)
    };
    let places = &group.interfaces;
    if places.get_ref().is_empty() || places.get_ref().len() > CARDS_MAX {
        return Err(Flaw::at(places, format!("there are {} interfaces; there can be 1 to {CARDS_MAX}", places.get_ref().len())));
    }
    let interfaces =
        places.get_ref().iter().map(|place| interface(place.into(), place.get_ref())).collect::<Result<Vec<_>, _>>()?;
    cards::check_together(places.into(), &interfaces)?;
    let cycles = number::cycles(group.cycles.as_ref())?;
    let cycles = cycles.unwrap_or_else(|| values.get(Parameter::Cycles).unwrap_or(1) as u16);
    let tasks = tasks::read(group, cycles, &interface)?;
    let daemon = groups::daemon(group, number, values.get(Parameter::Daemons).unwrap_or(1));
    Ok(GuestPlan { daemon, interfaces, tasks, cycles, may_conflict: group.may_conflict })
}

fn daemons(file: &File, values: &Parameters) -> Result<Vec<DaemonPlan>, Flaw> {
    let (first_id, last_id) = (values.get(Parameter::FirstId), values.get(Parameter::LastId));
    if let (Some(first), Some(last)) = (first_id, last_id)
        && first > last
    {
        return Err(Flaw::of_all(format!("first-id is {first}, which is more than last-id, {last}")));
    }
    let daemon = DaemonPlan { first_id, last_id, mac_filter: file.daemon.mac_filter };
    Ok(vec![daemon; values.get(Parameter::Daemons).unwrap_or(1) as usize])
}

fn faults(limits: &Limits) -> Result<Faults, Flaw> {
    let count = |place: &Option<Spanned<i64>>, what| {
        let number = place.as_ref().map(|place| within(place, what, *place.get_ref(), (0, FAULTS_MAX)));
        number.transpose().map(|number| number.unwrap_or_default() as u8)
    };
    Ok(Faults {
        operations: count(&limits.operations, "operations")?,
        daemon_deaths: count(&limits.daemon_deaths, "daemon-deaths")?,
        hypervisor_deaths: count(&limits.hypervisor_deaths, "hypervisor-deaths")?,
    })
}
