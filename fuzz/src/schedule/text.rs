//! Runs as traces, which `ifrace replay` and `ifrace shrink` take.

use super::game::Game;
use super::grounds::{release, with_world};
use super::play::{STEPS_MAX, encode};
use crate::target::Unreadable;
use ifrace_sim::replay::{Mode, ReplayError, Replayed, record, replay};
use ifrace_sim::system::Choice;
use ifrace_sim::trace::{self, Header, Trace, TraceError};
use ifrace_sim::world::plan::Plan;
use ifrace_sim::world::violated::Violated;

/// Who found a run that a target plays.
const FOUND_BY: &str = "fuzz";

/// The trace of an input.
pub(super) fn show(game: &Game, data: &[u8]) -> String {
    recorded(game, data).text
}

/// What an input violates, why, and how to see it.
pub(super) fn defect(game: &Game, data: &[u8]) -> String {
    let (run, setting) = (recorded(game, data), game.setting(data).0);
    let judged = run.breaches().filter(|one| game.judged() & one.violated.bit() != 0);
    let all: Vec<String> = judged.map(|one| format!("{} is violated: {}", one.violated, one.cause)).collect();
    let (scenario, era, target) = (game.settings[setting].scenario, game.era, game.target);
    format!(
        "{scenario} under {era}: {}; ifrace fuzz-input {target} FILE --out trace.ndjson makes a trace of it, and ifrace shrink \
         trace.ndjson a small one",
        all.join("; ")
    )
}

/// The run of an input in words. It is kept for the first thing that it must not violate.
fn recorded(game: &Game, data: &[u8]) -> Replayed {
    let mut choices: Vec<Choice> = Vec::new();
    let played = game.play(data, |choice| choices.push(choice));
    let (scenario, plan) = game.settings[game.setting(data).0].plan();
    let header = Header::of_run(env!("CARGO_PKG_VERSION"), &plan, &release(game)).with_text(&scenario.text);
    let header = header.found(FOUND_BY, 0, None);
    let header = match Violated::of_bits(played.violated).next() {
        Some(violated) => header.showing(violated),
        None => header,
    };
    record(&header, &choices).unwrap_or_else(|error| unreachable!("what was played can be recorded: {error}"))
}

/// The input that plays a trace.
pub(super) fn read(game: &Game, text: &str) -> Result<Vec<u8>, Unreadable> {
    let trace =
        trace::read(text.as_bytes()).map_err(|error| Unreadable { line: line_of(&error), reason: without_line(&error) })?;
    let setting = setting(game, &trace.header)?;
    let replayed =
        replay(&trace, Mode::Strict).map_err(|error| Unreadable { line: line(&error), reason: without_line(&error) })?;
    let count = replayed.choices.len();
    if count > STEPS_MAX {
        let reason = format!("the run has {count} steps, and the target plays no more than {STEPS_MAX}");
        return Err(Unreadable { line: last_line(&trace), reason });
    }
    let bytes = with_world(game, setting, |world| encode(world, &replayed.choices));
    let bytes = bytes.ok_or_else(|| Unreadable { line: 1, reason: "the world became too small for the run".to_owned() })?;
    Ok([&[setting as u8], bytes.as_slice()].concat())
}

/// What the header of a trace says to be played, if the target plays that.
fn setting(game: &Game, header: &Header) -> Result<usize, Unreadable> {
    let refuse = |reason: String| Err(Unreadable { line: 1, reason });
    let era = release(game).id();
    if header.era != era {
        return refuse(format!("the run was played under {}, and {} plays {era}", header.era, game.target));
    }
    if !game.settings.iter().any(|one| one.scenario == header.scenario) {
        let mut known: Vec<&str> = game.settings.iter().map(|one| one.scenario).collect();
        known.dedup();
        return refuse(format!("the run is of {}, and {} plays {}", header.scenario, game.target, known.join(", ")));
    }
    let same = |plan: &Plan| game.settings.iter().position(|one| one.plan().1 == *plan);
    match header.plan.as_ref().map(same) {
        Some(Some(place)) => Ok(place),
        Some(None) => refuse(format!(
            "{} plays {} with other guests, cycles or faults than the plan of this run has; ifrace fuzz-input {} on a file of one \
             byte shows which",
            game.target, header.scenario, game.target
        )),
        None => refuse("the header has no plan, without which nothing can be played".to_owned()),
    }
}

const fn line_of(error: &TraceError) -> usize {
    match error {
        TraceError::Empty => 1,
        TraceError::Header { line, .. }
        | TraceError::Schema { line, .. }
        | TraceError::Event { line, .. }
        | TraceError::Truncated { line }
        | TraceError::AfterVerdict { line, .. } => *line,
    }
}

fn line(error: &ReplayError) -> usize {
    match error {
        ReplayError::Diverged(divergence) => divergence.line,
        _ => 1,
    }
}

fn last_line(trace: &Trace) -> usize {
    trace.verdict.as_ref().map_or(1, |(line, _)| *line)
}

/// The message of an error that says its line at the beginning.
fn without_line(error: &dyn std::error::Error) -> String {
    let text = error.to_string();
    let rest = text.strip_prefix("line ").map(|rest| rest.trim_start_matches(|c: char| c.is_ascii_digit()));
    rest.and_then(|rest| rest.strip_prefix(": ").or(rest.strip_prefix(", "))).unwrap_or(&text).to_owned()
}
