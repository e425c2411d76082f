//! Options of `ifrace campaign`.

use super::{budget, number};
use clap::Args;
use ifrace_sim::units::Shard;
use std::num::NonZeroUsize;
use std::path::PathBuf;
use std::time::Duration;

const EXAMPLES: &str = "\
Examples:
  ifrace campaign --example > plan.toml
  ifrace campaign plan.toml --out results
  ifrace campaign plan.toml --out results-2 --shard 2/4
  ifrace merge results-1 results-2 results-3 results-4 --out results
  sbatch --array=1-16 --wrap 'ifrace campaign plan.toml --out results-$SLURM_ARRAY_TASK_ID'

The same command goes on where a run in the folder ended, even if that one was killed. Units of work
are what shards share; what each gives depends on the plan alone, so that merged shards are the same
bytes as a campaign in one go. Without --shard the environments of Slurm's job arrays, of indexed
jobs of Kubernetes (with --shards) and of parallel jobs of GitLab say which shard this is.

The exit code is 0 if all units of the shard were played and everything is as expected, 3 if it
ended early (a signal, a budget) or something could not be run, 75 for that with --require; 10, 12,
13 and 14 are those of the gate, and 14 is for plans that say canaries = true.";

/// Options of `ifrace campaign`.
#[derive(Args, Debug)]
#[command(after_long_help = EXAMPLES)]
pub struct CampaignArgs {
    /// The plan; - for standard input.
    #[arg(value_name = "PLAN", required_unless_present = "example")]
    pub plan: Option<PathBuf>,

    /// Print a plan with everything that can be in it, and what it means.
    #[arg(long, exclusive = true)]
    pub example: bool,

    /// The folder of the results; one that has some already is gone on with.
    #[arg(long, value_name = "DIR", required_unless_present = "example")]
    pub out: Option<PathBuf>,

    /// Play shard i of n, counted from 1.
    #[arg(long, value_name = "i/n", conflicts_with = "no_shard")]
    pub shard: Option<Shard>,

    /// How many shards there are, where the environment says only which one this is.
    #[arg(long, value_name = "N", value_parser = clap::value_parser!(u64).range(1..))]
    pub shards: Option<u64>,

    /// Play everything, whatever the environment says.
    #[arg(long, conflicts_with = "shards")]
    pub no_shard: bool,

    /// How many threads play; as many as there are processors if it is not given. It changes no result.
    #[arg(long, value_name = "T", value_parser = number::threads)]
    pub threads: Option<NonZeroUsize>,

    /// How long this run may take, such as 90s, 1m30s or 2h; units under way are played to their end.
    #[arg(long, value_name = "TIME", value_parser = budget::time)]
    pub budget_time: Option<Duration>,

    /// How many schedules this run may play; units under way are played to their end.
    #[arg(long, value_name = "N", value_parser = number::count())]
    pub budget_schedules: Option<u64>,

    /// How much memory this run may take, such as 512M or 4GiB; units under way are played to their end.
    #[arg(long, value_name = "SIZE", value_parser = budget::bytes)]
    pub budget_memory: Option<u64>,

    /// Fail (75) if a subject cannot be run on this machine.
    #[arg(long)]
    pub require: bool,
}
