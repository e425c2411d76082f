//! Options that `ifrace search` and `ifrace explore` share: what is played, and how.

use super::budget;
use super::number;
use super::peer::PolicyArg;
use clap::Args;
use ifrace_sim::release::Release;
use ifrace_sim::scenario::{Parameter, Parameters};
use std::num::NonZeroUsize;
use std::path::PathBuf;
use std::time::Duration;

/// What is played, and how.
#[derive(Args, Debug)]
pub struct RaceArgs {
    /// A scenario (ifrace list scenarios), a file with one of your own (PLAN.toml, or - for standard input), or peer-model.
    pub scenario: String,

    /// A release, such as 8.0, the id of its rules (ifrace list releases), or RULES@POLICY; may be given again. Without it: the
    /// first era under which the scenario is known to break something, and for one that says nothing the newest release.
    #[arg(long, value_name = "E", value_parser = era)]
    pub era: Vec<Release>,

    /// The parameters of the scenario.
    #[command(flatten)]
    pub parameters: ParameterArgs,

    /// How guests of the peer-model choose names.
    #[arg(long, value_enum, help_heading = "Of the peer-model")]
    pub policy: Option<PolicyArg>,

    /// How many names the peer-model has: 8 if it is not given, and 64 with --policy monotonic.
    #[arg(long, value_name = "N", allow_negative_numbers = true, help_heading = "Of the peer-model")]
    pub names: Option<u32>,

    /// How many threads search; as many as there are processors if it is not given. It changes no result,
    /// but how far a search comes that ends for lack of memory or time.
    #[arg(long, value_name = "T", value_parser = number::threads)]
    pub threads: Option<NonZeroUsize>,

    /// How long the search may take for each era, such as 90s, 1m30s or 2h.
    #[arg(long, value_name = "TIME", value_parser = budget::time)]
    pub budget_time: Option<Duration>,

    /// End as soon as anything is violated, instead of looking for all that can be.
    #[arg(long)]
    pub stop_at_first: bool,
}

/// Values for the parameters of a scenario; ifrace list scenarios says which it has, and within which limits.
#[derive(Args, Clone, Copy, Debug)]
pub struct ParameterArgs {
    /// How many guests there are.
    #[arg(long, value_name = "N", allow_negative_numbers = true, help_heading = "Parameters of the scenario")]
    pub guests: Option<u32>,

    /// How often each guest does its tasks.
    #[arg(long, value_name = "N", allow_negative_numbers = true, help_heading = "Parameters of the scenario")]
    pub cycles: Option<u32>,

    /// How many daemons there are.
    #[arg(long, value_name = "N", allow_negative_numbers = true, help_heading = "Parameters of the scenario")]
    pub daemons: Option<u32>,

    /// How many queues an interface has.
    #[arg(long, value_name = "N", allow_negative_numbers = true, help_heading = "Parameters of the scenario")]
    pub queues: Option<u32>,

    /// The number that a counter gives out first.
    #[arg(long, value_name = "N", allow_negative_numbers = true, help_heading = "Parameters of the scenario")]
    pub first_id: Option<u32>,

    /// The largest number of a counter, after which it begins again.
    #[arg(long, value_name = "N", allow_negative_numbers = true, help_heading = "Parameters of the scenario")]
    pub last_id: Option<u32>,
}

impl ParameterArgs {
    /// Those that are given, in the order of [`Parameter::ALL`].
    pub fn given(&self) -> Vec<(Parameter, u32)> {
        let Self { guests, cycles, daemons, queues, first_id, last_id } = *self;
        let values = [guests, cycles, daemons, queues, first_id, last_id];
        Parameter::ALL.into_iter().zip(values).filter_map(|(parameter, value)| Some((parameter, value?))).collect()
    }
}

impl From<ParameterArgs> for Parameters {
    fn from(args: ParameterArgs) -> Self {
        args.given().into_iter().fold(Self::default(), |all, (parameter, value)| all.with(parameter, value))
    }
}

/// Where traces go.
#[derive(Args, Debug)]
pub struct OutArgs {
    /// Write manifest.json to this folder, and for each violation failures/ID/ with its trace, a shrunk one with the same
    /// violation, and a script that shows it again.
    #[arg(long, value_name = "DIR")]
    pub out: Option<PathBuf>,
}

fn era(text: &str) -> Result<Release, String> {
    Release::parse(text).map_err(|error| error.to_string())
}
