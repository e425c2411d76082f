//! What one member of the portfolio did.

use super::Played;

/// Schedules that showed something.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Default)]
pub struct Tally {
    /// How many they are.
    pub count: u64,
    /// The number of the first.
    pub first: Option<u64>,
    /// The step of the first at which it showed, counted from 0; the number of its steps if it showed at the end.
    pub step: u32,
}

impl Tally {
    /// Counts a schedule. All that were counted before have lower numbers.
    pub(super) fn add(&mut self, schedule: u64, step: u32) {
        if self.first.is_none() {
            (self.first, self.step) = (Some(schedule), step);
        }
        self.count += 1;
    }

    /// Counts those of another part of the search.
    pub(super) fn merge(&mut self, other: &Self) {
        if other.first.is_some_and(|theirs| self.first.is_none_or(|ours| theirs < ours)) {
            (self.first, self.step) = (other.first, other.step);
        }
        self.count += other.count;
    }
}

/// What one member of the portfolio did.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Statistics {
    /// How many schedules it played.
    pub schedules: u64,
    /// How many steps they have in all.
    pub steps: u64,
    /// How many steps the shortest has.
    pub shortest: u32,
    /// How many steps the longest has.
    pub longest: u32,
    /// How often another actor moved than before.
    pub switches: u64,
    /// How often one of these could have gone on.
    pub preemptions: u64,
    /// How many schedules violated anything.
    pub violations: u64,
    /// The schedules that violated something, by bit.
    pub violated: [Tally; 32],
}

impl Default for Statistics {
    fn default() -> Self {
        Self {
            schedules: 0,
            steps: 0,
            shortest: u32::MAX,
            longest: 0,
            switches: 0,
            preemptions: 0,
            violations: 0,
            violated: [Tally::default(); 32],
        }
    }
}

impl Statistics {
    /// How many steps a schedule has on average, rounded down; 0 without schedules.
    pub fn average(&self) -> u64 {
        self.steps.checked_div(self.schedules).unwrap_or_default()
    }

    /// Counts a schedule, without its violations by bit.
    #[inline]
    pub(super) fn add(&mut self, played: &Played) {
        self.schedules += 1;
        self.steps += u64::from(played.steps);
        self.shortest = self.shortest.min(played.steps);
        self.longest = self.longest.max(played.steps);
        self.switches += u64::from(played.switches);
        self.preemptions += u64::from(played.preemptions);
        self.violations += u64::from(played.seen.violated != 0);
    }

    /// Counts those of another part of the search.
    pub(super) fn merge(&mut self, other: &Self) {
        self.schedules += other.schedules;
        self.steps += other.steps;
        self.shortest = self.shortest.min(other.shortest);
        self.longest = self.longest.max(other.longest);
        self.switches += other.switches;
        self.preemptions += other.preemptions;
        self.violations += other.violations;
        for (ours, theirs) in self.violated.iter_mut().zip(&other.violated) {
            ours.merge(theirs);
        }
    }
}
