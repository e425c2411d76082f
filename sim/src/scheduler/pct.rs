//! Few switches, each at a random place.

use super::{Scheduler, bits};
use crate::rng::Rng;

/// Probabilistic concurrency testing (PCT) of Burckhardt, Kothari, Musuvathi and Nagarakatte, ASPLOS 2010.
///
/// Every actor has a random priority, and the highest that can move moves. At `depth - 1` random places the actor that would
/// move falls below all others. A bug that needs `depth` things to happen in order is found with a probability of at least
/// 1 in `actors · length^(depth - 1)`. One that needs more is never found, however long the search: a race whose victim also
/// tears down needs depth 3, because a victim that runs to its end cleans its own traces.
///
/// The length of a schedule is the longest so far.
#[derive(Clone, Debug)]
pub struct Pct {
    depth: u32,
    longest: u32,
    /// How many steps this schedule has made.
    steps: u32,
    /// The steps before which the actor that would move is lowered. The first of them lowers it the most.
    falls: Vec<u32>,
    /// The actors with a priority in this schedule.
    known: u64,
    priority: [u64; 64],
    /// Who could move last, and who of them did.
    enabled: u64,
    actor: usize,
}

/// All priorities that are drawn are above all that actors fall to.
const DRAWN: u64 = 1 << 63;

impl Pct {
    /// A scheduler that looks for bugs of this depth. Depth 1 never interrupts an actor.
    pub fn new(depth: u32) -> Self {
        let falls = Vec::new();
        Self { depth, longest: 0, steps: 0, falls, known: 0, priority: [0; 64], enabled: 0, actor: 0 }
    }

    /// Draws where actors fall: all places differ, and nobody falls before the first step, where it would change nothing.
    fn draw_falls(&mut self, rng: &mut Rng) {
        let places = self.longest.saturating_sub(1);
        while self.falls.len() < self.depth.saturating_sub(1).min(places) as usize {
            let place = 1 + rng.below(places as usize) as u32;
            if !self.falls.contains(&place) {
                self.falls.push(place);
            }
        }
    }

    /// Draws priorities for actors that could not move before. The actor's number makes them differ.
    fn draw_priorities(&mut self, actors: u64, rng: &mut Rng) {
        self.known |= actors;
        for actor in bits::each(actors) {
            self.priority[actor] = DRAWN | rng.next_u64() & !63 | actor as u64;
        }
    }

    fn highest(&self, enabled: u64) -> usize {
        bits::each(enabled).max_by_key(|actor| self.priority[*actor]).unwrap_or_default()
    }
}

impl Scheduler for Pct {
    fn begin(&mut self) {
        self.steps = 0;
        self.falls.clear();
        self.known = 0;
        self.enabled = 0;
    }

    #[inline]
    fn choose(&mut self, enabled: u64, rng: &mut Rng) -> u8 {
        if self.steps == 0 {
            self.draw_falls(rng);
        }
        if enabled != self.enabled {
            self.draw_priorities(enabled & !self.known, rng);
            self.enabled = enabled;
            self.actor = self.highest(enabled);
        }
        if let Some(priority) = self.falls.iter().position(|place| *place == self.steps) {
            self.priority[self.actor] = priority as u64;
            self.actor = self.highest(enabled);
        }
        self.steps += 1;
        self.actor as u8
    }

    fn end(&mut self) {
        self.longest = self.longest.max(self.steps);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// How often an actor is interrupted in a schedule of three actors that make four steps each.
    fn interruptions(scheduler: &mut Pct, rng: &mut Rng) -> u32 {
        let (mut left, mut last, mut count) = ([4; 3], 0, 0);
        scheduler.begin();
        while left != [0; 3] {
            let enabled: u64 = (0..3).filter(|actor| left[*actor] > 0).map(|actor| 1 << actor).sum();
            let actor = scheduler.choose(enabled, rng);
            left[usize::from(actor)] -= 1;
            count += u32::from(last & enabled & !(1 << actor) != 0);
            last = 1 << actor;
        }
        scheduler.end();
        count
    }

    #[test]
    fn actors_are_interrupted_less_often_than_the_depth() {
        for depth in 1..=5 {
            let (mut scheduler, mut rng) = (Pct::new(depth), Rng::new(1));
            let all: Vec<u32> = (0..500).map(|_| interruptions(&mut scheduler, &mut rng)).collect();
            assert_eq!((all[0], all.iter().max()), (0, Some(&(depth - 1))), "the first has no length to choose from");
        }
    }

    #[test]
    fn everyone_may_be_first() {
        let (mut scheduler, mut rng) = (Pct::new(2), Rng::new(1));
        let mut firsts = [0; 3];
        for _ in 0..3000 {
            scheduler.begin();
            firsts[usize::from(scheduler.choose(0b111, &mut rng))] += 1;
        }
        assert!(firsts.iter().all(|count| (900..1100).contains(count)), "{firsts:?}");
    }
}
