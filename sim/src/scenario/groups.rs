//! How many guests do what, and whose they are.

use super::file::{Count, DaemonOf, Group};
use super::number::within;
use super::{Parameter, Parameters, ScenarioParameter};
use crate::flaw::Flaw;
use toml::Spanned;

/// Where `rest` stands, and how many guests the other groups have.
#[derive(Debug)]
pub(super) struct Counts<'f> {
    fixed: u32,
    rest: Option<&'f Spanned<Count>>,
}

impl<'f> Counts<'f> {
    /// Of all groups.
    ///
    /// # Errors
    /// A number is out of its limits, or `rest` stands twice.
    pub(super) fn of(groups: &'f [Spanned<Group>]) -> Result<Self, Flaw> {
        let most = Parameter::Guests.limits().1;
        let mut counts = Self { fixed: 0, rest: None };
        for group in groups {
            match group.get_ref().count.as_ref().map(|count| (count, *count.get_ref())) {
                Some((place, Count::Word(_))) if counts.rest.is_none() => counts.rest = Some(place),
                Some((place, Count::Word(_))) => {
                    return Err(Flaw::at(place, "count = \"rest\" stands twice; give one group a number"));
                }
                Some((place, Count::Number(number))) => counts.fixed += within(place, "count", number, (1, most))?,
                None => counts.fixed += 1,
            }
            if counts.fixed > most {
                return Err(Flaw::at(group, format!("with this group there are {} guests; there can be {most}", counts.fixed)));
            }
        }
        Ok(counts)
    }

    /// Checks the parameter `guests`, and raises the least that it can be to what the groups need.
    ///
    /// # Errors
    /// `rest` is nobody, or the parameter is missing or does nothing.
    pub(super) fn limit(&self, parameters: &mut [ScenarioParameter]) -> Result<(), Flaw> {
        let guests = parameters.iter_mut().find(|one| one.parameter == Parameter::Guests);
        match (self.rest, guests) {
            (None, _) => Ok(()),
            (Some(place), None) => {
                Err(Flaw::at(place, "count = \"rest\" needs the parameter guests; add guests = 3 to [parameters]"))
            }
            (Some(place), Some(guests)) if guests.default <= self.fixed => {
                let (default, fixed) = (guests.default, self.fixed);
                let problem =
                    format!("nobody is left for count = \"rest\": guests is {default}, and the other groups have {fixed}");
                Err(Flaw::at(place, problem))
            }
            (Some(_), Some(guests)) => {
                guests.least = guests.least.max(self.fixed + 1);
                Ok(())
            }
        }
    }

    /// How many guests a group has.
    pub(super) fn size(&self, group: &Group, values: &Parameters) -> u32 {
        match group.count.as_ref().map(|count| *count.get_ref()) {
            None => 1,
            Some(Count::Number(number)) => number as u32,
            Some(Count::Word(_)) => values.get(Parameter::Guests).unwrap_or_default().saturating_sub(self.fixed),
        }
    }

    /// Whether a group has the rest of the guests.
    pub(super) const fn has_rest(&self) -> bool {
        self.rest.is_some()
    }
}

/// Checks the daemons of the groups, and raises the least of the parameter `daemons` to what they need.
///
/// # Errors
/// A daemon that is not there.
pub(super) fn limit_daemons(groups: &[Spanned<Group>], parameters: &mut [ScenarioParameter]) -> Result<(), Flaw> {
    let mut parameter = parameters.iter_mut().find(|one| one.parameter == Parameter::Daemons);
    let there = parameter.as_ref().map_or(1, |daemons| daemons.default);
    for place in groups.iter().filter_map(|group| group.get_ref().daemon.as_ref()) {
        match (*place.get_ref(), &mut parameter) {
            (DaemonOf::Number(number), _) if !(0..i64::from(there)).contains(&number) => {
                let hint = "they are counted from 0; set the parameter daemons";
                return Err(Flaw::at(place, format!("there is no daemon {number}: there {}, and {hint}", how_many(there))));
            }
            (DaemonOf::Number(number), Some(daemons)) => daemons.least = daemons.least.max(number as u32 + 1),
            (DaemonOf::Word(_), None) => {
                return Err(Flaw::at(place, "daemon = \"spread\" needs the parameter daemons; add daemons = 2 to [parameters]"));
            }
            _ => {}
        }
    }
    Ok(())
}

fn how_many(daemons: u32) -> String {
    if daemons == 1 { "is 1 daemon".to_owned() } else { format!("are {daemons} daemons") }
}

/// The daemon of a guest of a group; the guest is counted from 0 in the whole scenario.
pub(super) fn daemon(group: &Group, guest: u32, daemons: u32) -> u8 {
    let daemon = match group.daemon.as_ref().map(|daemon| *daemon.get_ref()) {
        None => 0,
        Some(DaemonOf::Number(number)) => number as u32,
        Some(DaemonOf::Word(_)) => guest % daemons,
    };
    daemon as u8
}
