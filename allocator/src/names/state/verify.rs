//! Whether a state is undamaged.

use super::count::Mode;
use super::{Counter, Damage, LeaseTag, Locked};
use crate::names::{NamePattern, StateError};

impl Locked<'_> {
    /// Looks at every word that counts. A process may have been killed at any instant; what it was about to do is then not there.
    pub(crate) fn verify(&self) -> Result<(), StateError> {
        let (memory, layout) = (self.memory, self.memory.layout);
        memory.verify_header()?;
        let used = self.verify_counters()?;
        (0..layout.participants).try_for_each(|number| memory.number(layout.participant(number)).map(drop))?;
        for number in 0..layout.leases {
            if matches!(memory.tag(number)?, LeaseTag::Held | LeaseTag::Retired) {
                memory.record(number)?;
            }
        }
        // Last, as it changes something.
        used.into_iter().try_for_each(|counter| counter.settle(memory))
    }

    /// Looks at the counters, and returns those that are used. Of two that share names, neither says that it does not.
    fn verify_counters(&self) -> Result<Vec<Counter>, Damage> {
        let (memory, layout) = (self.memory, self.memory.layout);
        let mut used: Vec<(Counter, NamePattern)> = Vec::new();
        for number in 0..layout.counters {
            let counter = Counter::at(layout, number);
            let damage = |what| Damage { word: counter.first, what };
            let mode = counter.mode(memory)?;
            // Also of one that is not used yet: the next pattern gets it, when nobody looks any more.
            counter.check(memory)?;
            if mode == Mode::Unused {
                continue;
            }
            if used.len() < number {
                return Err(damage("counter behind the last one"));
            }
            let pattern = memory.pattern_of(number)?;
            let is_alone = |counter: Counter| counter.mode(memory) == Ok(Mode::Alone);
            let is_wrong =
                |(other, of): &(Counter, NamePattern)| of.overlaps(&pattern) && (is_alone(counter) || is_alone(*other));
            // A replaced one is found if a file that was set aside is given its old name.
            if mode == Mode::Replaced || used.iter().any(is_wrong) {
                return Err(damage("counter in use"));
            }
            used.push((counter, pattern));
        }
        Ok(used.into_iter().map(|(counter, _)| counter).collect())
    }
}
