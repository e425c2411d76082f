//! Holds each answer against what the model's namespace says.

use super::calls::Call;
use super::events::{losses, of_turn};
use super::host::Host;
use ifrace_model::history::Event;
use ifrace_model::policy::DeviceKind;
use ifrace_model::{Template, is_valid};
use ifrace_sim::history::{Op, Reply};

/// What the devices of the bench itself begin with.
const OF_THE_BENCH: &[u8] = b"zz-";

/// What has happened so far.
pub(super) struct Judge {
    host: Host,
    /// For the invariants.
    pub(super) events: Vec<Event>,
    /// The devices before the turn, by their indexes in order.
    before: Vec<u32>,
    /// The devices of the agent that stay, by their first name.
    kept: Vec<(Vec<u8>, u32)>,
    /// Names that wait for their cleanup.
    late: Vec<Vec<u8>>,
    postpones: bool,
    /// Whether the agent may hold names that no device has.
    holds_more: bool,
}

impl Judge {
    pub(super) fn new(host: Host) -> Self {
        let (kept, late, before) = (Vec::new(), Vec::new(), Vec::new());
        Self { host, events: Vec::new(), before, kept, late, postpones: false, holds_more: false }
    }

    pub(super) fn postpone(&mut self) {
        (self.postpones, self.holds_more) = (true, true);
    }

    pub(super) fn clean_up(&mut self) {
        self.postpones = false;
        self.late.clear();
    }

    pub(super) fn renamed(&mut self, from: &[u8], to: &[u8]) {
        self.holds_more = true;
        self.events.extend([Event::Freed { name: from.to_vec() }, Event::Occupied { name: to.to_vec() }]);
    }

    /// Looks at the host before a turn.
    pub(super) fn before(&mut self) {
        self.before = self.devices();
    }

    /// Judges a turn.
    ///
    /// # Errors
    /// What is wrong.
    pub(super) fn after(&mut self, op: &Op, reply: &Reply, call: &Call) -> Result<(), String> {
        self.events.extend(losses(call));
        match (op, reply) {
            (Op::Generate { kind, wanted, keep, .. }, reply) => self.answered(*kind, wanted.as_deref(), *keep, reply, call)?,
            (Op::Reserve { .. } | Op::Release { .. } | Op::Restart, Reply::Done) => {}
            (Op::Reserve { .. } | Op::Release { .. } | Op::Restart, other) => {
                return Err(format!("the allocator does not take it: {}", other.to_json()));
            }
            _ => {}
        }
        if let Op::Release { name } = op
            && let Some(place) = self.kept.iter().position(|(kept, _)| kept == name)
        {
            let (name, _) = self.kept.swap_remove(place);
            self.late.extend(self.postpones.then_some(name));
        }
        self.events.extend(of_turn(op, reply, call.refused || self.holds_more, self.postpones));
        Ok(())
    }

    fn devices(&self) -> Vec<u32> {
        let namespace = self.host.namespace();
        let of_others = namespace.devices().filter(|(_, device)| !device.name.as_bytes().starts_with(OF_THE_BENCH));
        of_others.map(|(index, _)| index).collect()
    }

    fn is_taken(&self, name: &[u8]) -> bool {
        self.host.namespace().lookup_exact(name).is_some()
    }

    fn answered(
        &mut self,
        kind: DeviceKind,
        wanted: Option<&[u8]>,
        keep: bool,
        reply: &Reply,
        call: &Call,
    ) -> Result<(), String> {
        if let Some(wrong) = call.creations.iter().find(|one| one.taken && one.result.is_ok()) {
            return Err(format!("{} was created although something has the name", wrong.name.escape_ascii()));
        }
        if let Some(wrong) = call.creations.iter().find(|one| !one.taken && !one.refused && one.is_lost()) {
            return Err(format!("{} is said to be taken, and nothing has the name", wrong.name.escape_ascii()));
        }
        let name = match reply {
            Reply::Named(named) => named.name.bytes().ok().flatten().unwrap_or_default(),
            Reply::Literal { .. } => wanted.unwrap_or_default().to_vec(),
            Reply::Refused { why } => return self.refused(kind, wanted, why, call),
            other => return Err(format!("it answers {}", other.to_json())),
        };
        self.given(name, keep, call)
    }

    /// A name was given, and its device made.
    fn given(&mut self, name: Vec<u8>, keep: bool, call: &Call) -> Result<(), String> {
        let shown = name.escape_ascii();
        if self.late.contains(&name) {
            return Err(format!("{shown} is given out while the cleanup of its former holder waits"));
        }
        let Some(link) = call.creations.last().filter(|one| one.name == name).and_then(|one| one.result.ok()) else {
            return Err(format!("{shown} is given out, and no device was created for it"));
        };
        if self.before.contains(&link.index) {
            return Err(format!("{shown} is given out for a device that was there before"));
        }
        let mut wanted = self.before.clone();
        // The newest device has the highest index.
        wanted.extend(keep.then_some(link.index));
        if self.devices() != wanted || self.is_taken(&name) != keep {
            return Err(format!("after {shown} was given out there are other devices than there should be"));
        }
        self.late.extend((self.postpones && !keep).then(|| name.clone()));
        if keep {
            self.kept.retain(|(kept, _)| *kept != name);
            self.kept.push((name, link.index));
        }
        Ok(())
    }

    /// No name was given: nothing is left of the request, and there was none to give.
    fn refused(&self, kind: DeviceKind, wanted: Option<&[u8]>, why: &str, call: &Call) -> Result<(), String> {
        if self.devices() != self.before {
            return Err(format!("a request that was refused ({why}) leaves a device behind"));
        }
        // There are names, such as "all", that no device can have although nothing has them.
        let cannot_be = call.creations.last().is_some_and(|last| last.result.is_err() && !last.is_lost());
        if call.refused || cannot_be {
            return Ok(());
        }
        let default = format!("{}%d", kind.prefix()).into_bytes();
        let text = wanted.unwrap_or(&default);
        let usable = |name: &Vec<u8>| is_valid(name) && !self.is_taken(name) && !self.is_held(name);
        let free = match Template::parse(text) {
            Ok(template) => {
                let most = self.host.namespace().names().count() + self.late.len() + self.kept.len();
                (0..=most as i64).map(|id| template.expand(id)).find(usable)
            }
            Err(_) if text.contains(&b'%') => None,
            Err(_) => Some(text.to_vec()).filter(usable),
        };
        match free {
            Some(name) => Err(format!("a request is refused ({why}), although {} is free", name.escape_ascii())),
            None => Ok(()),
        }
    }

    /// Whether the agent holds a name with reason: its device has another name now, or its cleanup waits.
    fn is_held(&self, name: &[u8]) -> bool {
        let lives = |index: &u32| self.host.namespace().device(*index).is_some();
        let is_kept = self.kept.iter().any(|(kept, index)| kept == name && (self.postpones || lives(index)));
        is_kept || self.late.iter().any(|late| late == name)
    }
}
