//! Numbers of a file within their limits.

use super::file::{Setting, Settings};
use super::{Parameter, ScenarioParameter};
use crate::flaw::{Flaw, Place};
use toml::Spanned;

/// A number at a place of the file.
///
/// # Errors
/// It is out of its limits.
pub(super) fn within(place: impl Into<Place>, what: &str, found: i64, (least, most): (u32, u32)) -> Result<u32, Flaw> {
    let wrong = || Flaw::at(place, out_of_limits(what, found, least, most));
    u32::try_from(found).ok().filter(|number| (least..=most).contains(number)).ok_or_else(wrong)
}

pub(super) fn out_of_limits(what: &str, found: i64, least: u32, most: u32) -> String {
    format!("{what} is {found}; it can be {least} to {most}")
}

/// How often tasks are done, if the file says so.
pub(super) fn cycles(found: Option<&Spanned<i64>>) -> Result<Option<u16>, Flaw> {
    let number = |found: &Spanned<i64>| within(found, "cycles", *found.get_ref(), Parameter::Cycles.limits());
    Ok(found.map(number).transpose()?.map(|number| number as u16))
}

impl Settings {
    /// What the file says of a parameter.
    pub(super) const fn of(&self, parameter: Parameter) -> Option<&Spanned<Setting>> {
        match parameter {
            Parameter::Guests => self.guests.as_ref(),
            Parameter::Cycles => self.cycles.as_ref(),
            Parameter::Daemons => self.daemons.as_ref(),
            Parameter::Queues => self.queues.as_ref(),
            Parameter::FirstId => self.first_id.as_ref(),
            Parameter::LastId => self.last_id.as_ref(),
        }
    }

    /// The parameters of the scenario.
    ///
    /// # Errors
    /// A number is out of its limits.
    pub(super) fn read(&self) -> Result<Vec<ScenarioParameter>, Flaw> {
        let said = Parameter::ALL.into_iter().filter_map(|one| Some((one, self.of(one)?)));
        said.map(|(parameter, place)| read(parameter, place)).collect()
    }
}

fn read(parameter: Parameter, place: &Spanned<Setting>) -> Result<ScenarioParameter, Flaw> {
    let limits = parameter.limits();
    let (default, least, most) = match *place.get_ref() {
        Setting::Default(default) => (default, None, None),
        Setting::Limited { default, least, most } => (default, least, most),
    };
    let number = |what: &str, found: Option<i64>, otherwise| {
        found.map_or(Ok(otherwise), |found| within(place, &format!("{what}{parameter}"), found, limits))
    };
    let (least, most) = (number("least of ", least, limits.0)?, number("most of ", most, limits.1)?);
    if least > most {
        return Err(Flaw::at(place, format!("least of {parameter} is {least}, which is more than its most, {most}")));
    }
    let default = within(place, parameter.id(), default, (least, most))?;
    Ok(ScenarioParameter { parameter, default, least, most })
}
