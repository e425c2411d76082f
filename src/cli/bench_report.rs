//! Options of `ifrace bench-report`.

use clap::Args;
use std::path::PathBuf;

const EXAMPLES: &str = "\
Examples:
  cargo bench --bench contention && ifrace bench-report
  ifrace bench-report --svg contention.svg
  ifrace bench-report --criterion /tmp/target/criterion --json | jq '.ratios'

The bench measures allocators of names beside each other, while names are taken. The report has a
table by taken names, one by threads and one by devices, and the ratios that ifrace aims at, each
with whether it is reached. A call that gives no name is shown as one that fails. Times are medians.

Ratios hold within one run of the bench: results of an earlier one, beside those of a later one
with a filter, stay in the folder and are reported too. Remove its subfolder contention before.

The exit code is 0 whether or not the aims are reached, 4 if there are no results, and 2 if one
cannot be read.";

/// Options of `ifrace bench-report`.
#[derive(Args, Debug)]
#[command(after_long_help = EXAMPLES)]
pub struct BenchReportArgs {
    /// The folder into which criterion wrote.
    #[arg(long, value_name = "DIR", default_value = "target/criterion")]
    pub criterion: PathBuf,

    /// Write a plot to this file: the time of a call by taken names, with a line for each allocator.
    #[arg(long, value_name = "FILE")]
    pub svg: Option<PathBuf>,
}
