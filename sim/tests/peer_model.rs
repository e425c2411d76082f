//! The peer-model, the search over it, and what both are checked against: the published counts and the definition itself.

#[path = "peer_model/definition.rs"]
mod definition;
#[path = "peer_model/limits.rs"]
mod limits;
#[path = "peer_model/lockstep.rs"]
mod lockstep;
#[path = "peer_model/published.rs"]
mod published;
#[path = "peer_model/reductions.rs"]
mod reductions;
#[path = "peer_model/ways.rs"]
mod ways;

use ifrace_sim::explore::{Control, Limits, Outcome, Search};
use ifrace_sim::peer_model::{Params, PeerModel, Policy};
use ifrace_sim::system::System;
use std::num::NonZeroUsize;

/// A model in small words.
fn model(guests: u32, names: u32, cycles: u32, policy: Policy) -> PeerModel<u64> {
    PeerModel::new(Params::new(guests, names, cycles, policy).expect("there is such a model")).expect("it fits")
}

/// Searches with so many threads, and shows every state afterwards.
fn search<S>(system: &S, threads: usize, limits: Limits, control: Control<'_>, each: impl FnMut(&S::Key)) -> Outcome
where
    S: System + Clone + Send + Sync,
    S::Key: Send,
{
    let workers = NonZeroUsize::new(threads).expect("there is a thread");
    let search = Search::new(&mut system.clone(), workers, limits, control);
    std::thread::scope(|scope| {
        for _ in 0..threads {
            scope.spawn(|| search.work(&mut system.clone()));
        }
    });
    search.for_each_state(each);
    search.outcome()
}
