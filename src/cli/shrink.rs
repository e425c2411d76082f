//! Options of `ifrace shrink`.

use super::{budget, number};
use clap::Args;
use ifrace_sim::world::violated::Violated;
use std::path::PathBuf;
use std::time::Duration;

const EXAMPLES: &str = "\
Examples:
  ifrace shrink trace.ndjson
  ifrace shrink trace.ndjson --violation no-stomp:nwfilter --out min.ndjson
  ifrace shrink trace.ndjson --budget-time 1m --out - | ifrace replay -

Guests, cycles, tasks, interfaces, faults, steps and switches between guests are left out for as
long as the run violates the same. What cannot be left out, and whether there is a shorter run, is
said at the end.

The exit code is 0 if everything was tried, 3 if a budget was spent or a signal came before (the
best so far is written all the same), and 4 if the run violates nothing.";

/// Options of `ifrace shrink`.
#[derive(Args, Debug)]
#[command(after_long_help = EXAMPLES)]
pub struct ShrinkArgs {
    /// A trace of ifrace search, explore or replay; - for standard input.
    #[arg(value_name = "TRACE")]
    pub trace: PathBuf,

    /// What the run has to violate (ifrace list violations); the last thing that it violates if it is not given.
    #[arg(long, value_name = "ID", value_parser = violated)]
    pub violation: Option<Violated>,

    /// How long it may take, such as 90s, 1m30s or 2h.
    #[arg(long, value_name = "TIME", value_parser = budget::time)]
    pub budget_time: Option<Duration>,

    /// How many runs may be tried.
    #[arg(long, default_value_t = 20_000, value_name = "N", value_parser = number::count())]
    pub budget_tries: u64,

    /// Where the small trace goes: TRACE with .min before its ending if it is not given; - for standard output, and the report goes
    /// to standard error.
    #[arg(long, value_name = "FILE")]
    pub out: Option<PathBuf>,
}

fn violated(text: &str) -> Result<Violated, String> {
    Violated::from_id(text).ok_or_else(|| {
        let ids: Vec<&str> = Violated::ALL.iter().map(|one| one.id()).collect();
        format!("nothing is called so that can be violated; there are {}", ids.join(", "))
    })
}
