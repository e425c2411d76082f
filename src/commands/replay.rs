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
    // A run that was kept for something is about that alone.
    let shows = |violated| trace.header.shows.is_none_or(|kept_for| kept_for == violated);
    let code = if replayed.breaches().any(|one| shows(one.violated)) { exit_code::VIOLATED } else { exit_code::OK };
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
    let bytes = input::read(file)?;
    let trace = trace::read(&bytes).map_err(|error| wrong(error.to_string()))?;
    let replayed = replay(&trace, mode).map_err(|error| wrong(error.to_string()))?;
    if mode == Mode::Strict {
        untouched(&bytes, &replayed.text).map_err(wrong)?;
    }
    Ok((trace, replayed))
}

/// Whether a trace is, byte by byte, what its run writes: words and causes are not replayed, but they are read.
///
/// # Errors
/// The first line that differs.
fn untouched(bytes: &[u8], written: &str) -> Result<(), String> {
    let (has, wants) = (bytes.split(|byte| *byte == b'\n'), written.as_bytes().split(|byte| *byte == b'\n'));
    let count = has.clone().count().max(wants.clone().count());
    let fill = || std::iter::repeat(&[][..]);
    let differs = has.chain(fill()).zip(wants.chain(fill())).take(count).position(|(has, wants)| has != wants);
    differs.map_or(Ok(()), |place| {
        let line = place + 1;
        let advice = "it was edited, or written by a version that says it in other words; --lenient replays it all the same";
        Err(format!("line {line}: the run is the same, but the line is not as it is written: {advice}"))
    })
}
