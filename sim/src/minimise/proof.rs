//! In what a result is minimal.

use super::What;
use serde::Serialize;
use std::collections::BTreeSet;
use std::fmt;

/// In what a result is minimal, and in what it may not be.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "kebab-case")]
pub struct Proof {
    /// What cannot be left out: each one was, and the run adapted to it did not fail in the same way.
    pub needed: BTreeSet<What>,
    /// Without what the plan has no run that fails in the same way: all were searched.
    pub unavoidable: BTreeSet<What>,
    /// Whether there is a shorter run.
    pub shortest: Shortest,
    /// Why it ended before everything was tried, if it did.
    pub ended_early: Option<EndedEarly>,
}

/// Whether a plan has a shorter run that fails in the same way.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Shortest {
    /// No: every shorter run was searched.
    Yes {
        /// The states that were seen.
        states: u64,
    },
    /// There are too many states. It has no shorter run than this.
    AtLeast {
        /// The number of steps.
        steps: u32,
        /// The states that were seen.
        states: u64,
    },
    /// It was not searched to the end.
    Unknown,
}

/// Why it ended before everything was tried.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum EndedEarly {
    /// All tries that were allowed were made.
    Tries(u64),
    /// The caller asked for it.
    Stopped,
}

impl Proof {
    /// What may still be left out, since that was not tried to the end.
    pub fn open(&self) -> impl Iterator<Item = What> {
        What::ALL.into_iter().filter(|what| !self.needed.contains(what))
    }
}

impl fmt::Display for Proof {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if !self.needed.is_empty() {
            write!(f, "no {} can be left out; ", list(self.needed.iter().copied()))?;
        }
        if !self.unavoidable.is_empty() {
            write!(f, "with a {} less no run fails at all; ", list(self.unavoidable.iter().copied()))?;
        }
        write!(f, "{}", self.shortest)?;
        if let Some(early) = self.ended_early {
            let open = self.open().collect::<Vec<_>>();
            let what = if open.is_empty() { "whether there is a shorter run".to_owned() } else { list(open.into_iter()) };
            write!(f, "; not tried to the end: {what}, since {early}")?;
        }
        Ok(())
    }
}

impl fmt::Display for Shortest {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Yes { states } => {
                write!(f, "it is the shortest possible for this plan ({} states searched)", grouped(*states))
            }
            Self::AtLeast { steps, states } => {
                let states = grouped(*states);
                write!(f, "no run of less than {steps} steps fails for this plan ({states} states searched, as many as allowed)")
            }
            Self::Unknown => f.write_str("whether there is a shorter run was not searched"),
        }
    }
}

impl fmt::Display for EndedEarly {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Tries(tries) => write!(f, "the {} tries that were allowed are used up", grouped(*tries)),
            Self::Stopped => f.write_str("it was asked to stop"),
        }
    }
}

/// `guest, cycle or step`.
fn list(whats: impl Iterator<Item = What>) -> String {
    let words: Vec<_> = whats.map(What::in_words).collect();
    match words.split_last() {
        Some((last, [])) => (*last).to_owned(),
        Some((last, before)) => format!("{} or {last}", before.join(", ")),
        None => String::new(),
    }
}

/// `12,345`.
fn grouped(number: u64) -> String {
    let digits = number.to_string();
    let parts = digits.as_bytes().rchunks(3).rev().map(|part| String::from_utf8_lossy(part).into_owned());
    parts.collect::<Vec<_>>().join(",")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_proof_says_what_is_proven_and_what_is_not() {
        let unavoidable = [What::Guest, What::Fault].into();
        let all =
            Proof { needed: What::ALL.into(), unavoidable, shortest: Shortest::Yes { states: 1_012_345 }, ended_early: None };
        assert_eq!(
            all.to_string(),
            "no guest, other, daemon, cycle, task, interface, fault, part of an interface, piece of furniture, setting, step or \
             switch can be left out; with a guest or fault less no run fails at all; it is the shortest possible for this plan (1,012,345 states searched)"
        );
        let early = EndedEarly::Tries(70);
        let some = Proof {
            needed: [What::Guest].into(),
            unavoidable: BTreeSet::new(),
            shortest: Shortest::Unknown,
            ended_early: Some(early),
        };
        assert!(some.to_string().starts_with("no guest can be left out; whether there is a shorter run was not searched; not "));
        assert!(some.to_string().ends_with("setting, step or switch, since the 70 tries that were allowed are used up"));
        let most = Proof { shortest: Shortest::AtLeast { steps: 9, states: 100 }, ended_early: None, ..some };
        assert!(most.to_string().contains("; no run of less than 9 steps fails for this plan (100 states searched, as many as"));
    }
}
