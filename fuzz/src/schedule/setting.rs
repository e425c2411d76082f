//! What is played: scenarios, each small enough for thousands of runs in a second.

use ifrace_sim::scenario::{Parameter, Parameters, Scenario};
use ifrace_sim::world::plan::{Faults, Plan};

/// The most names of a template that are taken. Each is a step of the run.
const CROWD_MAX: u32 = 3;

/// A scenario, and what is changed in it.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Setting {
    /// The built-in scenario.
    pub(crate) scenario: &'static str,
    /// How many guests there are; the scenario's default if it is not given.
    guests: Option<u32>,
    /// How often they do their tasks; the scenario's default if it is not given.
    cycles: Option<u32>,
    /// What may go wrong, instead of what the scenario says.
    faults: Option<Faults>,
}

impl Setting {
    /// A scenario as it is.
    pub(super) const fn of(scenario: &'static str) -> Self {
        Self { scenario, guests: None, cycles: None, faults: None }
    }

    /// The same with so many guests and cycles.
    pub(super) const fn sized(self, guests: u32, cycles: u32) -> Self {
        Self { guests: Some(guests), cycles: Some(cycles), ..self }
    }

    /// The same with so many operations that may fail, and with so many deaths of daemons and of hypervisors.
    pub(super) const fn failing(self, operations: u8, daemon_deaths: u8, hypervisor_deaths: u8) -> Self {
        Self { faults: Some(Faults { operations, daemon_deaths, hypervisor_deaths }), ..self }
    }

    /// The scenario, and what of it is played.
    pub(super) fn plan(&self) -> (Scenario, Plan) {
        let sizes = [(Parameter::Guests, self.guests), (Parameter::Cycles, self.cycles)];
        let given = sizes
            .into_iter()
            .fold(Parameters::default(), |given, (parameter, value)| value.map_or(given, |value| given.with(parameter, value)));
        let scenario = Scenario::builtin(self.scenario).unwrap_or_else(|| unreachable!("{} is built in", self.scenario));
        let plan = scenario.plan(&given);
        let mut plan = plan.unwrap_or_else(|error| unreachable!("{}: {error}", self.scenario));
        plan.faults = self.faults.unwrap_or(plan.faults);
        plan.furniture.occupied.iter_mut().for_each(|(_, _, count)| *count = CROWD_MAX.min(*count));
        (scenario, plan)
    }
}
