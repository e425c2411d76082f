//! Everyone in turn.

use super::{Scheduler, bits};
use crate::rng::Rng;

/// Lets every actor make `k` steps in turn, beginning with a random one: `k` is 1 in the first schedule and grows by 1 with each,
/// until no turn is cut short any more. From there on all schedules would be alike, so `k` is 1 again.
#[derive(Clone, Debug)]
pub struct RoundRobin {
    /// How many steps a turn has.
    turn: u32,
    /// How many of them are left.
    left: u32,
    /// Whose turn it is.
    actor: Option<u8>,
    /// Whether a turn ended while the actor could have gone on and somebody else could move.
    cut: bool,
}

impl Default for RoundRobin {
    fn default() -> Self {
        Self { turn: 1, left: 0, actor: None, cut: false }
    }
}

/// The first actor after this one, with the lowest after the highest.
fn after(enabled: u64, actor: u8) -> u8 {
    let higher = enabled & (u64::MAX << actor << 1);
    (if higher == 0 { enabled } else { higher }).trailing_zeros() as u8
}

impl Scheduler for RoundRobin {
    fn begin(&mut self) {
        self.actor = None;
        self.cut = false;
    }

    #[inline]
    fn choose(&mut self, enabled: u64, rng: &mut Rng) -> u8 {
        let next = match self.actor {
            Some(actor) if enabled >> actor & 1 == 1 && self.left > 0 => {
                self.left -= 1;
                return actor;
            }
            Some(actor) => after(enabled, actor),
            None => bits::pick(enabled, rng.next_u64()),
        };
        self.cut |= self.actor.is_some_and(|actor| actor != next && enabled >> actor & 1 == 1);
        self.actor = Some(next);
        self.left = self.turn - 1;
        next
    }

    fn end(&mut self) {
        self.turn = if self.cut { self.turn + 1 } else { 1 };
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The actors of a schedule with three actors that make four steps each.
    fn played(scheduler: &mut RoundRobin, rng: &mut Rng) -> Vec<u8> {
        let (mut left, mut order) = ([4; 3], Vec::new());
        scheduler.begin();
        while left != [0; 3] {
            let enabled = (0..3).filter(|actor| left[*actor] > 0).map(|actor| 1 << actor).sum();
            let actor = scheduler.choose(enabled, rng);
            left[usize::from(actor)] -= 1;
            order.push(actor);
        }
        scheduler.end();
        order
    }

    #[test]
    fn turns_grow_until_they_are_not_cut_short() {
        let (mut scheduler, mut rng) = (RoundRobin::default(), Rng::new(3));
        let turns: Vec<usize> = (0..10)
            .map(|_| {
                let order = played(&mut scheduler, &mut rng);
                let next = |actor: u8| (actor + 1) % 3;
                assert!(order.windows(2).all(|two| two[1] == two[0] || two[1] == next(two[0])), "{order:?}");
                order.iter().take_while(|actor| **actor == order[0]).count()
            })
            .collect();
        assert_eq!(turns, [1, 2, 3, 4, 1, 2, 3, 4, 1, 2]);
    }
}
