//! The command line.

mod bench_report;
mod budget;
mod campaign;
mod check;
mod diff;
mod explore;
mod fuzz_input;
mod gate;
mod kernel;
mod merge;
mod number;
mod peer;
mod race;
mod replay;
mod report;
mod repro;
mod search;
mod shrink;
mod tap;
mod xml;

pub use bench_report::BenchReportArgs;
pub(crate) use budget::{bytes_in_words, time_in_words};
pub use campaign::CampaignArgs;
pub use check::CheckArgs;
pub use diff::DiffArgs;
pub use explore::{ExploreArgs, ReduceArg};
pub use fuzz_input::FuzzInputArgs;
pub use gate::GateArgs;
pub use kernel::{KernelArgs, RulesArg};
pub use merge::MergeArgs;
pub use peer::{PEER_MODEL, PeerArgs, PolicyArg};
pub use race::{OutArgs, ParameterArgs, RaceArgs};
pub use replay::ReplayArgs;
pub use report::{FormatArg, ReportArgs};
pub use repro::{EraArg, ReproArgs};
pub use search::{SchedulerArg, SearchArgs};
pub use shrink::ShrinkArgs;
pub use tap::TapArgs;
pub use xml::{AsArg, XmlArgs};

use crate::exit_code;
use clap::{Parser, Subcommand, ValueEnum};
use std::ffi::OsString;

/// Test bench for the names of virtual network devices: which allocator of names is safe, and which is not?
#[derive(Debug, Parser)]
#[command(version, about, long_about = None, max_term_width = 100, after_long_help = exit_code::HELP)]
pub struct Cli {
    /// What to do.
    #[command(subcommand)]
    pub command: Command,

    /// Print JSON instead of text.
    #[arg(long, global = true)]
    pub json: bool,
}

/// The commands.
#[derive(Debug, Subcommand)]
pub enum Command {
    /// Check the model against this kernel, and every allocator against every invariant.
    Gate(GateArgs),
    /// Check one allocator with generated histories, or with one that is given.
    Check(CheckArgs),
    /// Evaluate operations on network devices in the model, and on the real kernel beside it.
    Kernel(KernelArgs),
    /// Show which names of a libvirt document a release drops when it stores or sends it.
    Xml(XmlArgs),
    /// Reproduce a known bug of libvirt step by step, on a simulated host or on real devices.
    Repro(ReproArgs),
    /// Play a scenario in many orders of its steps, at random, and show what went wrong.
    Search(SearchArgs),
    /// Play a scenario in every order of its steps, and show the shortest run of everything that goes wrong.
    Explore(ExploreArgs),
    /// Play the run of a trace again, step by step.
    Replay(ReplayArgs),
    /// Make the run of a trace small: few guests, few steps, few switches between them.
    Shrink(ShrinkArgs),
    /// Run the work of a plan: many scenarios, eras, schedulers and subjects, on one machine or as one shard of several.
    Campaign(CampaignArgs),
    /// Put the results of shards of a campaign together.
    Merge(MergeArgs),
    /// Render the report of earlier runs: as a page, for CI, for a terminal.
    Report(ReportArgs),
    /// Say what became better, worse or new between two runs.
    Diff(DiffArgs),
    /// Show an input of a fuzz target as a readable scenario, or make the input of such a text.
    FuzzInput(FuzzInputArgs),
    /// Show what the bench of names under contention measured, and draw it.
    BenchReport(BenchReportArgs),
    /// Run a command with a tap of its own, which is made here and has a name that nobody else gets.
    Tap(TapArgs),
    /// Say what this machine can run, and what brings what is missing.
    #[command(after_long_help = "Examples:\n  ifrace doctor\n  ifrace doctor --json")]
    Doctor,
    /// List what there is.
    #[command(
        after_long_help = "Examples:\n  ifrace list eras\n  ifrace list subjects --json\n  ifrace list scenarios\n  ifrace list scenarios reuse-after-stop > plan.toml"
    )]
    List {
        /// Of what.
        what: Listing,
        /// A scenario, to print its text: a template for one of your own.
        id: Option<String>,
    },
    /// Print a completion script for a shell.
    #[command(after_long_help = "Example:\n  ifrace completions bash > /etc/bash_completion.d/ifrace")]
    Completions {
        /// The shell.
        shell: clap_complete::Shell,
    },
    /// Print the manual page.
    #[command(after_long_help = "Example:\n  ifrace man | man -l -")]
    Man,
    /// Serve another process of this program.
    #[command(hide = true)]
    Worker {
        /// The role and its parameters.
        #[arg(required = true)]
        role: Vec<OsString>,
    },
}

/// What can be listed.
#[derive(Clone, Copy, Debug, ValueEnum)]
pub enum Listing {
    /// Periods of libvirt's history with their own way of picking names.
    Eras,
    /// Spans of releases with their own way of leading the life of a guest.
    Releases,
    /// Allocators that can be tested.
    Subjects,
    /// What must hold of an allocator.
    Invariants,
    /// Races between guests, that can be searched and explored.
    Scenarios,
    /// What such a race can violate.
    Violations,
}
