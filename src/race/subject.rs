//! A scenario that was asked for.

use crate::commands::CommandError;
use ifrace_allocator::rules::Rules;
use ifrace_allocator::xml::printable;
use ifrace_sim::release::Release;
use ifrace_sim::scenario::{Parameters, PlanError, Scenario};
use ifrace_sim::world::Stage;
use ifrace_sim::world::plan::Plan;
use std::fs::File;
use std::io::{self, Read};
use std::path::Path;
use std::sync::Arc;

/// Largest file with a scenario that is read.
const BYTES_MAX: u64 = 1 << 20;

/// A scenario with the values of its parameters.
#[derive(Debug)]
pub struct Subject {
    /// The scenario.
    pub scenario: Scenario,
    /// Its plan.
    pub plan: Plan,
    /// What it was asked for by: an identifier, or a file.
    pub word: String,
}

impl Subject {
    /// Loads a built-in scenario, or one from a file.
    ///
    /// # Errors
    /// There is no such scenario, it cannot be read, or it does not take the parameters.
    pub fn load(word: &str, given: Parameters) -> Result<Self, CommandError> {
        let wrong = |error: &PlanError| {
            let colon = if error.position.is_some() { ":" } else { ": " };
            CommandError::Usage(format!("{}{colon}{error}", printable(word)))
        };
        let scenario = match Scenario::builtin(word) {
            Some(scenario) => scenario,
            None => Scenario::parse(&read(word)?).map_err(|error| wrong(&error))?,
        };
        let plan = scenario.plan(&given).map_err(|error| wrong(&error))?;
        Ok(Self { scenario, plan, word: word.to_owned() })
    }

    /// Whether its claims are about it: they are made for the parameters that it has by default.
    pub fn has_defaults(&self) -> bool {
        self.scenario.plan(&Parameters::default()).is_ok_and(|plan| plan == self.plan)
    }

    /// The eras that are asked for; without any the first one that breaks something, and of a scenario that names none the
    /// newest release.
    pub fn eras(&self, asked: &[Release]) -> Vec<Release> {
        let mut eras: Vec<Release> = Vec::new();
        for era in asked {
            if !eras.contains(era) {
                eras.push(*era);
            }
        }
        if eras.is_empty() {
            let known = self.scenario.breaks.first().and_then(|one| Release::parse(&one.era).ok());
            eras.extend(known.or_else(newest));
        }
        eras
    }

    /// The plan made ready for each era.
    ///
    /// # Errors
    /// It cannot be played under one of them.
    pub fn stages(&self, eras: &[Release]) -> Result<Vec<Arc<Stage>>, CommandError> {
        let stage = |era: &Release| {
            let made = Stage::new(self.plan.clone(), *era);
            made.map(Arc::new).map_err(|why| CommandError::Usage(format!("{} under {}: {why}", printable(&self.word), era.id())))
        };
        eras.iter().map(stage).collect()
    }
}

/// The newest release: `hardened` is none.
fn newest() -> Option<Release> {
    Rules::find("11.3").and_then(|rules| Release::find(rules.id))
}

/// The text of a file, or of standard input for `-`.
fn read(word: &str) -> Result<String, CommandError> {
    let is_file = word == "-" || word.contains('/') || Path::new(word).extension().is_some() || Path::new(word).exists();
    if !is_file {
        let known = Scenario::ALL.join(", ");
        let word = printable(word);
        return Err(CommandError::Usage(format!(
            "there is no scenario {word}; there are {known}, peer-model, and files of your own that end with .toml"
        )));
    }
    let mut content = Vec::new();
    let result = if word == "-" {
        io::stdin().lock().take(BYTES_MAX + 1).read_to_end(&mut content)
    } else {
        File::open(word).and_then(|file| file.take(BYTES_MAX + 1).read_to_end(&mut content))
    };
    let wrong = |reason: String| CommandError::Input { file: word.into(), reason };
    result.map_err(|error| wrong(error.to_string()))?;
    if content.len() as u64 > BYTES_MAX {
        return Err(wrong(format!("it is larger than {} MiB, which no scenario is", BYTES_MAX >> 20)));
    }
    let text = String::from_utf8(content);
    text.map_err(|error| wrong(format!("byte {} is not UTF-8; save the file as UTF-8", error.utf8_error().valid_up_to() + 1)))
}
