//! What a search found.

use super::played::Steps;
use super::{Member, Played, Players, Settings, Statistics, Tally};

/// What a search found, or a part of it. The parts of one search add up to the same whole in any order.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Report {
    players: Players,
    /// The number of the first schedule of the search.
    first: u64,
    statistics: [Statistics; Member::ALL.len()],
    /// How many schedules reached something, by bit.
    pub reached: [u64; 32],
    /// The schedules that were broken off because they had more steps than they may.
    pub too_long: Tally,
    /// A hash of all choices and of what they showed, which does not depend on the order of the schedules.
    pub hash: u64,
}

/// How a violation was found first.
#[derive(Clone, Copy, Debug, PartialEq, Eq, serde::Serialize)]
pub struct Finding {
    /// Its bit.
    pub bit: u32,
    /// The number of the schedule.
    pub schedule: u64,
    /// Who played it.
    pub member: Member,
    /// The step at which it showed, counted from 0; the number of steps if it showed at the end.
    pub step: u32,
    /// After how many schedules, with this one.
    pub after: u64,
    /// After how many schedules of this member, with this one.
    pub after_own: u64,
    /// How many schedules of all members have this violation.
    pub count: u64,
}

impl Report {
    /// The report of a search that has not begun.
    pub fn new(settings: &Settings) -> Self {
        Self {
            players: settings.players,
            first: settings.first,
            statistics: Default::default(),
            reached: [0; 32],
            too_long: Tally::default(),
            hash: 0,
        }
    }

    /// Counts a schedule. All that were counted before have lower numbers.
    #[inline]
    pub(super) fn add(&mut self, schedule: u64, member: Member, played: &Played, steps: &Steps) {
        let statistics = &mut self.statistics[member as usize];
        statistics.add(played);
        for_each_bit(played.seen.violated, |bit| statistics.violated[bit].add(schedule, steps[bit]));
        for_each_bit(played.seen.reached, |bit| self.reached[bit] += 1);
        if played.too_long {
            self.too_long.add(schedule, played.steps);
        }
        self.hash = self.hash.wrapping_add(played.hash);
    }

    /// Adds another part of the same search, with other schedules.
    pub fn merge(&mut self, other: &Self) {
        for (ours, theirs) in self.statistics.iter_mut().zip(&other.statistics) {
            ours.merge(theirs);
        }
        for (ours, theirs) in self.reached.iter_mut().zip(other.reached) {
            *ours += theirs;
        }
        self.too_long.merge(&other.too_long);
        self.hash = self.hash.wrapping_add(other.hash);
    }

    /// The members that played, with what they did.
    pub fn members(&self) -> impl Iterator<Item = (Member, &Statistics)> {
        Member::ALL.into_iter().zip(&self.statistics).filter(|(_, statistics)| statistics.schedules > 0)
    }

    /// What all members did together.
    pub fn total(&self) -> Statistics {
        self.statistics.iter().fold(Statistics::default(), |mut total, one| {
            total.merge(one);
            total
        })
    }

    /// The bits of all violations that were found.
    pub fn violated(&self) -> u32 {
        let found = |bit: &u32| self.statistics.iter().any(|one| one.violated[*bit as usize].count > 0);
        (0..32).filter(found).map(|bit| 1 << bit).sum()
    }

    /// How the violation with this bit was found first, if it was.
    ///
    /// # Panics
    /// If there is no such bit: it is below 32.
    pub fn finding(&self, bit: u32) -> Option<Finding> {
        let of = |statistics: &Statistics| statistics.violated[bit as usize];
        let firsts = self.members().filter_map(|(member, one)| Some((of(one).first?, member, of(one).step)));
        let (schedule, member, step) = firsts.min()?;
        let after_own = self.players.own(member, self.first, schedule);
        let count = self.statistics.iter().map(|one| of(one).count).sum();
        Some(Finding { bit, schedule, member, step, after: schedule - self.first + 1, after_own, count })
    }

    /// How each violation was found first.
    pub fn findings(&self) -> Vec<Finding> {
        (0..32).filter_map(|bit| self.finding(bit)).collect()
    }
}

#[inline]
fn for_each_bit(mut bits: u32, mut each: impl FnMut(usize)) {
    while bits != 0 {
        each(bits.trailing_zeros() as usize);
        bits &= bits - 1;
    }
}
