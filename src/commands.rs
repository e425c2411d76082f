//! What the commands do.

mod bench_report;
mod campaign;
mod check;
mod diff;
mod doctor;
mod error;
mod explore;
mod fuzz_input;
mod gate;
mod input;
mod interruptible;
mod kernel;
mod list;
mod merge;
mod replay;
mod report;
mod repro;
mod search;
mod shell;
mod shrink;
mod tap;
mod worker;
mod xml;

use crate::cli::{Cli, Command};
pub use error::CommandError;

/// Runs a command and returns its exit code. An error is printed as one line.
pub fn run(cli: &Cli) -> u8 {
    let json = cli.json;
    let result = match &cli.command {
        Command::Gate(args) => gate::run(args, json),
        Command::Check(args) => check::run(args, json),
        Command::Kernel(args) => kernel::run(args, json),
        Command::Xml(args) => xml::run(args, json),
        Command::Repro(args) => repro::run(args, json),
        Command::Search(args) => search::run(args, json),
        Command::Explore(args) => explore::run(args, json),
        Command::Replay(args) => replay::run(args, json),
        Command::Shrink(args) => shrink::run(args, json),
        Command::Campaign(args) => campaign::run(args, json),
        Command::Merge(args) => merge::run(args, json),
        Command::Report(args) => report::run(args, json),
        Command::Diff(args) => diff::run(args, json),
        Command::FuzzInput(args) => fuzz_input::run(args, json),
        Command::BenchReport(args) => bench_report::run(args, json),
        Command::Tap(args) => Ok(tap::run(args, json)),
        Command::Doctor => doctor::run(json),
        Command::List { what, id } => list::run(*what, id.as_deref(), json),
        Command::Completions { shell } => shell::completions(*shell),
        Command::Man => shell::manual(),
        Command::Worker { role } => worker::run(role),
    };
    result.unwrap_or_else(|error| {
        eprintln!("ifrace: {error}");
        error.exit_code()
    })
}
