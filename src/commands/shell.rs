//! What shells and `man` need.

use super::CommandError;
use crate::cli::Cli;
use crate::exit_code;
use clap::CommandFactory;
use std::io::{self, Write};

pub(super) fn completions(shell: clap_complete::Shell) -> Result<u8, CommandError> {
    // It would panic if it could not write.
    let mut script = Vec::new();
    clap_complete::generate(shell, &mut Cli::command(), "ifrace", &mut script);
    io::stdout().write_all(&script)?;
    Ok(exit_code::OK)
}

pub(super) fn manual() -> Result<u8, CommandError> {
    clap_mangen::Man::new(Cli::command()).render(&mut io::stdout())?;
    Ok(exit_code::OK)
}
