use super::game::Game;
use super::play::STEPS_MAX;
use super::text::{read, show};
use ifrace_sim::Rng;
use ifrace_sim::scenario::Scenario;
use ifrace_sim::system::Choice;
use ifrace_sim::world::violated::Violated;
use std::collections::BTreeSet;

const GAMES: [&Game; Game::COUNT] = [&Game::HARDENED, &Game::LOWEST_FREE];

/// So many bytes at random for one setting after the other.
fn inputs(game: &Game, count: u64) -> impl Iterator<Item = Vec<u8>> {
    let settings = game.settings.len() as u64;
    (0..count).map(move |case| {
        let mut rng = Rng::for_case(3, case);
        let first = [(case % settings) as u8];
        first.into_iter().chain((0..rng.below(200)).map(|_| rng.next_u64() as u8)).collect()
    })
}

fn choices(game: &Game, data: &[u8]) -> Vec<Choice> {
    let mut choices = Vec::new();
    game.play(data, |choice| choices.push(choice));
    choices
}

#[test]
fn every_scenario_is_played() {
    let played: BTreeSet<&str> = Game::HARDENED.settings.iter().map(|setting| setting.scenario).collect();
    assert_eq!(played, Scenario::ALL.into_iter().collect());
}

#[test]
fn runs_come_to_an_end_and_the_hardened_rules_hold() {
    for data in inputs(&Game::HARDENED, 4_000) {
        let played = Game::HARDENED.play(&data, |_| {});
        assert!(played.steps < STEPS_MAX && played.violated == 0, "{}", show(&Game::HARDENED, &data));
    }
}

#[test]
fn some_runs_have_faults() {
    let faults = |data: &Vec<u8>| choices(&Game::HARDENED, data).iter().any(|choice| choice.variant > 0);
    let count = inputs(&Game::HARDENED, 1_000).filter(faults).count();
    assert!((50..500).contains(&count), "{count}");
}

/// Without a byte the guests come one after the other, and the canary is not trivial.
#[test]
fn the_lowest_free_name_stomps_and_not_by_itself() {
    for (place, setting) in Game::LOWEST_FREE.settings.iter().enumerate() {
        let breaks = setting.plan().0.breaks;
        let claimed = breaks.iter().filter(|one| one.era == Game::LOWEST_FREE.era).flat_map(|one| &one.violated);
        assert!(claimed.map(|one| one.invariant()).any(|one| one == "no-stomp"), "{}", setting.scenario);
        assert_eq!(Game::LOWEST_FREE.play(&[place as u8], |_| {}).violated, 0);
        let data = inputs(&Game::LOWEST_FREE, 20_000).filter(|data| usize::from(data[0]) == place);
        let found = data.map(|data| Game::LOWEST_FREE.play(&data, |_| {}).violated).find(|violated| *violated != 0);
        assert!(found.is_some_and(|violated| violated & !Violated::bits_of("no-stomp") == 0), "{}", setting.scenario);
    }
}

#[test]
fn what_is_shown_can_be_read() {
    for game in GAMES {
        for data in inputs(game, 60) {
            let shown = show(game, &data);
            let again = read(game, &shown).expect("it can be read");
            assert!(again.len() <= data.len().max(1), "{again:?} {data:?}");
            assert_eq!(choices(game, &again), choices(game, &data));
            assert_eq!(show(game, &again), shown);
        }
    }
}

#[test]
fn a_trace_of_something_else_is_refused() {
    let why = |text: &str| read(&Game::HARDENED, text).expect_err("it is refused");
    let stomps = why(&show(&Game::LOWEST_FREE, b""));
    assert_eq!(stomps.reason, "the run was played under by-name@lowest-free, and schedule plays hardened");
    let own = show(&Game::HARDENED, b"");
    let other = why(&own.replacen("\"scenario\":\"reuse-after-stop\"", "\"scenario\":\"mine\"", 1));
    assert!(other.reason.starts_with("the run is of mine, and schedule plays reuse-after-stop, "), "{other:?}");
    let more = why(&own.replacen("\"cycles\":2", "\"cycles\":3", 1));
    assert!(more.line == 1 && more.reason.starts_with("schedule plays reuse-after-stop with other guests, "), "{more:?}");
    let half: String = own.lines().take(7).map(|line| format!("{line}\n")).collect();
    assert_eq!(why(&half).line, 7);
    let edited = why(&own.replacen("\"command\":\"start\"", "\"command\":\"stop\"", 1));
    assert!(edited.line == 2 && edited.reason.starts_with("step 0: "), "{edited:?}");
}
