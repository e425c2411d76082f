//! The command `ifrace`.

use clap::Parser;
use ifrace::cli::Cli;
use std::process::ExitCode;

fn main() -> ExitCode {
    ExitCode::from(ifrace::commands::run(&Cli::parse()))
}
