//! One turn of a guest: an operation, or the end of its command.

use super::play::Player;
use super::{Entry, PlayerId, Scene, Site};
use ifrace_allocator::guest::{Next, Outcome, Phase};
use ifrace_allocator::host::{Failure, HostOp, Incarnation, Reply};
use serde_json::Value;

/// What a turn was.
pub(super) enum Turn {
    /// An operation, and how it failed if it did.
    Performed(Option<Failure>),
    /// The end of the command.
    Ended(Outcome),
}

/// An operation that was performed or refused.
pub(super) struct Performed {
    pub(super) actor: Incarnation,
    pub(super) value: Value,
    pub(super) words: String,
    pub(super) result: Result<Reply, Failure>,
    pub(super) injected: bool,
    /// Whether it may take a device that existed.
    pub(super) may_adopt: bool,
    /// Whether it found that something has the name that it was about.
    found_taken: bool,
}

/// What is to become of an operation that a guest asks for: a failure instead of the host's answer, or nothing of the kind.
pub(super) type Refuse<'r> = dyn Fn(&HostOp<'_>) -> Option<Failure> + 'r;

impl<S: Site> Scene<'_, S> {
    /// Lets a guest perform one operation, for which `refuse` may have a failure, or end its command.
    pub(super) fn turn(&mut self, player: PlayerId, refuse: &Refuse<'_>) -> Result<Turn, Failure> {
        if (self.stop)() {
            return Err(Failure::other("interrupted"));
        }
        let Player { guest, conflict, .. } = &mut self.players[player.0];
        let actor = guest.incarnation();
        let performed = match guest.next(&mut self.names) {
            Next::Idle => return Ok(Turn::Ended(Outcome::Done)),
            Next::Ended(outcome) => return Ok(Turn::Ended(self.ended(player, outcome))),
            Next::Op(op) => perform(self.site, actor, &op, refuse),
        };
        let (failure, was_well) = (performed.result.as_ref().err().cloned(), guest.trouble().is_none());
        guest.answer(performed.result.clone(), &mut self.names);
        *conflict |= was_well && guest.trouble().is_some() && performed.found_taken;
        self.judge(player, performed)?;
        Ok(Turn::Performed(failure))
    }

    fn ended(&mut self, player: PlayerId, outcome: Outcome) -> Outcome {
        let player = &mut self.players[player.0];
        let command = player.command.take().map_or("", |command| command.in_words());
        match player.guest.phase() {
            Phase::Off => self.watch.release(&player.label),
            _ => self.watch.protect(&player.label, player.guest.cards().iter().filter_map(|card| card.state.name).collect()),
        }
        self.recording.entries.push(Entry::End { guest: player.label.clone(), command, outcome: outcome.to_string() });
        outcome
    }
}

fn perform<S: Site>(site: &mut S, actor: Incarnation, op: &HostOp<'_>, refuse: &Refuse<'_>) -> Performed {
    let refused = refuse(op);
    let injected = refused.is_some();
    let result = refused.map_or_else(|| site.perform(actor, op), Err);
    Performed {
        actor,
        value: serde_json::to_value(op).unwrap_or_default(),
        words: op.to_string(),
        injected,
        may_adopt: matches!(op, HostOp::OpenTap { .. }),
        found_taken: !injected && has_found_taken(op, &result),
        result,
    }
}

fn has_found_taken(op: &HostOp<'_>, result: &Result<Reply, Failure>) -> bool {
    match (op, result) {
        (HostOp::Probe { .. }, Ok(Reply::Exists(exists))) => *exists,
        (HostOp::LookUp { .. }, Ok(Reply::Found(found))) => found.is_some(),
        (HostOp::CreateTap { .. } | HostOp::CreateMacvtap { .. }, Err(why)) => why.is_taken(),
        // Bindings of filters and ports are refused by programs, in words.
        (HostOp::CreateFilter { .. } | HostOp::AddOvsPort { .. }, Err(why)) => why.text.contains("already exists"),
        _ => false,
    }
}
