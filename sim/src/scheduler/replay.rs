//! The same run again.

use crate::system::{Choice, Seen, System};

/// Follows a list of choices.
#[derive(Clone, Debug)]
pub struct Replay<'a> {
    choices: &'a [Choice],
    step: usize,
}

/// Where a run could not go on as the list wants it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("step {step}: actor {} is to move in way {}, but {}", wanted.actor, wanted.variant, self.instead())]
pub struct Divergence {
    /// The step, counted from 0.
    pub step: usize,
    /// What the list wants.
    pub wanted: Choice,
    /// Who can move: bit `a` is actor `a`.
    pub enabled: u64,
    /// In how many ways the wanted actor can move: 0 if it cannot.
    pub variants: u32,
}

impl Divergence {
    fn instead(&self) -> String {
        let able: Vec<String> =
            (0..64).filter(|actor| self.enabled >> actor & 1 == 1).map(|actor: u32| actor.to_string()).collect();
        match (self.variants, able.is_empty()) {
            (0, true) => "nobody can move".into(),
            (0, false) => format!("only these can move: {}", able.join(", ")),
            (variants, _) => format!("it has {variants} of them"),
        }
    }
}

impl<'a> Replay<'a> {
    /// Follows these choices from the first.
    pub fn new(choices: &'a [Choice]) -> Self {
        Self { choices, step: 0 }
    }

    /// The next choice if it is possible in this state, or nothing after the last.
    ///
    /// # Errors
    /// If it is not possible.
    pub fn next<S: System>(&mut self, system: &mut S, state: &S::State) -> Result<Option<Choice>, Divergence> {
        let Some(&wanted) = self.choices.get(self.step) else { return Ok(None) };
        let enabled = system.enabled(state);
        let able = wanted.actor < 64 && enabled >> wanted.actor & 1 == 1;
        let variants = if able { system.variants(state, u32::from(wanted.actor)) } else { 0 };
        if u32::from(wanted.variant) >= variants {
            return Err(Divergence { step: self.step, wanted, enabled, variants });
        }
        self.step += 1;
        Ok(Some(wanted))
    }
}

/// What a replayed run showed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Replayed<State> {
    /// Where it ended.
    pub state: State,
    /// What it showed, with the judgement of its end if it came to one.
    pub seen: Seen,
    /// Whether it came to an end: nobody can move.
    pub ended: bool,
}

/// Plays a list of choices from the beginning and hands each to `each`, with what it showed.
///
/// # Errors
/// If one of the choices is not possible where it stands.
pub fn replay<S: System>(
    system: &mut S,
    choices: &[Choice],
    each: &mut dyn FnMut(Choice, Seen),
) -> Result<Replayed<S::State>, Divergence> {
    let (mut state, mut seen, mut list) = (system.initial(), Seen::default(), Replay::new(choices));
    while let Some(choice) = list.next(system, &state)? {
        let shown = system.step(&mut state, choice);
        each(choice, shown);
        seen = seen.and(shown);
    }
    let ended = system.enabled(&state) == 0;
    if ended {
        seen = seen.and(system.end(&state));
    }
    Ok(Replayed { state, seen, ended })
}
