//! A search through the peer-model.

use super::explored::{counts_in_words, counts_object};
use super::number::{counted, grouped, per_second, seconds};
use super::{Verdict, pretty};
use ifrace_sim::explore::Counts;
use ifrace_sim::hunt::Report;
use serde_json::{Value, json};

/// What was counted.
#[derive(Clone, Debug)]
pub enum PeerCounts {
    /// By an exhaustive search.
    Explored(Box<Counts>),
    /// By a random one.
    Played(Box<Report>),
}

/// A search through the peer-model.
#[derive(Clone, Debug)]
pub struct PeerRun<'a> {
    /// The version of ifrace.
    pub tool_version: &'a str,
    /// The command that shows it again.
    pub command: &'a str,
    /// What was counted.
    pub counts: PeerCounts,
    /// Why it ended early, if it did.
    pub ended_early: Vec<String>,
    /// How long it took.
    pub milliseconds: u64,
}

impl PeerRun<'_> {
    /// What it came to.
    pub fn verdict(&self) -> Verdict {
        match (self.wrongful(), self.ended_early.is_empty()) {
            (0, true) => Verdict::Holds,
            (0, false) => Verdict::Unknown,
            _ => Verdict::Violated,
        }
    }

    /// How many steps, or schedules of a random search, remove the entry of another guest.
    pub fn wrongful(&self) -> u64 {
        match &self.counts {
            PeerCounts::Explored(counts) => counts.violating[0],
            PeerCounts::Played(report) => report.total().violated[0].count,
        }
    }

    /// For a terminal, without the command. Ends with a line end.
    pub fn text(&self) -> String {
        let mut lines = match &self.counts {
            PeerCounts::Explored(counts) => {
                let wrongful = counted(self.wrongful(), "wrongful transition", "wrongful transitions");
                [vec![format!("  {wrongful}")], counts_in_words(counts, self.milliseconds).to_vec()].concat()
            }
            PeerCounts::Played(report) => {
                let schedules = report.total().schedules;
                let rate = grouped(per_second(schedules, self.milliseconds));
                vec![
                    format!("  {}", counted(self.wrongful(), "wrongful schedule", "wrongful schedules")),
                    format!("  {}, hash {:016x}", counted(schedules, "schedule", "schedules"), report.hash),
                    format!("  time: {}, {rate} schedules/s", seconds(self.milliseconds)),
                ]
            }
        };
        let why: Vec<String> = self.ended_early.iter().map(|why| format!("; {why}")).collect();
        lines.push(format!("peer-model: {}{}", self.verdict().id(), why.concat()));
        lines.iter().map(|line| format!("{line}\n")).collect()
    }

    /// As JSON, indented, with a line end.
    pub fn json(&self, exit_code: u8) -> String {
        let mut object = match &self.counts {
            PeerCounts::Explored(counts) => counts_object(counts, self.milliseconds),
            PeerCounts::Played(report) => played(report, self.milliseconds),
        };
        object["schema"] = super::SCHEMA.into();
        object["ifrace"] = self.tool_version.into();
        object["command"] = self.command.into();
        object["wrongful"] = self.wrongful().into();
        object["verdict"] = self.verdict().id().into();
        object["why"] = self.ended_early.clone().into();
        object["exit_code"] = exit_code.into();
        pretty(&object)
    }
}

fn played(report: &Report, milliseconds: u64) -> Value {
    let schedules = report.total().schedules;
    json!({
        "schedules": schedules,
        "hash": format!("{:016x}", report.hash),
        "seconds": milliseconds as f64 / 1000.0,
        "schedules_per_s": per_second(schedules, milliseconds),
    })
}
