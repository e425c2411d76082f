//! The command line.

use crate::Case;
use ifrace_sim::peer_model::Policy;

/// What `--help` prints.
pub const USAGE: &str = "\
Measures ifrace and its peers on the same models in one run.

Usage: ifrace-peers [OPTIONS]

  --runs <N>        how often everything is measured, 3 unless told
  --only <PART>     search, schedules or scenarios; can be given again; all unless told
  --model <MODEL>   a model to search: guests,cycles,lowest-free|monotonic[,names]; can be given again;
                    3,2,lowest-free and 4,2,monotonic unless told
  --json            prints JSON
  --help            prints this
";

/// A part of the run.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Part {
    /// Exhaustive searches of the peer-model.
    Search,
    /// Random schedules of the peer-model.
    Schedules,
    /// The built-in scenarios, which no peer plays.
    Scenarios,
}

/// What was asked for.
#[derive(Clone, Debug)]
pub struct Args {
    /// How often everything is measured.
    pub(crate) runs: u32,
    /// What is measured: all if none is given.
    pub(crate) parts: Vec<Part>,
    /// The models to search.
    pub(crate) cases: Vec<Case>,
    /// Whether to print JSON.
    pub json: bool,
}

impl Args {
    /// Reads the command line. `None` if it asks for help.
    ///
    /// # Errors
    /// What is wrong with it.
    pub fn parse(mut args: impl Iterator<Item = String>) -> Result<Option<Self>, String> {
        let mut read = Self { runs: 3, parts: Vec::new(), cases: Vec::new(), json: false };
        while let Some(arg) = args.next() {
            let mut value = || args.next().ok_or_else(|| format!("{arg} needs a value"));
            match arg.as_str() {
                "--runs" => read.runs = runs(&value()?)?,
                "--only" => read.parts.push(part(&value()?)?),
                "--model" => read.cases.push(value()?.parse()?),
                "--json" => read.json = true,
                "--help" | "-h" => return Ok(None),
                _ => return Err(format!("there is no argument '{arg}': see --help")),
            }
        }
        if read.cases.is_empty() {
            read.cases = vec![Case::new(3, 2, Policy::LowestFree), Case::new(4, 2, Policy::Monotonic)];
        }
        Ok(Some(read))
    }

    /// Whether a part was asked for.
    pub(crate) fn wants(&self, part: Part) -> bool {
        self.parts.is_empty() || self.parts.contains(&part)
    }
}

fn runs(text: &str) -> Result<u32, String> {
    text.parse().ok().filter(|runs| *runs > 0).ok_or_else(|| format!("'{text}' is no number of runs: give one from 1 on"))
}

fn part(text: &str) -> Result<Part, String> {
    match text {
        "search" => Ok(Part::Search),
        "schedules" => Ok(Part::Schedules),
        "scenarios" => Ok(Part::Scenarios),
        _ => Err(format!("there is no part '{text}': give search, schedules or scenarios")),
    }
}
