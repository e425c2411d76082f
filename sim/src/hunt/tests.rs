//! What a search promises: the same result however it is divided, and every finding again from its number.

use super::*;
use crate::scheduler::{Divergence, replay};
use crate::system::{Choice, Seen};

/// Three actors that each add 1 to a number three times, but read it before they write it. A read can fail (variant 1), and
/// then the actor gives up. It is violated when an update is lost (bit 0), and when that happens to the first (bit 1).
struct Updates;

/// The steps that each actor has taken, what it read, and the number.
#[derive(Clone, Copy, Default)]
struct Numbers {
    steps: [u8; 3],
    read: [u8; 3],
    number: u8,
}

impl System for Updates {
    type State = Numbers;
    type Key = u64;

    fn initial(&mut self) -> Numbers {
        Numbers::default()
    }

    fn enabled(&mut self, state: &Numbers) -> u64 {
        (0..3).filter(|actor| state.steps[*actor] < 6).map(|actor| 1 << actor).sum()
    }

    fn variants(&mut self, state: &Numbers, actor: u32) -> u32 {
        if state.steps[actor as usize].is_multiple_of(2) { 2 } else { 1 }
    }

    fn step(&mut self, state: &mut Numbers, choice: Choice) -> Seen {
        let actor = usize::from(choice.actor);
        if choice.variant == 1 {
            state.steps[actor] = 6;
            return Seen { violated: 0, reached: 1 };
        }
        let reads = state.steps[actor].is_multiple_of(2);
        state.steps[actor] += 1;
        if reads {
            state.read[actor] = state.number;
            return Seen::default();
        }
        let lost = state.number != state.read[actor];
        let first = lost && state.number == 1;
        state.number = state.read[actor] + 1;
        Seen { violated: u32::from(lost) | u32::from(first) << 1, reached: 0 }
    }

    fn end(&mut self, state: &Numbers) -> Seen {
        Seen { violated: u32::from(state.number == 2) << 2, reached: 0 }
    }

    fn pack(&mut self, _: &Numbers) -> u64 {
        unreachable!("nothing is stored")
    }

    fn unpack(&mut self, _: &u64) -> Numbers {
        unreachable!("nothing is stored")
    }
}

fn faulty(seed: u64, count: u64) -> Settings {
    Settings { faults: true, first: 3000, ..Settings::new(seed, count) }
}

fn played(settings: &Settings) -> Report {
    hunt(&mut Updates, settings, &|| false, &mut |_| ())
}

#[test]
fn the_same_seed_plays_the_same() {
    assert_eq!(played(&faulty(1, 9000)), played(&faulty(1, 9000)));
    assert_ne!(played(&faulty(1, 9000)).hash, played(&faulty(2, 9000)).hash);
}

#[test]
fn blocks_add_up_in_any_order() {
    let settings = faulty(4, 20_000);
    let blocks = |order: Vec<u64>| order.into_iter().map(|block| (block, play_block(&mut Updates, &settings, block)));
    let whole = played(&settings);
    let mut merged = Report::new(&settings);
    blocks(settings.blocks().rev().collect()).for_each(|(_, report)| merged.merge(&report));
    assert_eq!(merged, whole);
    let mut collector = Collector::new(&settings);
    blocks(vec![3, 0, 5, 1, 4, 2]).for_each(|(block, report)| collector.add(block, report));
    assert_eq!(collector.report(), &whole);
    assert_eq!(whole.total().schedules, 20_000);
}

#[test]
fn two_at_a_time_play_the_same_as_one_by_one() {
    let players = Players::One(Member::Random);
    for (first, count, max_steps) in [(0, 1, 99), (0, BLOCK, 99), (4001, 60, 99), (7, 2000, 14)] {
        let settings = Settings { first, players, max_steps, ..faulty(1, count) };
        let one_by_one = watch_block(&mut Updates, &settings, 0, &mut ());
        assert_eq!(play_block(&mut Updates, &settings, 0), one_by_one, "{settings:?}");
        assert_eq!(one_by_one.total().schedules, count);
    }
}

#[test]
fn a_search_that_ends_early_ends_after_the_same_block() {
    let settings = Settings { wanted: 0b111, ..faulty(4, 40_000) };
    let whole = played(&settings);
    assert!(whole.total().schedules < 40_000 && whole.violated() == 0b111);
    let mut collector = Collector::new(&settings);
    settings.blocks().rev().for_each(|block| collector.add(block, play_block(&mut Updates, &settings, block)));
    assert!(collector.found_all());
    assert_eq!(collector.into_report(), whole);
}

#[test]
fn a_search_that_is_broken_off_keeps_what_it_has() {
    let settings = faulty(4, 40_000);
    let mut collector = Collector::new(&settings);
    collector.add(2, play_block(&mut Updates, &settings, 2));
    assert_eq!(collector.report().total().schedules, 0);
    assert_eq!(collector.into_report().total().schedules, BLOCK);
    assert_eq!(hunt(&mut Updates, &settings, &|| true, &mut |_| ()), Report::new(&settings));
}

#[test]
fn every_schedule_comes_again_from_its_number() {
    struct All<'a>(&'a Settings, Vec<Choice>);
    impl Watch for All<'_> {
        fn begin(&mut self, _: u64) {
            self.1.clear();
        }

        fn step(&mut self, choice: Choice, _: Seen) {
            self.1.push(choice);
        }

        fn end(&mut self, number: u64, played: &Played) {
            if number.is_multiple_of(37) {
                let again = schedule(&mut Updates, &Settings { first: 0, ..*self.0 }, number);
                assert_eq!(again, self.1, "schedule {number}");
                assert_eq!(replay(&mut Updates, &self.1, &mut |_, _| ()).unwrap().seen, played.seen);
            }
        }
    }
    let settings = faulty(8, 3000);
    for block in settings.blocks() {
        watch_block(&mut Updates, &settings, block, &mut All(&settings, Vec::new()));
    }
}

#[test]
fn a_finding_says_where_to_look() {
    let settings = faulty(9, 20_000);
    let report = played(&settings);
    assert_eq!(report.findings().iter().map(|found| found.bit).collect::<Vec<_>>(), [0, 1, 2]);
    for found in report.findings() {
        let (mut steps, mut shown) = (0, None);
        let choices = schedule(&mut Updates, &settings, found.schedule);
        let again = replay(&mut Updates, &choices, &mut |_, seen| {
            shown = shown.or((seen.violated >> found.bit & 1 == 1).then_some(steps));
            steps += 1;
        });
        assert!(again.unwrap().ended);
        assert_eq!((found.step, found.member), (shown.unwrap_or(steps), settings.players.of(found.schedule)));
        assert_eq!(found.after, found.schedule - 2999);
        assert!(found.after_own <= found.after.div_ceil(7) && found.count > 0, "{found:?}");
    }
}

#[test]
fn faults_come_only_if_they_are_wanted() {
    assert!(played(&faulty(1, 5000)).reached[0] > 500);
    assert_eq!(played(&Settings { faults: false, ..faulty(1, 5000) }).reached, [0; 32]);
}

#[test]
fn a_schedule_without_an_end_is_broken_off() {
    let report = played(&Settings { max_steps: 17, ..Settings::new(1, 500) });
    assert_eq!((report.too_long.count, report.too_long.first, report.too_long.step), (500, Some(0), 17));
    assert_eq!((report.total().shortest, report.total().longest, report.finding(2)), (17, 17, None));
    assert_eq!(played(&Settings { max_steps: 18, ..Settings::new(1, 500) }).too_long, Tally::default());
}

#[test]
fn a_run_that_goes_another_way_says_where() {
    let plain = |actors: &[u8]| actors.iter().copied().map(Choice::plain).collect::<Vec<_>>();
    let diverges = |choices: &[Choice]| replay(&mut Updates, choices, &mut |_, _| ()).map(|run| run.ended).unwrap_err();
    let error = diverges(&plain(&[1, 1, 1, 1, 1, 1, 1]));
    assert_eq!(error, Divergence { step: 6, wanted: Choice::plain(1), enabled: 0b101, variants: 0 });
    assert_eq!(error.to_string(), "step 6: actor 1 is to move in way 0, but only these can move: 0, 2");
    let mut all = plain(&[0, 0, 0, 0, 0, 0, 1, 1, 1, 1, 1, 1, 2, 2, 2, 2, 2, 2]);
    assert!(replay(&mut Updates, &all, &mut |_, _| ()).unwrap().ended);
    assert!(!replay(&mut Updates, &all[..5], &mut |_, _| ()).unwrap().ended);
    all.push(Choice::plain(200));
    assert_eq!(diverges(&all).to_string(), "step 18: actor 200 is to move in way 0, but nobody can move");
    let error = diverges(&[Choice::plain(0), Choice { actor: 0, variant: 1 }]);
    assert_eq!(error.to_string(), "step 1: actor 0 is to move in way 1, but it has 1 of them");
}
