//! Whether a guest can do its tasks one after the other, if nothing goes wrong.

use crate::world::host::CARDS_MAX;
use crate::world::plan::Task;
use ifrace_allocator::guest::Phase;

/// Where a guest is in its life.
#[derive(Debug)]
pub(super) struct Life {
    phase: Phase,
    /// How many interfaces it is defined with.
    defined: usize,
    /// How many it has.
    cards: usize,
}

impl Life {
    /// A guest that does not run, with so many interfaces.
    pub(super) const fn new(defined: usize) -> Self {
        Self { phase: Phase::Off, defined, cards: defined }
    }

    /// Lets it do a task.
    ///
    /// # Errors
    /// Why it cannot.
    pub(super) fn take(&mut self, task: &Task) -> Result<(), String> {
        use Phase::{Incoming, Off, Paused, Running};
        let phase = match (self.phase, task) {
            (Off, Task::Start) => Running,
            (Off, Task::Incoming) => Incoming,
            (Incoming, Task::Finish) | (Paused, Task::Resume) => Running,
            (Incoming | Running | Paused, Task::Stop | Task::Die) => Off,
            (Running, Task::Pause) => Paused,
            (Running | Paused, Task::Hotplug(_)) => {
                self.cards += 1;
                self.phase
            }
            (Running | Paused, Task::Unplug(_)) => self.phase,
            (phase, task) => return Err(format!("a guest that is {phase} cannot {}", in_words(task))),
        };
        self.count(task)?;
        self.phase = phase;
        Ok(())
    }

    fn count(&mut self, task: &Task) -> Result<(), String> {
        match task {
            Task::Start | Task::Incoming => self.cards = self.defined,
            Task::Hotplug(_) if self.cards > CARDS_MAX => {
                return Err(format!("this is interface {}, and a guest has up to {CARDS_MAX}; unplug one before", self.cards));
            }
            Task::Unplug(card) if usize::from(*card) < self.cards => self.cards -= 1,
            Task::Unplug(card) => {
                let cards = self.cards;
                return Err(format!(
                    "there is no interface {card} to unplug: they are counted from 0, and the guest has {cards}"
                ));
            }
            _ => {}
        }
        Ok(())
    }
}

const fn in_words(task: &Task) -> &'static str {
    match task {
        Task::Start => "start",
        Task::Incoming => "migrate in",
        Task::Finish => "finish a migration",
        Task::Stop => "stop",
        Task::Pause => "pause",
        Task::Resume => "resume",
        Task::Hotplug(_) => "get an interface",
        Task::Unplug(_) => "lose an interface",
        Task::Die => "die",
    }
}
