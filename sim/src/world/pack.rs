//! A state in as few bits as possible.
//!
//! The parts of the host are numbered as they turn up, like guests' own states, and a state is the list of these numbers (the
//! collapse compression of SPIN). This is exact: different states have different numbers.

use super::bits::{Reader, Writer};
use super::book::Book;
use super::host::{Host, Rest, Slot};
use super::stage::Stage;
use super::state::{Left, Other, State};
use super::table::Table;
use super::thread::Notes;

/// The numbers of parts of the host.
#[derive(Clone, Debug, Default)]
pub(super) struct Parts {
    slots: Table<Slot>,
    rests: Table<Rest>,
}

impl Parts {
    /// Takes over the numbers that another one has beyond these.
    pub(super) fn catch_up(&mut self, other: &Self) {
        self.slots.catch_up(&other.slots);
        self.rests.catch_up(&other.rests);
    }
}

/// What a thread knows of these numbers.
#[derive(Clone, Debug)]
pub(super) struct Packer {
    parts: Parts,
    /// The host that was unpacked last: what it shares with the next one that is packed need not be looked up.
    last: Host,
    last_rest: u32,
    last_slots: [u32; super::host::SLOTS_MAX],
    /// Whether a state did not fit into a key.
    pub(super) overflowed: bool,
}

const SLOT_BITS: u32 = 17;
const REST_BITS: u32 = 22;

/// The number of no part.
const NONE: u32 = u32::MAX;

impl Default for Packer {
    fn default() -> Self {
        let (parts, last) = (Parts::default(), Host::default());
        Self { parts, last, last_rest: NONE, last_slots: [NONE; super::host::SLOTS_MAX], overflowed: false }
    }
}

impl Packer {
    pub(super) fn pack<const WORDS: usize>(&mut self, state: &State, stage: &Stage, notes: &Notes) -> [u64; WORDS] {
        let mut writer = Writer::<WORDS>::default();
        // The bit that makes the key of every state differ from the empty one.
        writer.put(1, 1);
        for local in &state.locals[..stage.guests()] {
            writer.put(16, (*local).into());
        }
        for counters in &state.counters[..stage.daemons()] {
            writer.put(16, (*counters).into());
        }
        for other in &state.others[..stage.others()] {
            writer.put(16, other.at.into());
            writer.put(8, other.held.into());
        }
        let faults = stage.plan.faults;
        put_left(&mut writer, faults.operations, state.left.operations);
        put_left(&mut writer, faults.daemon_deaths, state.left.daemon_deaths);
        put_left(&mut writer, faults.hypervisor_deaths, state.left.hypervisor_deaths);
        writer.put(1, state.restarted.into());
        writer.put(1, state.excused.into());
        let rest = self.rest(&state.host.rest, notes);
        writer.put(REST_BITS, rest.into());
        let slots = state.host.slots();
        writer.put(5, slots.len() as u64);
        for slot in slots {
            let number = self.slot(slot, notes);
            writer.put(SLOT_BITS, number.into());
        }
        self.overflowed |= writer.overflowed || rest >> REST_BITS != 0;
        writer.words
    }

    pub(super) fn unpack<const WORDS: usize>(&mut self, key: &[u64; WORDS], stage: &Stage, notes: &Notes) -> State {
        let mut reader = Reader::new(key);
        reader.take(1);
        let mut locals = [0; super::owner::GUESTS_MAX];
        for local in &mut locals[..stage.guests()] {
            *local = reader.take(16) as u16;
        }
        let mut counters = [0; super::build::DAEMONS_MAX];
        for one in &mut counters[..stage.daemons()] {
            *one = reader.take(16) as u16;
        }
        let mut others = [Other::default(); super::build::OTHERS_MAX];
        for other in &mut others[..stage.others()] {
            *other = Other { at: reader.take(16) as u16, held: reader.take(8) as u8 };
        }
        let faults = stage.plan.faults;
        let left = Left {
            operations: take_left(&mut reader, faults.operations),
            daemon_deaths: take_left(&mut reader, faults.daemon_deaths),
            hypervisor_deaths: take_left(&mut reader, faults.hypervisor_deaths),
        };
        let (restarted, excused) = (reader.take(1) != 0, reader.take(1) != 0);
        let host = self.host(&mut reader, notes);
        State { host, locals, counters, others, left, restarted, excused }
    }

    fn host(&mut self, reader: &mut Reader<'_>, notes: &Notes) -> Host {
        let rest = reader.take(REST_BITS) as u32;
        let count = reader.take(5) as usize;
        let mut numbers = [0; super::host::SLOTS_MAX];
        for number in &mut numbers[..count] {
            *number = reader.take(SLOT_BITS) as u32;
        }
        let is_known = numbers[..count].iter().all(|number| (*number as usize) < self.parts.slots.len());
        if !is_known || rest as usize >= self.parts.rests.len() {
            self.parts.catch_up(&notes.book().parts);
        }
        let mut slots = [Slot::default(); super::host::SLOTS_MAX];
        for (slot, number) in slots.iter_mut().zip(&numbers[..count]) {
            *slot = *self.parts.slots.get(*number);
        }
        self.last = Host::from_slots(&slots[..count], *self.parts.rests.get(rest));
        (self.last_rest, self.last_slots) = (rest, numbers);
        self.last
    }

    fn slot(&mut self, slot: &Slot, notes: &Notes) -> u32 {
        if let Some(place) = self.last.slots().iter().position(|last| last.name == slot.name && last == slot) {
            return self.last_slots[place];
        }
        self.parts.slots.find(slot).unwrap_or_else(|| self.number(notes, |book| book.parts.slots.number(slot)))
    }

    fn rest(&mut self, rest: &Rest, notes: &Notes) -> u32 {
        // The host that was not unpacked at all has no number.
        if *rest == self.last.rest && self.last_rest != NONE {
            return self.last_rest;
        }
        self.parts.rests.find(rest).unwrap_or_else(|| self.number(notes, |book| book.parts.rests.number(rest)))
    }

    fn number(&mut self, notes: &Notes, number: impl FnOnce(&mut Book) -> u32) -> u32 {
        let mut book = notes.book();
        let number = number(&mut book);
        self.parts.catch_up(&book.parts);
        number
    }
}

fn put_left<const WORDS: usize>(writer: &mut Writer<WORDS>, most: u8, left: u8) {
    writer.put(u8::BITS - most.leading_zeros(), left.into());
}

fn take_left(reader: &mut Reader<'_>, most: u8) -> u8 {
    reader.take(u8::BITS - most.leading_zeros()) as u8
}
