//! Every interleaving is as likely as every other one, as far as the actors' lengths are known.

use super::{Scheduler, bits};
use crate::rng::Rng;

/// The uniform random walk (URW) of Zhao, Wolff, Mathur and Roychoudhury, "Selectively Uniform Concurrency Testing", ASPLOS 2025.
///
/// An actor is as likely to move next as its share of all steps that are still to come. If these numbers are right and nobody
/// has to wait for another actor, then all interleavings are equally likely. The numbers are the means of the schedules so
/// far, and 1 before the first.
#[derive(Clone, Debug)]
pub struct Walk {
    /// How many steps an actor is thought to make in a schedule.
    expected: [u32; 64],
    /// How many of them it has left in this schedule: 1 at least, for who can move has a step left.
    left: [u32; 64],
    /// How many steps it made in all schedules.
    made: [u64; 64],
    schedules: u64,
}

impl Default for Walk {
    fn default() -> Self {
        Self { expected: [1; 64], left: [1; 64], made: [0; 64], schedules: 0 }
    }
}

impl Walk {
    fn learn(&mut self) {
        let half = self.schedules / 2;
        for (expected, made) in self.expected.iter_mut().zip(self.made) {
            *expected = ((made + half) / self.schedules).max(1) as u32;
        }
    }

    /// The actor at `at` in the row of all steps that are left.
    fn at(&self, enabled: u64, mut at: usize) -> usize {
        for actor in bits::each(enabled) {
            match at.checked_sub(self.left[actor] as usize) {
                Some(rest) => at = rest,
                None => return actor,
            }
        }
        unreachable!("the steps that are left add up to the bound")
    }
}

impl Scheduler for Walk {
    fn begin(&mut self) {
        self.left = self.expected;
    }

    #[inline]
    fn choose(&mut self, enabled: u64, rng: &mut Rng) -> u8 {
        let left = bits::each(enabled).map(|actor| self.left[actor] as usize).sum();
        let actor = self.at(enabled, rng.below(left));
        self.left[actor] = (self.left[actor] - 1).max(1);
        self.made[actor] += 1;
        actor as u8
    }

    fn end(&mut self) {
        self.schedules += 1;
        // A mean changes less and less, so it is renewed less and less often.
        if self.schedules.is_power_of_two() {
            self.learn();
        }
    }
}
