//! What there is to know of scenarios without playing them.

use super::{Hold, Parameter, Scenario};
use crate::world::plan::Break;
use crate::world::violated::Violated;
use serde::Serialize;

/// A parameter of a scenario.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct ScenarioParameter {
    /// Which one.
    pub parameter: Parameter,
    /// Its value unless another one is given.
    pub default: u32,
    /// The smallest value.
    pub least: u32,
    /// The largest value.
    pub most: u32,
}

/// A scenario in a list.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "kebab-case")]
pub struct Listed {
    /// Its identifier.
    pub id: String,
    /// What happens, in a line.
    pub summary: String,
    /// What happens, and where that is known from.
    pub description: String,
    /// What can be set.
    pub parameters: Vec<ListedParameter>,
    /// The identifiers of what it is made for.
    pub about: Vec<&'static str>,
    /// What does not hold.
    pub breaks: Vec<ListedBreak>,
    /// What holds.
    pub holds: Vec<ListedHold>,
}

/// A parameter in a list.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
pub struct ListedParameter {
    /// Its identifier.
    pub id: &'static str,
    /// What it sets.
    pub summary: &'static str,
    /// Its value unless another one is given.
    pub default: u32,
    /// The smallest value.
    pub least: u32,
    /// The largest value.
    pub most: u32,
}

/// What does not hold under an era, in a list.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct ListedBreak {
    /// The era.
    pub era: String,
    /// The identifiers of what is violated.
    pub violated: Vec<&'static str>,
}

/// What holds under an era, in a list.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct ListedHold {
    /// The era.
    pub era: String,
    /// The identifiers of what is never violated.
    pub never: Vec<&'static str>,
}

/// The built-in scenarios.
pub fn listing() -> Vec<Listed> {
    Scenario::ALL.into_iter().filter_map(Scenario::builtin).map(|one| one.listed()).collect()
}

impl Scenario {
    /// It in a list.
    pub fn listed(&self) -> Listed {
        let broken = |one: &Break| ListedBreak { era: one.era.clone(), violated: ids(&one.violated) };
        let held = |one: &Hold| ListedHold { era: one.era.clone(), never: ids(&one.never) };
        Listed {
            id: self.name.clone(),
            summary: self.summary.clone(),
            description: self.description.clone(),
            parameters: self.parameters.iter().map(ScenarioParameter::listed).collect(),
            about: self.about.iter().map(|one| one.id()).collect(),
            breaks: self.breaks.iter().map(broken).collect(),
            holds: self.holds.iter().map(held).collect(),
        }
    }
}

impl ScenarioParameter {
    const fn listed(&self) -> ListedParameter {
        let Self { parameter, default, least, most } = *self;
        ListedParameter { id: parameter.id(), summary: parameter.summary(), default, least, most }
    }
}

fn ids(violated: &[Violated]) -> Vec<&'static str> {
    violated.iter().map(|one| one.id()).collect()
}
