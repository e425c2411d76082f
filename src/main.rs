//! The command `ifrace`.

use clap::Parser;
use ifrace::cli::Cli;
use ifrace::{commands, defect};
use std::process::ExitCode;

fn main() -> ExitCode {
    defect::install_hook();
    ExitCode::from(defect::guard(|| commands::run(&Cli::parse())))
}
