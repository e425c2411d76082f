//! `ifrace replay`.

mod sink;

pub(super) use sink::Sink;

use super::{CommandError, input};
use crate::cli::ReplayArgs;
use crate::exit_code;
use ifrace_report::finding::shell_word;
use ifrace_report::run::ReplayRun;
use ifrace_sim::replay::{Mode, Replayed, replay};
use ifrace_sim::trace::{self, Trace};
use std::path::Path;

pub(super) fn run(args: &ReplayArgs, json: bool) -> Result<u8, CommandError> {
    let sink = Sink::new(args.out.as_deref(), &args.trace, json)?;
    let mode = if args.lenient { Mode::Lenient } else { Mode::Strict };
    let (trace, replayed) = load(&args.trace, mode)?;
    let code = if replayed.breaches().next().is_some() { exit_code::VIOLATED } else { exit_code::OK };
    let lenient = if args.lenient { " --lenient" } else { "" };
    let command = format!("ifrace replay {}{lenient}", shell_word(args.trace.as_os_str().as_encoded_bytes()));
    let version = env!("CARGO_PKG_VERSION");
    let run = ReplayRun {
        tool_version: version,
        command: &command,
        header: &trace.header,
        replayed: &replayed,
        is_lenient: args.lenient,
    };
    sink.report(&if json { run.json(code) } else { run.text() })?;
    sink.trace(&replayed.text)?;
    Ok(code)
}

/// Reads a trace and plays it.
///
/// # Errors
/// It cannot be read or played.
pub(super) fn load(file: &Path, mode: Mode) -> Result<(Trace, Replayed), CommandError> {
    let wrong = |reason: String| CommandError::Input { file: file.to_owned(), reason };
    let trace = trace::read(&input::read(file)?).map_err(|error| wrong(error.to_string()))?;
    let replayed = replay(&trace, mode).map_err(|error| wrong(error.to_string()))?;
    Ok((trace, replayed))
}
