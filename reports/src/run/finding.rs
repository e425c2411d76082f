//! One thing that is violated, and how that was found.

use super::number::{counted, grouped};
use super::steps;
use crate::text::wrap::wrap;
use ifrace_sim::hunt::Finding;
use ifrace_sim::world::violated::Violated;
use ifrace_sim::world::{Breach, Recorded};
use serde_json::{Value, json};
use std::path::PathBuf;

/// Something that is violated.
#[derive(Clone, Debug)]
pub struct Found {
    /// What.
    pub violated: Violated,
    /// How it was found.
    pub manner: Manner,
    /// Why, in a line: whose step hit what of whom.
    pub cause: Option<String>,
    /// The run that shows it, to its end or to the step that violates it, with what does not hold at its end.
    pub run: Option<(Vec<Recorded>, Vec<Breach>)>,
    /// A small run that shows the same, if one was made.
    pub small: Option<(Vec<Recorded>, Vec<Breach>)>,
    /// Why there is no run.
    pub no_run: Option<String>,
    /// Where its traces are.
    pub traces: Option<Traces>,
}

/// Where the traces of a run are.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Traces {
    /// What names the failure: the same for every run that shows it.
    pub fingerprint: String,
    /// The trace of the run as it was found.
    pub trace: PathBuf,
    /// The trace of a small run with the same violation.
    pub shrunk: PathBuf,
}

/// How something was found.
#[derive(Clone, Copy, Debug)]
pub enum Manner {
    /// By a schedule.
    Schedule {
        /// Which one, and who played it.
        finding: Finding,
        /// How many schedules there were in all.
        of: u64,
    },
    /// By an exhaustive search: so many steps from the beginning, by so many steps and ends in all.
    Shortest {
        /// How many steps the shortest run has; a state may be too early by one if it shows at an end.
        steps: u32,
        /// How many steps and ends violate it.
        transitions: u64,
    },
}

impl Found {
    pub(super) fn lines(&self, with_steps: bool) -> Vec<String> {
        let mut lines = wrap(&format!("  {}: {}", self.violated, self.manner.in_words()), 4);
        lines.extend(self.cause.iter().flat_map(|cause| wrap(&format!("    {cause}"), 6)));
        lines.extend(self.no_run.iter().flat_map(|why| wrap(&format!("    no run to show: {why}"), 6)));
        if let Some((run, left)) = self.run.as_ref().filter(|_| with_steps) {
            lines.push(String::new());
            lines.extend(steps::lines(run, left));
            lines.push(String::new());
        }
        if let Some(traces) = &self.traces {
            lines.extend(wrap(&format!("    trace: {}", traces.trace.display()), 6));
            lines.extend(wrap(&format!("    shrunk: {}", traces.shrunk.display()), 6));
        }
        lines
    }

    pub(super) fn object(&self, with_steps: bool) -> Value {
        let mut object = json!({
            "id": self.violated.id(),
            "invariant": self.violated.invariant(),
            "summary": self.violated.summary(),
            "cause": self.cause,
            "fingerprint": self.traces.as_ref().map(|traces| &traces.fingerprint),
            "trace": self.traces.as_ref().map(|traces| &traces.trace),
            "shrunk": self.traces.as_ref().map(|traces| &traces.shrunk),
        });
        match self.manner {
            Manner::Schedule { finding, .. } => {
                object["member"] = finding.member.id().into();
                object["schedule"] = finding.schedule.into();
                object["after"] = finding.after.into();
                object["after_own"] = finding.after_own.into();
                object["schedules"] = finding.count.into();
                object["step"] = finding.step.into();
            }
            Manner::Shortest { steps, transitions } => {
                object["steps"] = steps.into();
                object["transitions"] = transitions.into();
                object["no_run"] = self.no_run.clone().into();
            }
        }
        if let Some((run, left)) = self.run.as_ref().filter(|_| with_steps) {
            object["run"] = steps::object(run, left);
        }
        object
    }
}

impl Manner {
    fn in_words(&self) -> String {
        match self {
            Self::Schedule { finding, of } => {
                let Finding { member, schedule, after, after_own, count, .. } = finding;
                let after = counted(*after, "schedule", "schedules");
                let (own, count, of) = (grouped(*after_own), grouped(*count), grouped(*of));
                format!(
                    "{member} found it after {after} ({own} of its own), in schedule {schedule} (from 0 on); {count} of {of} have it"
                )
            }
            Self::Shortest { steps, transitions } => {
                let steps = counted(u64::from(*steps), "step", "steps");
                format!("the shortest run has {steps}; {} violate it", counted(*transitions, "step or end", "steps or ends"))
            }
        }
    }
}
