//! Scenarios: who does what at the same time, written in TOML.
//!
//! A [`Scenario`] is a text that says which guests there are, what they do, what is on the host, and what may go wrong. With
//! values for its parameters it becomes a [`Plan`], which is played in every order of steps. The built-in ones are such texts too,
//! so each of them is a template for another one.
//!
//! ```
//! use ifrace_sim::scenario::{Parameter, Parameters, Scenario};
//!
//! let scenario = Scenario::parse(
//!     r#"
//!     name = "my-own"
//!     summary = "one guest stays up while the others come and go"
//!     about = ["name-reused"]                 # what has to happen, or nothing was shown
//!
//!     [parameters]
//!     guests = 3                              # a default, within the limits of the parameter
//!     cycles = { default = 2, most = 10 }     # or within closer ones
//!
//!     [interfaces]
//!     card = "<interface type='bridge'><source bridge='br0'/></interface>"
//!
//!     [[guest]]                               # one guest, unless count says more
//!     interfaces = ["card"]                   # or the element itself
//!     tasks = ["start"]
//!     cycles = 1                              # instead of the parameter
//!
//!     [[guest]]
//!     count = "rest"                          # the parameter guests without the other groups
//!     interfaces = ["card"]
//!     tasks = ["start", "stop"]
//!
//!     [furniture]
//!     bridges = ["br0"]
//!
//!     [faults]
//!     hypervisor-deaths = 1
//!
//!     [[breaks]]                              # what is expected with the defaults
//!     eras = ["6.7"]
//!     violated = ["no-reuse-before-cleanup"]
//!
//!     [[holds]]                               # nothing at all is violated, or nothing of `never = […]`
//!     eras = ["11.3", "hardened"]
//!     "#,
//! )?;
//! let plan = scenario.plan(&Parameters::default().with(Parameter::Guests, 4))?;
//! assert_eq!((plan.guests.len(), plan.guests[3].cycles), (4, 2));
//! # Ok::<(), ifrace_sim::scenario::PlanError>(())
//! ```
//!
//! # The language
//! - `[interfaces]`: elements `<interface>` of libvirt, by name; `{guest}` in one is the guest's number, `{queues}` the parameter.
//! - `[[guest]]`: `count`, `daemon` (a number from 0 on, or `"spread"`), `interfaces` (names, or the elements themselves), `tasks`,
//!   `cycles`, `may-conflict` (its start may be refused because somebody has the name that its user chose).
//! - Tasks: `start`, `incoming`, `finish`, `stop`, `pause`, `resume`, `die`, `{ hotplug = "card" }`, `{ unplug = 0 }`.
//! - `[daemon]`: `mac-filter`, as in `qemu.conf`.
//! - `[[foreign]]`, somebody else who makes taps: `tasks` of `{ take = "tap0" }`, also with a template, and `"release"`; `cycles`.
//! - `[furniture]`: `bridges`, `ovs-bridges`, `lowers` (devices under macvtaps), `networks` (`{ name, interface }`), `taps`
//!   (persistent ones of the administrator), `stale-ports` of Open vSwitch (`{ name, bridge }`), `occupied` (`{ template, first,
//!   count }`).
//! - `[faults]`: how many `operations` may fail, and how many `daemon-deaths` and `hypervisor-deaths` there may be.

mod build;
mod builtin;
mod cards;
mod claims;
#[cfg(test)]
mod error_tests;
mod file;
mod foreign;
mod furniture;
mod groups;
mod life;
mod listing;
mod number;
mod parameter;
mod placeholders;
mod read;
mod tasks;

pub use crate::flaw::PlanError;
pub use claims::Hold;
pub use listing::{Listed, ListedBreak, ListedHold, ListedParameter, ScenarioParameter, listing};
pub use parameter::{Parameter, Parameters};

use crate::world::plan::{Break, Plan};
use crate::world::property::Property;

/// A scenario that has been read.
#[derive(Clone, Debug)]
pub struct Scenario {
    /// The text that it was read from.
    pub text: String,
    /// Its identifier.
    pub name: String,
    /// What happens, in a line.
    pub summary: String,
    /// What happens, and where that is known from.
    pub description: String,
    /// What can be set.
    pub parameters: Vec<ScenarioParameter>,
    /// What it is made for.
    pub about: Vec<Property>,
    /// What does not hold under an era, with the default parameters.
    pub breaks: Vec<Break>,
    /// What holds under an era, with the default parameters.
    pub holds: Vec<Hold>,
    file: file::File,
}

impl Scenario {
    /// Reads a scenario. What can be read becomes a plan with the defaults.
    ///
    /// # Errors
    /// The first thing that is wrong with it, and where.
    pub fn parse(text: &str) -> Result<Self, PlanError> {
        let scenario = read::scenario(text).map_err(|flaw| flaw.in_text(text))?;
        scenario.plan(&Parameters::default())?;
        Ok(scenario)
    }

    /// The plan with these values of its parameters.
    ///
    /// # Errors
    /// A value that the scenario does not take, or with which it makes no sense.
    pub fn plan(&self, given: &Parameters) -> Result<Plan, PlanError> {
        let values = read::values(&self.parameters, given);
        values.and_then(|values| build::plan(self, &values)).map_err(|flaw| flaw.in_text(&self.text))
    }
}
