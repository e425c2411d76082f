//! The built-in scenarios, which no peer plays: how fast the host with the life cycle of libvirt is.

use crate::measure::{Whose, alone, per_second};
use crate::report::Section;
use ifrace_sim::explore::{self, Control, Limits, Outcome};
use ifrace_sim::hunt::{Settings, hunt};
use ifrace_sim::release::Release;
use ifrace_sim::scenario::{Parameters, Scenario};
use ifrace_sim::world::{Stage, World};
use std::sync::Arc;
use std::time::{Duration, Instant};

const SCENARIOS: [&str; 4] = ["reuse-after-stop", "two-daemons", "daemon-crash", "cleanup-discipline"];
const RELEASES: [&str; 2] = ["11.3", "hardened"];

/// A search ends with the level that reaches so many states, and a hunt after so many schedules.
const STATES: u64 = 200_000;
const SCHEDULES: u64 = 1 << 15;

/// So long a measurement may take at most.
const LONGEST: Duration = Duration::from_secs(2);

/// Measures searches and hunts, each with a world that knows nothing yet.
///
/// # Errors
/// A scenario that cannot be played.
pub(crate) fn measure(runs: u32) -> Result<[Section; 2], String> {
    let pairs = || SCENARIOS.iter().flat_map(|scenario| RELEASES.map(|release| (*scenario, release)));
    let names: Vec<String> = pairs().map(|(scenario, release)| format!("{scenario}, {release}")).collect();
    let mut searches = Section::new("Built-in scenarios, search".to_owned(), "states", names.clone());
    let mut hunts = Section::new("Built-in scenarios, portfolio of schedulers".to_owned(), "schedules", names);
    for _ in 0..runs {
        for (place, (scenario, release)) in pairs().enumerate() {
            let stage = stage(scenario, release)?;
            let (outcome, took) = search(&stage)?;
            searches.rows[place].per_second.push(per_second(outcome.counts.states, took));
            searches.rows[place].note = note(&outcome);
            let (schedules, steps, took) = play(stage);
            hunts.rows[place].per_second.push(per_second(schedules, took));
            hunts.rows[place].note = format!("{} steps each", steps.checked_div(schedules).unwrap_or_default());
        }
    }
    Ok([searches, hunts])
}

fn stage(scenario: &str, release: &str) -> Result<Arc<Stage>, String> {
    let wrong = |error: &dyn std::fmt::Display| format!("{scenario} under {release}: {error}");
    let plan = Scenario::builtin(scenario).ok_or_else(|| wrong(&"there is no such scenario"))?.plan(&Parameters::default());
    let release = Release::find(release).ok_or_else(|| wrong(&"there is no such release"))?;
    Stage::new(plan.map_err(|error| wrong(&error))?, release).map(Arc::new).map_err(|error| wrong(&error))
}

/// Searches with the shortest keys that are long enough.
fn search(stage: &Arc<Stage>) -> Result<(Outcome, Duration), String> {
    let attempts = [search_with::<4>, search_with::<6>, search_with::<8>, search_with::<12>, search_with::<20>];
    attempts.into_iter().find_map(|attempt| attempt(stage)).ok_or_else(|| "no key is long enough".to_owned())
}

/// Searches with keys of so many words. `None` if they are too short.
fn search_with<const WORDS: usize>(stage: &Arc<Stage>) -> Option<(Outcome, Duration)> {
    let end = Instant::now() + LONGEST;
    let stop = || Instant::now() > end;
    let limits = Limits { states: Some(STATES), ..Limits::default() };
    let ((outcome, overflowed), took) = alone(Whose::Own, || {
        let mut world = World::<WORDS>::new(Arc::clone(stage));
        let outcome = explore::search(&mut world, limits, Control { stop: &stop, ..Control::default() });
        (outcome, world.has_overflowed())
    });
    (!overflowed).then_some((outcome, took))
}

fn note(outcome: &Outcome) -> String {
    let (counts, ended) = (outcome.counts, format!("{:?}", outcome.ended).to_lowercase());
    format!("{} states ({ended}), {} bytes/state", counts.states, counts.bytes / counts.states.max(1))
}

/// Hunts, and says how many schedules and steps it played.
fn play(stage: Arc<Stage>) -> (u64, u64, Duration) {
    let end = Instant::now() + LONGEST;
    let (report, took) = alone(Whose::Own, || {
        let mut world = World::<1>::new(stage);
        hunt(&mut world, &Settings::new(1, SCHEDULES), &|| Instant::now() > end, &mut |_| ())
    });
    let total = report.total();
    (total.schedules, total.steps, took)
}
