//! Whoever can move is as likely as everyone else.

use super::{Scheduler, bits};
use crate::rng::Rng;

/// Chooses evenly among the actors that can move. It learns nothing.
///
/// Even among actors is not even among interleavings: an actor with few steps makes them early. See [`Walk`](super::Walk).
#[derive(Clone, Copy, Debug, Default)]
pub struct Random;

impl Scheduler for Random {
    #[inline]
    fn begin(&mut self) {}

    #[inline]
    fn choose(&mut self, enabled: u64, rng: &mut Rng) -> u8 {
        bits::pick(enabled, rng.next_u64())
    }

    #[inline]
    fn end(&mut self) {}
}
