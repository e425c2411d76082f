//! Options of `ifrace diff`.

use clap::Args;
use std::path::PathBuf;

const EXAMPLES: &str = "\
Examples:
  ifrace diff results-before results-after
  ifrace diff before/report.json after/report.json --json | jq '.changes[] | select(.kind == \"worse\")'
  git stash && ifrace gate --out before; git stash pop && ifrace gate --out after; ifrace diff before after

worse      violated where it was not, or no longer expected; or a finding that nobody expects
less sure  it was known and is not any more; or it holds as far as searched, no longer in all there is
better     holds where it was violated
surer      the opposite of less sure
new, gone  there is no verdict or finding of it in the other run

The exit code is 10 if anything is worse, 0 otherwise, and 2 if a run cannot be read.";

/// Options of `ifrace diff`.
#[derive(Args, Debug)]
#[command(after_long_help = EXAMPLES)]
pub struct DiffArgs {
    /// The earlier run: its folder, or its report.json.
    #[arg(value_name = "RUN_A")]
    pub before: PathBuf,

    /// The later run.
    #[arg(value_name = "RUN_B")]
    pub after: PathBuf,
}
