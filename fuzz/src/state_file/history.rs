//! What is done with a state before it is changed.

use super::input::{Operation, TEMPLATES};
use ifrace_allocator::names::{Generated, Lease, NameAllocator, NamePattern, StateError, StateImage};
use std::sync::LazyLock;

/// A state in use.
pub(super) struct History {
    /// The allocator on it.
    pub(super) names: NameAllocator,
    leases: Vec<Lease>,
    last: Option<Generated>,
    /// For each pattern, the first generation that was not given.
    pub(super) next: [u64; TEMPLATES.len()],
    /// The words before some operations.
    pub(super) snapshots: Vec<(u8, Vec<u64>)>,
}

/// The pattern with this number.
pub(super) fn pattern(number: u8) -> NamePattern {
    static PATTERNS: LazyLock<[NamePattern; TEMPLATES.len()]> = LazyLock::new(|| TEMPLATES.map(parsed));
    PATTERNS[usize::from(number)]
}

fn parsed(template: &str) -> NamePattern {
    NamePattern::parse(template.as_bytes()).unwrap_or_else(|error| unreachable!("{template}: {error}"))
}

impl History {
    /// Performs operations on a fresh state; the words before those with a bit in the mask are kept.
    pub(super) fn of(operations: &[Operation], snapshots: u32) -> Self {
        let mut history =
            Self { names: super::fresh(), leases: Vec::new(), last: None, next: [0; TEMPLATES.len()], snapshots: Vec::new() };
        for (number, operation) in (0..).zip(operations) {
            if snapshots >> number & 1 == 1 {
                let words = StateImage::of(&history.names).words().to_vec();
                history.snapshots.push((number, words));
            }
            if let Err(error) = history.perform(*operation) {
                let is_refusal = matches!(error, StateError::Pending(_) | StateError::LeasesFull(_));
                assert!(is_refusal, "{operation:?} fails: {error}");
            }
        }
        history
    }

    fn perform(&mut self, operation: Operation) -> Result<(), StateError> {
        match operation {
            Operation::Generate { pattern: number } => self.generate(number),
            Operation::Hold { netns } => {
                let Some(given) = self.last else { return Ok(()) };
                let names = self.names.clone().in_netns(netns.into());
                self.leases.push(names.hold(given.name, given.generation)?);
            }
            Operation::HoldName { pattern: number, id } => {
                self.leases.push(self.names.hold(pattern(number).name(id.into()), 0)?);
            }
            Operation::Reserve { pattern: number, id } => {
                return self.names.reserve(pattern(number).name(id.into()).as_bytes());
            }
            Operation::Note { lease, index } => {
                return self.lease(lease).map_or(Ok(()), |lease| lease.note_device(index.into()));
            }
            Operation::Retire { lease } => return self.lease(lease).map_or(Ok(()), Lease::retire),
            Operation::Done { lease } => {
                if !self.leases.is_empty() {
                    let place = usize::from(lease) % self.leases.len();
                    return self.leases.remove(place).done();
                }
            }
            Operation::Restart {} => {
                self.names = self.names.restarted()?;
                let before = self.leases.len();
                self.leases = self.names.take_orphans()?;
                assert_eq!(self.leases.len(), before, "leases were lost, or came up");
            }
        }
        Ok(())
    }

    fn generate(&mut self, number: u8) {
        // All ids of a small pattern may be held.
        let Ok(given) = self.names.generate(pattern(number)) else { return };
        let next = &mut self.next[usize::from(number)];
        assert!(given.generation >= *next, "{} was given in generation {}, before {next}", given.name, given.generation);
        *next = given.generation + 1;
        self.last = Some(given);
    }

    fn lease(&mut self, number: u8) -> Option<&mut Lease> {
        let count = self.leases.len().max(1);
        self.leases.get_mut(usize::from(number) % count)
    }
}
