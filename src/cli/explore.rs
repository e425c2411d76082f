//! Options of `ifrace explore`.

use super::budget;
use super::number;
use super::race::{OutArgs, RaceArgs};
use clap::{Args, ValueEnum};

const EXAMPLES: &str = "\
Examples:
  ifrace explore reuse-after-stop
  ifrace explore reuse-after-stop --era 6.6 --era hardened --out results
  ifrace explore daemon-crash --budget-time 10m --budget-memory 16GiB
  ifrace explore peer-model --guests 3 --cycles 2 --policy lowest-free --json
  ifrace explore peer-model --guests 4 --policy monotonic --reduce guests,names

Every state that can be reached is seen once, and in the order of its distance from the beginning,
so that what is violated is shown by a shortest run. Finding that run again takes memory and time
of its own, about as much as the search up to there.

The exit code is 10 if anything is violated, 0 if every state was seen and nothing is, and 3 if a
budget was spent before, after a signal, or if what the scenario is made for never happened
(vacuous). ifrace search plays some orders at random, which finds what is far away.";

/// Options of `ifrace explore`.
#[derive(Args, Debug)]
#[command(after_long_help = EXAMPLES)]
pub struct ExploreArgs {
    /// What is played.
    #[command(flatten)]
    pub race: RaceArgs,

    /// How many bytes the search may hold, such as 512M or 16GiB.
    #[arg(long, default_value = "4GiB", value_name = "BYTES", value_parser = budget::bytes)]
    pub budget_memory: u64,

    /// How many states are enough. What is as far away as the last of them is seen too.
    #[arg(long, value_name = "N", value_parser = number::count())]
    pub budget_states: Option<u64>,

    /// What the search does not tell apart: guests (which guest is in which situation), names (how names are called), or none.
    #[arg(long, value_enum, value_delimiter = ',', value_name = "WHAT", help_heading = "Of the peer-model")]
    pub reduce: Vec<ReduceArg>,

    /// Where traces go.
    #[command(flatten)]
    pub out: OutArgs,
}

/// What a search through the peer-model does not tell apart.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum ReduceArg {
    /// Which guest is in which situation.
    Guests,
    /// How names are called.
    Names,
    /// Nothing: every state is seen.
    None,
}

impl ReduceArg {
    /// The value of the option.
    pub const fn id(self) -> &'static str {
        match self {
            Self::Guests => "guests",
            Self::Names => "names",
            Self::None => "none",
        }
    }
}
