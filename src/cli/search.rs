//! Options of `ifrace search`.

use super::number;
use super::race::{OutArgs, RaceArgs};
use clap::{Args, ValueEnum};
use ifrace_sim::hunt::{Member, Players};

const EXAMPLES: &str = "\
Examples:
  ifrace search reuse-after-stop
  ifrace search reuse-after-stop --era 6.6 --era 11.3 --schedules 1000000 --out results
  ifrace search daemon-crash --budget-time 10m --scheduler pct-4 --stop-at-first
  ifrace list scenarios reuse-after-stop > plan.toml; ifrace search plan.toml --guests 4
  ifrace search peer-model --guests 3 --cycles 2 --scheduler random

The first line is the command that shows the same again: a seed means the same in every version,
and for every number of threads. --schedules says how many orders of steps are played, 100000 if
it is not given; with --budget-time alone as many as there is time for, which says nothing of the
others: 3, unless something is violated.

The exit code is 10 if anything is violated, 0 if all schedules were played and nothing is, and 3
if the time was up, after a signal, or if what the scenario is made for never happened
(vacuous). ifrace explore tries every order.";

/// Options of `ifrace search`.
#[derive(Args, Debug)]
#[command(after_long_help = EXAMPLES)]
pub struct SearchArgs {
    /// What is played.
    #[command(flatten)]
    pub race: RaceArgs,

    /// Who decides which guest moves next.
    #[arg(long, value_enum, default_value_t = SchedulerArg::Portfolio, value_name = "S")]
    pub scheduler: SchedulerArg,

    /// How many schedules are played.
    #[arg(long, value_name = "N", value_parser = number::count())]
    pub schedules: Option<u64>,

    /// The seed of all random numbers.
    #[arg(long, default_value_t = 1, value_name = "S")]
    pub seed: u64,

    /// Play everything twice, and fail (5) if the two differ, which would be a defect of ifrace.
    #[arg(long)]
    pub check_determinism: bool,

    /// Where traces go.
    #[command(flatten)]
    pub out: OutArgs,
}

/// Who decides which guest moves next.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum SchedulerArg {
    /// All of the others in turn.
    Portfolio,
    /// Anyone who can move, at every step.
    Random,
    /// The same guest for a while, then another.
    Walk,
    /// Random priorities that change once (probabilistic concurrency testing of depth 2).
    #[value(name = "pct-2")]
    Pct2,
    /// That change twice.
    #[value(name = "pct-3")]
    Pct3,
    /// That change three times.
    #[value(name = "pct-4")]
    Pct4,
    /// That change four times.
    #[value(name = "pct-5")]
    Pct5,
    /// One after the other.
    RoundRobin,
}

impl SchedulerArg {
    /// The value of the option.
    pub const fn id(self) -> &'static str {
        match self {
            Self::Portfolio => "portfolio",
            Self::Random => "random",
            Self::Walk => "walk",
            Self::Pct2 => "pct-2",
            Self::Pct3 => "pct-3",
            Self::Pct4 => "pct-4",
            Self::Pct5 => "pct-5",
            Self::RoundRobin => "round-robin",
        }
    }
}

impl From<SchedulerArg> for Players {
    fn from(arg: SchedulerArg) -> Self {
        Self::One(match arg {
            SchedulerArg::Portfolio => return Self::Portfolio,
            SchedulerArg::Random => Member::Random,
            SchedulerArg::Walk => Member::Walk,
            SchedulerArg::Pct2 => Member::Pct2,
            SchedulerArg::Pct3 => Member::Pct3,
            SchedulerArg::Pct4 => Member::Pct4,
            SchedulerArg::Pct5 => Member::Pct5,
            SchedulerArg::RoundRobin => Member::RoundRobin,
        })
    }
}
