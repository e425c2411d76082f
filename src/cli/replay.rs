//! Options of `ifrace replay`.

use clap::Args;
use std::path::PathBuf;

const EXAMPLES: &str = "\
Examples:
  ifrace replay results/failures/reuse-after-stop_6.6_no-stomp-bandwidth/min.ndjson
  ifrace replay trace.ndjson --lenient --out again.ndjson
  ifrace replay trace.ndjson --json | jq '.violated'

A trace has the plan that was played and what happened, so that it shows the same on every machine.
If it does not, as after a change of the simulator or of the file, the first difference is named,
with who could have moved instead (2). --lenient goes on there: it skips what cannot be played, and
lets everybody go on to the end.

The exit code is 10 if anything is violated, and 0 if nothing is.";

/// Options of `ifrace replay`.
#[derive(Args, Debug)]
#[command(after_long_help = EXAMPLES)]
pub struct ReplayArgs {
    /// A trace of ifrace search, explore or shrink; - for standard input.
    #[arg(value_name = "TRACE")]
    pub trace: PathBuf,

    /// Go on where the run differs from the trace, instead of ending there.
    #[arg(long)]
    pub lenient: bool,

    /// Write the trace of what was played to this file; - for standard output, and the report goes to standard error.
    #[arg(long, value_name = "FILE")]
    pub out: Option<PathBuf>,
}
