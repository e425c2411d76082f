//! What held and what did not.

use crate::text::wrap::wrap;
use ifrace_sim::repro::{Ending, Played, Run, Verdict};
use ifrace_sim::scene::GuestInvariant;

/// One line for each invariant of a scene, and one for each cause.
pub(super) fn table(played: &Played) -> Vec<String> {
    let ids = widest(GuestInvariant::ALL.iter().map(|invariant| invariant.id()));
    let lines = |invariant: GuestInvariant| {
        let causes: Vec<String> = causes(played, invariant);
        let line = |(number, cause): (usize, &String)| {
            let id = if number == 0 { invariant.id() } else { "" };
            wrap(&format!("    {id:ids$}  {cause}"), 4 + ids + 2)
        };
        causes.iter().enumerate().flat_map(line).collect::<Vec<_>>()
    };
    GuestInvariant::ALL.into_iter().flat_map(lines).collect()
}

fn causes(played: &Played, invariant: GuestInvariant) -> Vec<String> {
    let violations: Vec<_> = played.violations.iter().filter(|one| one.invariant == invariant).collect();
    if violations.is_empty() {
        let is_complete = played.ending == Ending::Complete;
        return vec![if is_complete { "holds" } else { "unknown: the scene was not played to its end" }.to_owned()];
    }
    let place = |operation| if operation == 0 { String::new() } else { format!(" by operation {operation}") };
    violations.iter().map(|one| format!("violated{}: {}", place(one.operation), one.cause)).collect()
}

/// One line for each run.
pub(super) fn summary(runs: &[Run]) -> Vec<String> {
    let eras = widest(runs.iter().map(|run| run.era));
    let line = |run: &Run| {
        let words = match run.verdict() {
            Verdict::Violated(all) => {
                format!("violated: {}", all.iter().map(|one| one.id()).collect::<Vec<_>>().join(", "))
            }
            Verdict::Unknown => "unknown: not every scene was played to its end".to_owned(),
            Verdict::Holds => "holds".to_owned(),
        };
        wrap(&format!("{:eras$}  {words}", run.era), eras + 2)
    };
    runs.iter().flat_map(line).collect()
}

fn widest<'a>(all: impl Iterator<Item = &'a str>) -> usize {
    all.map(|one| one.chars().count()).max().unwrap_or_default()
}
