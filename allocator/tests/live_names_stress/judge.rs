//! Looks through a log for names that were given twice.
//!
//! A name is [`Created`](Kind::Created) in the log after it was held, and [`Cleaned`](Kind::Cleaned) before its lease ends. So what the
//! log says of a hand-out lies within the time in which it really had the name: two that overlap in the log did so in truth, and no
//! order of the writes makes a false alarm. The device and the entry of the name lie within that time too, so that whatever could do
//! harm is seen.

use crate::event::{Event, Kind};
use crate::patterns::COUNT;
use std::collections::{HashMap, HashSet};

/// What went wrong.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub(crate) enum Violation {
    /// A name was given while somebody had a device of it.
    HeldTwice,
    /// A name was given whose device was gone, and the cleanup not done.
    ReusedBeforeCleanup,
    /// Two hand-outs of a pattern have the same generation.
    GenerationTwice,
    /// A generation is not above one that had been given before it was asked for, or one of the same name.
    CounterWentBack,
    /// Two devices have the same index, or two hand-outs the same token.
    IdentityTwice,
    /// A name was taken over from a process that lives.
    TakenFromTheLiving,
    /// Somebody removed or cleaned what was not his.
    NotTheOwner,
    /// Something was not cleaned at the end.
    LeftBehind,
    /// A worker saw it by itself.
    SeenByWorker,
}

/// Every violation, with the place of its event in the log.
pub(crate) fn judge(events: &[Event]) -> Vec<(usize, Violation)> {
    let mut judge = Judge::default();
    for (at, event) in events.iter().enumerate() {
        judge.at = at;
        judge.take(event);
    }
    judge.at = events.len();
    if !judge.bearers.is_empty() || !judge.running.is_empty() {
        judge.found(Violation::LeftBehind);
    }
    judge.violations
}

/// Who has a name.
struct Bearer {
    token: u32,
    pid: u32,
    is_removed: bool,
}

#[derive(Default)]
struct Judge {
    at: usize,
    violations: Vec<(usize, Violation)>,
    bearers: HashMap<String, Bearer>,
    /// The last hand-out of each name.
    last: HashMap<String, u32>,
    /// Who had each hand-out last.
    owners: HashMap<u32, u32>,
    indexes: HashSet<u32>,
    generations: HashSet<(usize, u64)>,
    of_name: HashMap<(usize, String), u64>,
    /// The number above the highest generation of each pattern, now and when a thread asked.
    next: [u64; COUNT],
    asked: HashMap<(u32, usize), [u64; COUNT]>,
    running: HashSet<u32>,
    killed: HashSet<u32>,
}

impl Judge {
    fn found(&mut self, violation: Violation) {
        self.violations.push((self.at, violation));
    }

    fn check(&mut self, is_right: bool, violation: Violation) {
        if !is_right {
            self.found(violation);
        }
    }

    fn take(&mut self, event: &Event) {
        match event.kind {
            // Who is about to be killed may still write something.
            Kind::Begun if self.killed.contains(&event.pid) => {}
            Kind::Begun => _ = self.running.insert(event.pid),
            Kind::Asked => _ = self.asked.insert((event.pid, event.thread), self.next),
            Kind::Created => self.created(event),
            Kind::Removed => self.removed(event),
            Kind::Cleaned => self.cleaned(event),
            Kind::Adopted => self.adopted(event),
            Kind::Blocked => self.found(Violation::ReusedBeforeCleanup),
            Kind::Wrong => self.found(Violation::SeenByWorker),
            Kind::Killing => {
                self.running.remove(&event.pid);
                self.killed.insert(event.pid);
            }
            Kind::Ended => {
                self.running.remove(&event.pid);
                let is_empty = self.bearers.values().all(|bearer| bearer.pid != event.pid);
                self.check(is_empty, Violation::LeftBehind);
            }
        }
    }

    fn created(&mut self, event: &Event) {
        let floor = self.asked.get(&(event.pid, event.thread)).map_or(u64::MAX, |next| next[event.pattern]);
        self.check(event.generation >= floor, Violation::CounterWentBack);
        let is_new = self.indexes.insert(event.index) & !self.owners.contains_key(&event.token);
        self.check(is_new, Violation::IdentityTwice);
        self.begin(event);
    }

    fn adopted(&mut self, event: &Event) {
        match self.owners.get(&event.token) {
            // It was killed before it could write that it has the name.
            None => {}
            Some(owner) => {
                let is_last = self.last.get(&event.name) == Some(&event.token);
                let is_dead = self.killed.contains(owner);
                self.check(is_dead, Violation::TakenFromTheLiving);
                self.check(is_last, Violation::HeldTwice);
            }
        }
        self.begin(event);
    }

    /// Somebody has a name from now on.
    fn begin(&mut self, event: &Event) {
        let bearer = Bearer { token: event.token, pid: event.pid, is_removed: false };
        if let Some(before) = self.bearers.insert(event.name.clone(), bearer)
            && before.token != event.token
        {
            self.found(if before.is_removed { Violation::ReusedBeforeCleanup } else { Violation::HeldTwice });
        }
        self.last.insert(event.name.clone(), event.token);
        if self.owners.insert(event.token, event.pid).is_none() {
            self.count(event);
        }
    }

    /// The generation of a new hand-out.
    fn count(&mut self, event: &Event) {
        let is_new = self.generations.insert((event.pattern, event.generation));
        self.check(is_new, Violation::GenerationTwice);
        let before = self.of_name.insert((event.pattern, event.name.clone()), event.generation);
        self.check(before.is_none_or(|before| before < event.generation), Violation::CounterWentBack);
        let next = &mut self.next[event.pattern];
        *next = (*next).max(event.generation + 1);
    }

    fn removed(&mut self, event: &Event) {
        match self.bearers.get_mut(&event.name) {
            Some(bearer) if bearer.token == event.token && bearer.pid == event.pid => bearer.is_removed = true,
            _ => self.found(Violation::NotTheOwner),
        }
    }

    fn cleaned(&mut self, event: &Event) {
        match self.bearers.get(&event.name) {
            Some(bearer) if bearer.token == event.token && bearer.pid == event.pid && bearer.is_removed => {
                self.bearers.remove(&event.name);
            }
            _ => self.found(Violation::NotTheOwner),
        }
    }
}
