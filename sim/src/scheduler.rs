//! Who moves next: the ways in which a random search chooses the actors of a [`System`](crate::system::System).
//!
//! A scheduler draws from the random numbers of its schedule and from what it learnt of earlier schedules, from nothing else.
//! That is why a seed, the number of a schedule and the scheduler say everything about a run.
//!
//! ```
//! use ifrace_sim::Rng;
//! use ifrace_sim::scheduler::{Random, Scheduler};
//!
//! let (mut rng, mut random) = (Rng::for_case(1, 0), Random);
//! random.begin();
//! assert!([3, 7].contains(&random.choose(1 << 3 | 1 << 7, &mut rng)));
//! random.end();
//! ```

mod bits;
mod faults;
mod pct;
mod random;
mod replay;
mod round_robin;
mod walk;

pub use faults::Faults;
pub use pct::Pct;
pub use random::Random;
pub use replay::{Divergence, Replay, Replayed, replay};
pub use round_robin::RoundRobin;
pub use walk::Walk;

use crate::rng::Rng;

/// A way to choose who moves next. It lives for many schedules and may learn from each for the next.
pub trait Scheduler {
    /// A schedule begins.
    fn begin(&mut self);

    /// One of the actors that can move, of which there is one at least; bit `a` of `enabled` is actor `a`. `rng` is the stream of
    /// this schedule.
    fn choose(&mut self, enabled: u64, rng: &mut Rng) -> u8;

    /// The schedule that began last has ended.
    fn end(&mut self);
}
