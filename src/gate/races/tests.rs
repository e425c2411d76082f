//! Canaries of the races: claims that were made wrong on purpose must be found wrong.

use super::{Queue, Races};
use crate::interrupt::Interrupt;
use crate::progress::Progress;
use ifrace_report::Deviation;
use ifrace_report::races::{Race, RaceVerdict, deviations};
use ifrace_sim::scenario::Scenario;
use ifrace_sim::world::violated::Violated;

const ID: &str = "failed-migration-macvtap";

/// The scenario with other claims.
fn claiming(claims: &str) -> Scenario {
    let text = Scenario::builtin(ID).expect("it is built in").text;
    let (before, _) = text.split_once("[[breaks]]").expect("it has claims");
    Scenario::parse(&format!("{before}{claims}")).expect("it is a scenario")
}

fn searched(scenario: Scenario, states: u64, schedules: u64, threads: usize) -> Vec<Race> {
    let (races, progress) = (Races { scenarios: vec![scenario], states, schedules }, Progress::silent());
    let (queue, interrupt) = (Queue::new(&races, 1), Interrupt::default());
    std::thread::scope(|scope| {
        for _ in 0..queue.threads(threads) {
            scope.spawn(|| queue.work(&interrupt, &progress));
        }
    });
    queue.finish()
}

#[test]
fn what_is_claimed_never_to_happen_is_found_with_its_cause() {
    let wrong = claiming("[[holds]]\neras = [\"6.6\"]\nnever = [\"no-stomp:device\"]\n");
    for (states, schedules) in [(100_000, 0), (1, 500)] {
        let races = searched(wrong.clone(), states, schedules, 1);
        let found = deviations(&races);
        let [Deviation::RaceNew { era, violated, depth, cause, reproduce, .. }] = found.as_slice() else {
            panic!("{found:?}");
        };
        assert_eq!((era.as_str(), *violated, depth.is_some()), ("6.6", Violated::StompDevice, schedules == 0));
        assert!(cause.as_ref().is_some_and(|cause| cause.contains("device macvtap0 is gone")), "{cause:?}");
        assert_eq!(reproduce, "ifrace explore failed-migration-macvtap --era 6.6");
    }
}

#[test]
fn what_is_claimed_to_happen_and_does_not_is_missed() {
    let wrong = claiming("[[breaks]]\neras = [\"6.8\"]\nviolated = [\"no-stomp:device\"]\n");
    for (states, schedules) in [(100_000, 0), (1, 500)] {
        let found = deviations(&searched(wrong.clone(), states, schedules, 1));
        assert!(matches!(found.as_slice(), [Deviation::RaceMissed { era, .. }] if era == "6.8"), "{found:?}");
    }
}

#[test]
fn a_search_that_cannot_reach_what_it_is_about_is_unknown() {
    let text = claiming("[[holds]]\neras = [\"11.3\"]\n").text.replace("about = [", "about = [\"wrapped\", ");
    let races = searched(Scenario::parse(&text).expect("it is a scenario"), 100_000, 0, 1);
    assert_eq!(races[0].why_unknown().as_deref(), Some("never reached: wrapped"));
    assert_eq!((races[0].verdict(), deviations(&races)), (RaceVerdict::Unknown, vec![]));
}

#[test]
fn the_number_of_threads_changes_nothing() {
    let scenario = || Scenario::builtin(ID).expect("it is built in");
    let one = searched(scenario(), 2000, 50, 1);
    assert_eq!(one, searched(scenario(), 2000, 50, 3));
    assert!(one.iter().all(|race| race.searched.schedules == 50 && !race.searched.exhausted));
}

#[test]
fn races_that_nobody_came_to_are_unknown() {
    let races = Races { scenarios: vec![claiming("[[holds]]\neras = [\"6.7\", \"11.3\"]\n")], states: 9, schedules: 0 };
    let (queue, interrupt) = (Queue::new(&races, 1), Interrupt::default());
    interrupt.set();
    queue.work(&interrupt, &Progress::silent());
    let unknown = queue.finish();
    assert_eq!(unknown.len(), 2);
    assert!(unknown.iter().all(|race| race.why_unknown().as_deref() == Some("interrupted before it began")));
}
