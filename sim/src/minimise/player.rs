//! Playing steps as far as they can be played.

use super::actors::Actors;
use super::step::Step;
use crate::system::{Choice, System};
use crate::world::owner::GUESTS_MAX;
use crate::world::violated::Violated;
use crate::world::{Mover, State, World};

/// How steps are adapted to a world that they were not made in. In either manner, what cannot be played is left out.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Manner {
    /// Each is a move of its actor, whatever that does then.
    Lenient,
    /// A guest does not get ahead of the command that the step belongs to, nor falls behind it, and an operation is made to fail
    /// where it is one like that which failed.
    Guided,
}

/// The most steps that are added where steps are missing.
const ADDED_MAX: usize = 2000;

/// A run that is being played.
pub(super) struct Player<'w, const WORDS: usize> {
    world: &'w mut World<WORDS>,
    actors: Actors,
    wanted: Violated,
    state: State,
    begun: [u32; GUESTS_MAX],
    added: usize,
    /// What was played.
    pub(super) played: Vec<Step>,
    /// The bits of what was violated.
    pub(super) violated: u32,
}

impl<'w, const WORDS: usize> Player<'w, WORDS> {
    pub(super) fn new(world: &'w mut World<WORDS>, wanted: Violated) -> Self {
        let (state, actors) = (world.initial(), Actors::of(&world.stage().plan));
        Self { world, actors, wanted, state, begun: [0; GUESTS_MAX], added: 0, played: Vec::new(), violated: 0 }
    }

    /// Plays steps until what is wanted is violated. Whether it is.
    pub(super) fn play(&mut self, steps: &[Step], manner: Manner) -> bool {
        for step in steps {
            match manner {
                Manner::Lenient => self.step_if_possible(step.mover, step.variant),
                Manner::Guided => self.guided(step),
            };
            if self.is_over() {
                return self.fails();
            }
        }
        if manner == Manner::Guided {
            self.finish(steps);
        }
        self.judge_end();
        self.fails()
    }

    /// What was played, as choices.
    pub(super) fn choices(&self) -> Vec<Choice> {
        let choice = |step: &Step| Choice { actor: self.actors.actor(step.mover), variant: step.variant };
        self.played.iter().map(choice).collect()
    }

    /// Whether the violation is there. A world that was too small says nothing.
    fn fails(&self) -> bool {
        self.violated & self.wanted.bit() != 0 && !self.world.stuck(&self.state)
    }

    fn is_over(&self) -> bool {
        self.violated & self.wanted.bit() != 0 || self.world.stuck(&self.state)
    }

    fn step_if_possible(&mut self, mover: Mover, variant: u8) -> bool {
        let choice = Choice { actor: self.actors.actor(mover), variant };
        let possible = choice.actor < 64 && self.world.is_possible(&self.state, choice);
        if possible {
            let step = self.about(mover, variant);
            if let Mover::Guest(guest) = mover {
                self.begun[usize::from(guest)] = step.command;
            }
            self.violated |= self.world.step(&mut self.state, choice).violated;
            self.played.push(step);
        }
        possible
    }

    /// What a step will be.
    fn about(&mut self, mover: Mover, variant: u8) -> Step {
        let Mover::Guest(guest) = mover else { return Step { mover, variant, command: 0, fails: None } };
        let fails = if variant > 0 { self.world.asks(&self.state, guest) } else { None };
        let fails = fails.map(|op| std::mem::discriminant(&op));
        Step { mover, variant, command: self.next_command(guest), fails }
    }

    /// How many commands a guest will have begun when it has moved.
    fn next_command(&mut self, guest: u8) -> u32 {
        self.begun[usize::from(guest)] + u32::from(self.world.begins(&self.state, guest))
    }

    fn guided(&mut self, step: &Step) -> bool {
        let Mover::Guest(guest) = step.mover else { return self.step_if_possible(step.mover, step.variant) };
        while self.is_before(guest, step) {
            if !self.add(step.mover) {
                return false;
            }
        }
        self.next_command(guest) == step.command && self.step_if_possible(step.mover, step.variant)
    }

    /// Whether a guest is not yet where the step is about to be played.
    fn is_before(&mut self, guest: u8, step: &Step) -> bool {
        let command = self.next_command(guest);
        let other = |op| Some(std::mem::discriminant(&op)) != step.fails;
        let not_there = step.fails.is_some() && self.world.asks(&self.state, guest).is_none_or(other);
        command < step.command || command == step.command && not_there
    }

    /// Lets somebody move who was not asked to. Whether the run goes on.
    fn add(&mut self, mover: Mover) -> bool {
        self.added += 1;
        self.added <= ADDED_MAX && self.step_if_possible(mover, 0) && !self.is_over()
    }

    /// Lets whoever moved last go on to the end of its command. If it is about what is left at the end, everybody does.
    fn finish(&mut self, steps: &[Step]) {
        if self.wanted == Violated::Leak {
            while let Some(mover) = self.anybody()
                && self.add(mover)
            {}
        } else if let Some(Step { mover: mover @ Mover::Guest(guest), command, .. }) = steps.last().copied() {
            while !self.is_over() && self.next_command(guest) <= command && self.add(mover) {}
        }
    }

    /// The first who can move, and whose move is no death.
    fn anybody(&mut self) -> Option<Mover> {
        let actor = self.world.enabled(&self.state).trailing_zeros();
        let mover = (actor < u64::BITS).then(|| self.world.mover(actor as u8))?;
        matches!(mover, Mover::Guest(_) | Mover::Other(_)).then_some(mover)
    }

    fn judge_end(&mut self) {
        if !self.is_over() && self.world.enabled(&self.state) == 0 {
            self.violated |= self.world.end(&self.state).violated;
        }
    }
}
