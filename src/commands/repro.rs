//! `ifrace repro`.

mod document;
mod list;
mod play;
mod trace;

use super::CommandError;
use crate::cli::{EraArg, ReproArgs};
use crate::exit_code;
use crate::interrupt::Interrupt;
use ifrace_report::finding;
use ifrace_report::timeline::{self, Timeline};
use ifrace_sim::release::Release;
use ifrace_sim::repro::{Case, Ending, Reproduction, Subject};
use std::io::{self, Write};

const VERSION: &str = env!("CARGO_PKG_VERSION");

pub(super) fn run(args: &ReproArgs, json: bool) -> Result<u8, CommandError> {
    let Some(case) = args.case else { return list::run(json) };
    let release = args.era.as_ref().map_or_else(|| shows(case), |era| era.release);
    let document = args.xml.as_deref().map(document::read).transpose()?;
    let subject = Subject { case, release, document };
    if let Some(file) = &args.xml {
        document::check(file, &subject)?;
    }
    if let Some(file) = &args.trace {
        trace::check(file, args.xml.as_deref())?;
    }
    let interrupt = Interrupt::install();
    let mut ground = if args.live { play::Ground::live()? } else { play::Ground::Simulated };
    let command = command(args, &subject);
    if !json {
        writeln!(io::stdout(), "{command}\n")?;
    }
    let mut reproduction = ground.play(&subject, &interrupt);
    if let Some(EraArg { asked: Some(asked), .. }) = &args.era {
        reproduction.asked_as(asked);
    }
    // Neither output is lost if the other one cannot be written.
    let traced = args.trace.as_deref().map_or(Ok(()), |file| trace::write(file, &subject, &reproduction, &ground));
    let code = if traced.is_err() { exit_code::CANNOT_WRITE } else { exit_code(&reproduction, failure_code(args)) };
    let report = ground.report();
    print(&Timeline { tool_version: VERSION, command: &command, ground: report, reproduction: &reproduction }, json, code)?;
    traced.map(|()| code)
}

/// The release that shows a bug.
fn shows(case: Case) -> Release {
    Release::find(case.default_release()).unwrap_or_else(|| unreachable!("the release of {} is in the table", case.id()))
}

fn command(args: &ReproArgs, subject: &Subject) -> String {
    let mut command = format!("ifrace repro {} --era {}", subject.case.id(), subject.release.rules.id);
    if args.live {
        command.push_str(" --live");
    }
    if let Some(file) = &args.xml {
        command.push_str(&format!(" --xml {}", finding::shell_word(file.as_os_str().as_encoded_bytes())));
    }
    command
}

fn print(timeline: &Timeline<'_>, json: bool, code: u8) -> io::Result<()> {
    let text = if json { timeline::json(timeline, code) } else { timeline::text(timeline) };
    let mut out = io::stdout().lock();
    out.write_all(text.as_bytes())?;
    out.flush()
}

/// What it means that a scene fails: only the host in memory, with the guests that it is made for, always does what it should.
const fn failure_code(args: &ReproArgs) -> u8 {
    match (args.live, &args.xml) {
        (true, _) => exit_code::MISSING,
        (false, Some(_)) => exit_code::USAGE,
        (false, None) => exit_code::INTERNAL,
    }
}

/// What could not be played comes first: the rest may look different with it.
fn exit_code(reproduction: &Reproduction, failed: u8) -> u8 {
    let any = |is: fn(&Ending) -> bool| reproduction.scenes().any(|scene| is(&scene.ending));
    if any(|ending| *ending == Ending::Interrupted) {
        exit_code::UNKNOWN
    } else if any(|ending| matches!(ending, Ending::Failed(_))) {
        failed
    } else if any(|ending| matches!(ending, Ending::Missing(_))) {
        exit_code::MISSING
    } else if reproduction.runs.first().is_some_and(|run| run.holds()) {
        exit_code::OK
    } else {
        exit_code::VIOLATED
    }
}
