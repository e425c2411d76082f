//! How a text becomes a scenario.

use super::file::{File, Task};
use super::groups::{self, Counts};
use super::number::out_of_limits;
use super::placeholders::QUEUES;
use super::{Parameter, Parameters, Scenario, ScenarioParameter, claims};
use crate::flaw::Flaw;
use toml::Spanned;

/// Reads a scenario, and checks all that does not depend on its parameters.
///
/// # Errors
/// The first thing that is wrong.
pub(super) fn scenario(text: &str) -> Result<Scenario, Flaw> {
    let file: File = toml::from_str(text)?;
    check_name(&file.name)?;
    let summary = file.summary.get_ref().trim();
    if summary.is_empty() || summary.contains('\n') {
        return Err(Flaw::at(&file.summary, "summary is not one line; say in a line what happens"));
    }
    if file.guest.is_empty() {
        return Err(Flaw::of_all("there is no guest; add [[guest]] with interfaces and tasks"));
    }
    let mut parameters = file.parameters.read()?;
    let counts = Counts::of(&file.guest)?;
    counts.limit(&mut parameters)?;
    groups::limit_daemons(&file.guest, &mut parameters)?;
    check_use(&file, &counts)?;
    let (about, breaks) = (claims::about(&file.about)?, claims::breaks(&file.breaks)?);
    let holds = claims::holds(&file.holds, &breaks)?;
    let (name, summary) = (file.name.get_ref().clone(), summary.to_owned());
    let description = file.description.trim().to_owned();
    Ok(Scenario { text: text.to_owned(), name, summary, description, parameters, about, breaks, holds, file })
}

fn check_name(name: &Spanned<String>) -> Result<(), Flaw> {
    let is_part = |part: &str| !part.is_empty() && part.bytes().all(|byte| byte.is_ascii_lowercase() || byte.is_ascii_digit());
    if name.get_ref().split('-').all(is_part) {
        return Ok(());
    }
    Err(Flaw::at(name, format!("name is `{}`; it can be small letters and digits, with - between them", name.get_ref())))
}

/// A parameter that changes nothing is a mistake.
fn check_use(file: &File, counts: &Counts<'_>) -> Result<(), Flaw> {
    let groups = || file.guest.iter().map(Spanned::get_ref);
    let repeats = groups().any(|one| one.cycles.is_none()) || file.foreign.iter().any(|one| one.get_ref().cycles.is_none());
    let uses = [
        (Parameter::Guests, counts.has_rest(), "no group has count = \"rest\""),
        (Parameter::Cycles, repeats, "every group has cycles of its own"),
        (Parameter::Daemons, groups().any(|one| one.daemon.is_some()), "no group has a daemon; give one daemon = \"spread\""),
        (Parameter::Queues, has_queues(file), "{queues} is in no interface"),
    ];
    let unused = uses.into_iter().filter(|(_, is_used, _)| !is_used);
    match unused.filter_map(|(one, _, why)| Some((one, file.parameters.of(one)?, why))).next() {
        Some((parameter, place, why)) => Err(Flaw::at(place, format!("the parameter {parameter} changes nothing: {why}"))),
        None => Ok(()),
    }
}

fn has_queues(file: &File) -> bool {
    let groups = || file.guest.iter().map(Spanned::get_ref);
    let written = groups().flat_map(|group| group.interfaces.get_ref()).map(Spanned::get_ref);
    let plugged = groups().flat_map(|group| group.tasks.get_ref()).filter_map(|task| match task.get_ref() {
        Task::Hotplug { hotplug } => Some(hotplug),
        _ => None,
    });
    let named = file.interfaces.values().map(Spanned::get_ref);
    written.chain(plugged).chain(named).any(|text| text.contains(QUEUES))
}

/// The values of all parameters of a scenario.
///
/// # Errors
/// One is given that it does not have, or that is out of its limits.
pub(super) fn values(parameters: &[ScenarioParameter], given: &Parameters) -> Result<Parameters, Flaw> {
    let has = |parameter: Parameter| parameters.iter().any(|one| one.parameter == parameter);
    if let Some(other) = Parameter::ALL.into_iter().find(|one| given.get(*one).is_some() && !has(*one)) {
        let known: Vec<&str> = parameters.iter().map(|one| one.parameter.id()).collect();
        let known = if known.is_empty() { "none".to_owned() } else { known.join(", ") };
        return Err(Flaw::of_all(format!("the scenario has no parameter {other}; it has {known}")));
    }
    let mut values = Parameters::default();
    for one in parameters {
        let value = given.get(one.parameter).unwrap_or(one.default);
        if !(one.least..=one.most).contains(&value) {
            return Err(Flaw::of_all(out_of_limits(one.parameter.id(), value.into(), one.least, one.most)));
        }
        values = values.with(one.parameter, value);
    }
    Ok(values)
}
