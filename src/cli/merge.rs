//! Options of `ifrace merge`.

use clap::Args;
use std::path::PathBuf;

const EXAMPLES: &str = "\
Examples:
  ifrace merge results-1 results-2 results-3 --out results
  ifrace merge results-* --out results --shards 16

The folders have to be of the same plan and the same version of ifrace. They may overlap and be
incomplete, and one may still be written to; they are only read. Results that are in the folder of
--out already stay, so that the same command can be given again when there are more.

The exit code is that of the campaign in one go; 3 if units are missing and nothing worse is found,
with the shards (--shards) to play again; 5 if one unit has two different results.";

/// Options of `ifrace merge`.
#[derive(Args, Debug)]
#[command(after_long_help = EXAMPLES)]
pub struct MergeArgs {
    /// Folders of results.
    #[arg(value_name = "DIR", required = true)]
    pub folders: Vec<PathBuf>,

    /// The folder of all of them together.
    #[arg(long, short, value_name = "DIR")]
    pub out: PathBuf,

    /// How many shards there are, to name those with missing units; as many as there are folders if it is not given.
    #[arg(long, value_name = "N", value_parser = clap::value_parser!(u64).range(1..))]
    pub shards: Option<u64>,

    /// Fail (75) if a subject could not be run.
    #[arg(long)]
    pub require: bool,
}
