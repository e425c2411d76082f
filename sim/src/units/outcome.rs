//! What a unit gives.

use crate::system::Choice;
use crate::world::plan::Plan;
use crate::world::property::Property;
use crate::world::violated::Violated;
use serde::{Deserialize, Serialize};
use serde_json::Value;
use std::collections::BTreeMap;

/// How many steps a schedule may have, as in `ifrace search`.
pub(super) const STEPS_MAX: u32 = 1_000_000;

/// What a unit gives. It depends on the unit alone: no clock and no machine is in it, unless a subject is the machine's own.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Outcome {
    /// Schedules were played.
    Race(RaceOutcome),
    /// Histories were played.
    History(HistoryOutcome),
    /// Nothing was played, and why: the subject is not on this machine, or it failed.
    NotRun(String),
}

/// What schedules of a race gave.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case", deny_unknown_fields)]
pub struct RaceOutcome {
    /// How many were played.
    pub schedules: u64,
    /// How many steps they have in all.
    pub steps: u64,
    /// How many had no end after as many steps as they may have.
    pub too_long: u64,
    /// For how many the world was too small, so that they say nothing.
    pub too_small: u64,
    /// How many reached something.
    pub reached: BTreeMap<Property, u64>,
    /// How many violated something.
    pub violated: BTreeMap<Violated, u64>,
    /// The hash of all choices and of what they showed.
    #[serde(with = "super::digest::hexadecimal")]
    pub hash: u64,
    /// One for everything that is violated.
    pub failures: Vec<Failure>,
}

/// The first schedule that violates something, made small.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case", deny_unknown_fields)]
pub struct Failure {
    /// What is violated.
    pub violated: Violated,
    /// The number of the schedule.
    pub schedule: u64,
    /// Who played it.
    pub by: String,
    /// Whose step hit what of whom, in the small run.
    pub cause: String,
    /// What happens in the small run.
    pub shape: super::Shape,
    /// The small run: who moves (the actor, and 256 times the way in which it moves), and how often in a row.
    pub run: Vec<(u16, u32)>,
    /// The plan of the small run.
    pub plan: Plan,
}

/// What histories of a subject gave.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case", deny_unknown_fields)]
pub struct HistoryOutcome {
    /// What the subject says of its version.
    pub version: Option<String>,
    /// How many were played.
    pub cases: u64,
    /// How many came to their end.
    pub completed: u64,
    /// How many operations they have.
    pub operations: u64,
    /// Why not all were played.
    pub cut_short: Option<String>,
    /// What the machine lacks for some operations.
    pub missing: Vec<String>,
    /// What is wrong, each class once.
    pub findings: Vec<HistoryFinding>,
}

/// A history that shows something wrong, made small.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case", deny_unknown_fields)]
pub struct HistoryFinding {
    /// What was judged.
    pub aspect: String,
    /// In which way it failed.
    pub class: String,
    /// The case that showed it.
    pub case: u64,
    /// What happened, in one sentence.
    pub text: String,
    /// What happens in the history.
    pub shape: super::Shape,
    /// The operations.
    pub history: Vec<Value>,
}

impl Failure {
    /// A run as it stands in [`run`](Self::run).
    pub(super) fn folded(choices: &[Choice]) -> Vec<(u16, u32)> {
        let mut folded: Vec<(u16, u32)> = Vec::new();
        for number in choices.iter().map(|choice| u16::from(choice.actor) | u16::from(choice.variant) << 8) {
            match folded.last_mut() {
                Some((last, times)) if *last == number => *times += 1,
                _ => folded.push((number, 1)),
            }
        }
        folded
    }

    /// The choices of the small run.
    pub fn choices(&self) -> Vec<Choice> {
        let choice = |number: u16| Choice { actor: number as u8, variant: (number >> 8) as u8 };
        let all = self.run.iter().flat_map(|(number, times)| std::iter::repeat_n(choice(*number), *times as usize));
        // A file that somebody wrote may say anything.
        all.take(STEPS_MAX as usize).collect()
    }

    /// How many steps the small run has.
    pub fn steps(&self) -> u64 {
        self.run.iter().map(|(_, times)| u64::from(*times)).sum()
    }
}
