//! `ifrace shrink`.

use super::CommandError;
use super::replay::{Sink, load};
use crate::cli::{ShrinkArgs, time_in_words};
use crate::commands::error::shown;
use crate::exit_code;
use crate::interrupt::Interrupt;
use crate::race::{self, Meter, Until};
use ifrace_report::finding::shell_word;
use ifrace_report::run::{ShrinkRun, Size};
use ifrace_sim::minimise::{Limits, Minimal, NotFailing, Progress, minimise};
use ifrace_sim::release::Release;
use ifrace_sim::replay::{Mode, Replayed, record};
use ifrace_sim::trace::{Header, Trace};
use ifrace_sim::world::violated::Violated;
use std::path::{Path, PathBuf};

pub(super) fn run(args: &ShrinkArgs, json: bool) -> Result<u8, CommandError> {
    if args.budget_tries == 0 {
        return Err(CommandError::Nothing("no run is to be tried: --budget-tries is at least 1".to_owned()));
    }
    let out = args.out.clone().map_or_else(|| beside(&args.trace), Ok)?;
    let sink = Sink::new(Some(&out), &args.trace, json)?;
    let interrupt = Interrupt::install();
    let (trace, replayed) = load(&args.trace, Mode::Strict)?;
    let wanted = wanted(args, &trace.header, &replayed)?;
    let command = command(args, wanted);
    if !json {
        sink.report(&format!("{command}\n\n"))?;
    }
    let minimal = shrunk(args, &trace, &replayed, wanted, &interrupt)?;
    let header = small_header(&trace.header, &minimal);
    let small = record(&header, &minimal.choices).map_err(|error| CommandError::Internal(error.to_string()))?;
    sink.trace(&small.text)?;
    let code = if minimal.minimal_in.ended_early.is_some() { exit_code::UNKNOWN } else { exit_code::OK };
    let run = ShrinkRun {
        tool_version: env!("CARGO_PKG_VERSION"),
        command: &command,
        header: &header,
        wanted,
        before: Size::of(trace.header.plan.as_ref(), &replayed),
        after: Size::of(Some(&minimal.plan), &small),
        minimal: &minimal,
        small: &small,
        written: (out != Path::new("-")).then_some(&out),
    };
    sink.report(&if json { run.json(code) } else { run.text() })?;
    Ok(code)
}

/// What the run has to violate.
fn wanted(args: &ShrinkArgs, header: &Header, replayed: &Replayed) -> Result<Violated, CommandError> {
    let nothing = |what: String| Err(CommandError::Nothing(format!("{}: {what}", shown(&args.trace))));
    let all: Vec<Violated> = replayed.breaches().map(|one| one.violated).collect();
    let kept_for = header.shows.filter(|shown| all.contains(shown));
    match (args.violation.or(kept_for), all.last()) {
        (_, None) => nothing("the run violates nothing, so there is nothing to shrink".to_owned()),
        (None, Some(last)) => Ok(*last),
        (Some(asked), _) if all.contains(&asked) => Ok(asked),
        (Some(asked), _) => {
            let mut ids: Vec<&str> = Vec::new();
            all.iter().map(|one| one.id()).for_each(|id| {
                if !ids.contains(&id) {
                    ids.push(id)
                }
            });
            nothing(format!("the run does not violate {asked}; it violates {}", ids.join(", ")))
        }
    }
}

/// `trace.min.ndjson` for `trace.ndjson`.
fn beside(trace: &Path) -> Result<PathBuf, CommandError> {
    if trace == Path::new("-") {
        return Err(CommandError::Usage(
            "standard input has no place to write beside it; give --out FILE, or --out -".to_owned(),
        ));
    }
    let ending = trace.extension().unwrap_or_default().to_string_lossy().into_owned();
    let ending = if ending.is_empty() { "ndjson".to_owned() } else { ending };
    Ok(trace.with_extension(format!("min.{ending}")))
}

fn command(args: &ShrinkArgs, wanted: Violated) -> String {
    let time = args.budget_time.map(|time| format!(" --budget-time {}", time_in_words(time))).unwrap_or_default();
    let trace = shell_word(args.trace.as_os_str().as_encoded_bytes());
    format!("ifrace shrink {trace} --violation {wanted} --budget-tries {}{time}", args.budget_tries)
}

fn shrunk(
    args: &ShrinkArgs,
    trace: &Trace,
    replayed: &Replayed,
    wanted: Violated,
    interrupt: &Interrupt,
) -> Result<Minimal, CommandError> {
    let plan = trace.header.plan.as_ref().unwrap_or_else(|| unreachable!("it was played"));
    let release = Release::parse(&trace.header.era).unwrap_or_else(|_| unreachable!("it was played"));
    let (until, meter) = (Until::new(interrupt, args.budget_time), Meter::new());
    let limits = Limits { tries: args.budget_tries, ..Limits::default() };
    let stop = || until.over().is_some();
    let mut progress = |now: &Progress| meter.show(|| race::shrinking(now));
    let minimal = minimise(plan, release, &replayed.choices, wanted, &limits, &stop, &mut progress);
    meter.finish();
    minimal.map_err(|error: NotFailing| CommandError::Internal(error.to_string()))
}

/// The header of the small trace: what was found is the same.
fn small_header(header: &Header, minimal: &Minimal) -> Header {
    Header { ifrace: env!("CARGO_PKG_VERSION").to_owned(), plan: Some(minimal.plan.clone()), ..header.clone() }
}
