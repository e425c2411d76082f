//! The shortest way to a violation.

use super::budget::Budget;
use super::shards::Shards;
use super::{Control, Limits};
use crate::system::{Choice, Key, System};
use std::ops::Range;

/// Why there is no counterexample.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum NoWay {
    /// Nothing that was looked for happens within the allowed steps.
    #[error("no such violation is reached in the allowed steps; allow more of them")]
    None,
    /// The caller asked to stop.
    #[error("the search for the shortest way was interrupted")]
    Interrupted,
    /// The budget of bytes or states was not enough.
    #[error("the shortest way does not fit into the budget, which takes about twice as much as the search; allow more")]
    Budget,
    /// A state is not the same when it is unpacked, so that the way cannot be walked from the initial state: a defect of the system.
    #[error("a state that was packed is another one when it is unpacked, which is a defect of ifrace; please report it")]
    Unfaithful,
}

/// A shortest list of choices from the initial state that violates any of the wanted bits, by its last step or by where it ends.
///
/// It searches again, on one thread and with the way to every state. Actors and variants are tried in ascending order, so the
/// answer is always the same. [`Limits::depth`] should be the depth at which [`Counts::first`](super::Counts::first) saw the bit.
pub fn counterexample<S: System>(
    system: &mut S,
    wanted: u32,
    limits: &Limits,
    control: &Control<'_>,
) -> Result<Vec<Choice>, NoWay> {
    let mut tree = Tree { budget: Budget::new(limits.bytes), shards: Shards::new(), nodes: Vec::new(), fresh: Vec::new() };
    let initial = system.initial();
    tree.add(system.pack(&initial), 0, || system.exact_key(&initial))?;
    let (mut level, mut depth) = (0..1, 0);
    while !level.is_empty() {
        let last = limits.depth.is_some_and(|limit| depth >= limit);
        if let Some(goal) = tree.play(system, wanted, level.clone(), last, control)? {
            return walk(system, wanted, &tree.way_to(goal)).ok_or(NoWay::Unfaithful);
        }
        if limits.states.is_some_and(|limit| tree.nodes.len() as u64 > limit) {
            return Err(NoWay::Budget);
        }
        level = level.end..tree.nodes.len();
        depth += 1;
    }
    Err(NoWay::None)
}

/// Every state seen, with the one it was first reached from. Levels follow each other. Of states with one key the first stands for
/// all, as it is: so a way leads from each state to its own successor, whoever is who in the others.
struct Tree<K> {
    budget: Budget,
    shards: Shards<K>,
    nodes: Vec<Node<K>>,
    /// The key that was just added, if it was new.
    fresh: Vec<K>,
}

struct Node<K> {
    /// The key of the state alone.
    exact: K,
    parent: usize,
}

impl<K: Key> Tree<K> {
    /// Adds a state, unless one with its key is there.
    fn add(&mut self, key: K, parent: usize, exact: impl FnOnce() -> K) -> Result<(), NoWay> {
        self.fresh.clear();
        if !self.shards.insert(Shards::of(&key), &mut [key], &mut self.fresh, &self.budget) {
            return Err(NoWay::Budget);
        }
        if !self.fresh.is_empty() {
            self.make_room()?;
            self.nodes.push(Node { exact: exact(), parent });
        }
        Ok(())
    }

    /// Makes room for one more state.
    fn make_room(&mut self) -> Result<(), NoWay> {
        let (len, old) = (self.nodes.len(), self.nodes.capacity());
        if len == old {
            let more = (len / 2).max(1024);
            let taken = self.budget.take((old + more) * size_of::<Node<K>>());
            let grown = taken && self.nodes.try_reserve_exact(more).is_ok();
            if !grown {
                return Err(NoWay::Budget);
            }
            self.budget.give(old * size_of::<Node<K>>());
        }
        Ok(())
    }

    /// Plays the states of a level until one violates what is wanted, by a step or as an end.
    fn play<S: System<Key = K>>(
        &mut self,
        system: &mut S,
        wanted: u32,
        level: Range<usize>,
        last: bool,
        control: &Control<'_>,
    ) -> Result<Option<usize>, NoWay> {
        for at in level {
            if at % 1024 == 0 && (control.stop)() {
                return Err(NoWay::Interrupted);
            }
            let state = system.unpack(&self.nodes[at].exact);
            let choices = choices(system, &state);
            if choices.is_empty() && system.end(&state).violated & wanted != 0 {
                return Ok(Some(at));
            }
            for choice in choices.into_iter().filter(|_| !last) {
                let mut next = state;
                if system.step(&mut next, choice).violated & wanted != 0 {
                    return Ok(Some(at));
                }
                let key = system.pack(&next);
                self.add(key, at, || system.exact_key(&next))?;
            }
        }
        Ok(None)
    }

    /// The exact keys of the states on the way to one, after the initial one.
    fn way_to(&self, goal: usize) -> Vec<K> {
        let mut at = goal;
        let mut way = Vec::new();
        while at != 0 {
            way.push(self.nodes[at].exact);
            at = self.nodes[at].parent;
        }
        way.reverse();
        way
    }
}

/// In how many ways a state can be left, in ascending order.
fn choices<S: System>(system: &mut S, state: &S::State) -> Vec<Choice> {
    let enabled = system.enabled(state);
    let actors = (0..u64::BITS).filter(|actor| enabled >> actor & 1 == 1);
    let ways = actors.flat_map(|actor| {
        let variants = system.variants(state, actor);
        (0..variants).map(move |variant| Choice { actor: actor as u8, variant: variant as u8 })
    });
    ways.collect()
}

/// Walks from the initial state over states with these exact keys, and on to the violation if it is not in the end.
fn walk<S: System>(system: &mut S, wanted: u32, way: &[S::Key]) -> Option<Vec<Choice>> {
    let mut state = system.initial();
    let mut walked = Vec::new();
    for key in way {
        let (choice, next) = choices(system, &state).into_iter().find_map(|choice| {
            let mut next = state;
            system.step(&mut next, choice);
            (system.exact_key(&next) == *key).then_some((choice, next))
        })?;
        walked.push(choice);
        state = next;
    }
    let choices = choices(system, &state);
    if choices.is_empty() {
        return (system.end(&state).violated & wanted != 0).then_some(walked);
    }
    let breaks = |choice: &Choice| system.step(&mut state.clone(), *choice).violated & wanted != 0;
    walked.push(choices.into_iter().find(breaks)?);
    Some(walked)
}
