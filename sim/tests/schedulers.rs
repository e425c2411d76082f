//! What each scheduler finds and how evenly it plays, on systems small enough to know the truth.

use ifrace_sim::hunt::{BLOCK, Member, Played, Players, Report, Settings, Watch, hunt, schedule, watch_block};
use ifrace_sim::scheduler::replay;
use ifrace_sim::system::{Choice, Seen, System};
use std::collections::BTreeMap;

/// Guests that take the lowest free name, attach a filter to it, free the name, and remove the filter of that name late. It is
/// violated when the filter of another guest goes away.
struct FallenName {
    guests: u32,
    /// The guests that stay up, as bits: they only make the first two steps.
    stay: u64,
}

#[derive(Clone, Copy, Default)]
struct Names {
    steps: [u8; 8],
    name: [usize; 8],
    taken: [bool; 8],
    filter: [Option<usize>; 8],
}

impl System for FallenName {
    type State = Names;
    type Key = u64;

    fn initial(&mut self) -> Names {
        Names::default()
    }

    fn enabled(&mut self, state: &Names) -> u64 {
        let last = |guest: u32| if self.stay >> guest & 1 == 1 { 2 } else { 4 };
        (0..self.guests).filter(|guest| state.steps[*guest as usize] < last(*guest)).map(|guest| 1 << guest).sum()
    }

    fn variants(&mut self, _: &Names, _: u32) -> u32 {
        1
    }

    fn step(&mut self, state: &mut Names, choice: Choice) -> Seen {
        let guest = usize::from(choice.actor);
        let name = &mut state.name[guest];
        let mut foreign = false;
        match state.steps[guest] {
            0 => {
                *name = state.taken.iter().position(|taken| !taken).expect("there are more names than guests");
                state.taken[*name] = true;
            }
            1 => state.filter[*name] = Some(guest),
            2 => state.taken[*name] = false,
            _ => foreign = state.filter[*name].take().is_some_and(|owner| owner != guest),
        }
        state.steps[guest] += 1;
        Seen { violated: u32::from(foreign), reached: 0 }
    }

    fn end(&mut self, _: &Names) -> Seen {
        Seen::default()
    }

    fn pack(&mut self, _: &Names) -> u64 {
        unreachable!("nothing is stored")
    }

    fn unpack(&mut self, _: &u64) -> Names {
        unreachable!("nothing is stored")
    }
}

/// After how many of `count` schedules one member found the fallen name, for each of 20 seeds.
fn found_after(mut system: FallenName, member: Member, count: u64) -> Vec<Option<u64>> {
    let mut search = |seed| {
        let settings = Settings { players: Players::One(member), ..Settings::new(seed, count) };
        let found = hunt(&mut system, &settings, &|| false, &mut |_| ()).finding(0);
        found.map(|found| {
            let choices = schedule(&mut system, &settings, found.schedule);
            let again = replay(&mut system, &choices, &mut |_, _| ()).expect("it is the same system");
            assert_eq!(again.seen.violated, 1, "{found:?}");
            found.after
        })
    };
    (0..20).map(&mut search).collect()
}

/// The middle of numbers that are all there.
fn median(numbers: Vec<Option<u64>>) -> u64 {
    let mut sorted: Vec<u64> = numbers.into_iter().map(|number| number.expect("every seed finds it")).collect();
    sorted.sort_unstable();
    sorted[sorted.len() / 2]
}

#[test]
fn a_victim_that_tears_down_needs_depth_three() {
    for guests in [2, 3, 6] {
        let system = || FallenName { guests, stay: 0 };
        assert_eq!(found_after(system(), Member::Pct2, 2000), [None; 20], "{guests} guests");
        for member in [Member::Pct3, Member::Pct4, Member::Pct5, Member::Random, Member::Walk] {
            let median = median(found_after(system(), member, 600));
            assert!(median <= 200, "{guests} guests: {member} needs {median} schedules");
        }
    }
}

#[test]
fn a_victim_that_stays_up_needs_depth_two() {
    let median = median(found_after(FallenName { guests: 2, stay: 0b10 }, Member::Pct2, 600));
    assert!(median <= 100, "{median}");
}

/// Actors that make a number of steps each and meet nobody.
#[derive(Clone)]
struct Lengths(Vec<u8>);

impl System for Lengths {
    type State = [u8; 64];
    type Key = u64;

    fn initial(&mut self) -> [u8; 64] {
        [0; 64]
    }

    fn enabled(&mut self, state: &[u8; 64]) -> u64 {
        let able = self.0.iter().zip(state).map(|(length, made)| u64::from(made < length));
        able.rev().fold(0, |all, able| all << 1 | able)
    }

    fn variants(&mut self, _: &[u8; 64], _: u32) -> u32 {
        1
    }

    fn step(&mut self, state: &mut [u8; 64], choice: Choice) -> Seen {
        state[usize::from(choice.actor)] += 1;
        Seen::default()
    }

    fn end(&mut self, state: &[u8; 64]) -> Seen {
        Seen { violated: 0, reached: u32::from(state[..self.0.len()] == self.0[..]) }
    }

    fn pack(&mut self, _: &[u8; 64]) -> u64 {
        unreachable!("nothing is stored")
    }

    fn unpack(&mut self, _: &u64) -> [u8; 64] {
        unreachable!("nothing is stored")
    }
}

/// Counts how often each interleaving was played, by its actors as digits.
#[derive(Default)]
struct Interleavings {
    now: u64,
    counts: BTreeMap<u64, u64>,
}

impl Watch for Interleavings {
    fn begin(&mut self, _: u64) {
        self.now = 0;
    }

    fn step(&mut self, choice: Choice, _: Seen) {
        self.now = self.now * 10 + u64::from(choice.actor);
    }

    fn end(&mut self, _: u64, _: &Played) {
        *self.counts.entry(self.now).or_default() += 1;
    }
}

/// The chi-square of a member's interleavings, where actors make 1, 2 and 5 steps: there are 8! / (1! 2! 5!) = 168.
fn chi_square(member: Member) -> u64 {
    let settings = Settings { players: Players::One(member), ..Settings::new(7, 10 * BLOCK) };
    let (mut seen, mut report) = (Interleavings::default(), Report::new(&settings));
    for block in settings.blocks() {
        report.merge(&watch_block(&mut Lengths(vec![1, 2, 5]), &settings, block, &mut seen));
    }
    assert_eq!(seen.counts.len(), 168, "{member} plays every interleaving");
    let total: u64 = seen.counts.values().sum();
    assert_eq!((total, report.reached[0]), (settings.count, settings.count));
    seen.counts.values().map(|count| (count * 168).abs_diff(total).pow(2)).sum::<u64>() / (168 * total)
}

#[test]
fn the_walk_is_even_and_random_is_not() {
    // With 167 degrees of freedom the mean is 167 and the standard deviation 18.
    let (walk, random) = (chi_square(Member::Walk), chi_square(Member::Random));
    assert!((90..250).contains(&walk) && random > 5000, "walk {walk}, random {random}");
}

#[test]
fn every_member_plays_sixty_four_actors() {
    let report = hunt(&mut Lengths(vec![2; 64]), &Settings::new(3, 350), &|| false, &mut |_| ());
    assert_eq!((report.members().count(), report.reached[0], report.total().steps), (7, 350, 350 * 128));
    for (member, statistics) in report.members() {
        assert_eq!((statistics.schedules, statistics.shortest, statistics.longest), (50, 128, 128), "{member}");
        assert!(statistics.switches >= 50 * 63 && statistics.preemptions <= statistics.switches, "{member}");
    }
}
