//! What ifrace's allocator is to reach beside the others.

use super::{Contention, USUAL};

/// The allocator that is judged.
const HARDENED: &str = "hardened";

/// What is compared. Every comparison is between times of one run.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Ratio {
    /// How many times as fast as libvirt, with this number of names taken directly ahead.
    BesideLibvirt(u64),
    /// How many times as long the slowest call takes as the fastest one, from 0 to 30,000 taken names.
    Evenness,
    /// The part of the rate of a bare counter, with this number of threads.
    BesideBareCounter(u64),
}

/// What a ratio is to be.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Aim {
    /// That much or more.
    AtLeast(f64),
    /// That much or less.
    AtMost(f64),
}

/// Whether an aim is reached.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Judged {
    /// It is.
    Reached,
    /// It is not.
    NotReached,
    /// A time is missing, or a call that is compared fails.
    NotMeasured,
}

/// Between these numbers of taken names the time is to stay even.
const TAKEN_RANGE: (u64, u64) = (0, 30_000);

impl Ratio {
    /// Every comparison, in the order of the report.
    pub const ALL: [Self; 4] = [Self::BesideLibvirt(0), Self::BesideLibvirt(9_999), Self::Evenness, Self::BesideBareCounter(8)];

    /// The comparison as JSON spells it.
    pub fn id(self) -> String {
        match self {
            Self::BesideLibvirt(taken) => format!("libvirt/taken-{taken}"),
            Self::Evenness => "slowest/fastest".to_owned(),
            Self::BesideBareCounter(threads) => format!("bare-counter/threads-{threads}"),
        }
    }

    /// The comparison in words.
    pub fn title(self) -> String {
        let grouped = crate::run::grouped;
        match self {
            Self::BesideLibvirt(0) => "hardened is faster than libvirt, no name taken".to_owned(),
            Self::BesideLibvirt(taken) => format!("hardened is faster than libvirt, {} names taken", grouped(taken)),
            Self::Evenness => {
                format!("hardened's slowest call beside its fastest, {} to {} names taken", TAKEN_RANGE.0, grouped(TAKEN_RANGE.1))
            }
            Self::BesideBareCounter(threads) => format!("hardened's rate beside a bare counter's, {threads} threads"),
        }
    }

    /// What it is to be.
    pub const fn aim(self) -> Aim {
        match self {
            Self::BesideLibvirt(0) => Aim::AtLeast(200.0),
            Self::BesideLibvirt(_) => Aim::AtLeast(100_000.0),
            Self::Evenness => Aim::AtMost(2.0),
            Self::BesideBareCounter(_) => Aim::AtLeast(0.8),
        }
    }

    /// What it is, unless something is missing for it.
    pub fn value(self, contention: &Contention) -> Option<f64> {
        let time = |allocator, threads, taken| {
            let cell = contention.find(allocator, threads, taken, USUAL.1).filter(|cell| !cell.fails);
            cell.map(|cell| cell.nanoseconds)
        };
        match self {
            Self::BesideLibvirt(taken) => Some(time("libvirt", USUAL.0, taken)? / time(HARDENED, USUAL.0, taken)?),
            Self::Evenness => {
                let ends = [TAKEN_RANGE.0, TAKEN_RANGE.1].map(|taken| time(HARDENED, USUAL.0, taken));
                let within = |taken: u64| (TAKEN_RANGE.0..=TAKEN_RANGE.1).contains(&taken);
                let cells: Vec<_> = contention.by_taken(HARDENED).filter(|cell| within(cell.key.taken)).collect();
                if ends.contains(&None) || cells.iter().any(|cell| cell.fails) {
                    return None;
                }
                let times = || cells.iter().map(|cell| cell.nanoseconds);
                Some(times().fold(0.0, f64::max) / times().fold(f64::INFINITY, f64::min))
            }
            Self::BesideBareCounter(threads) => Some(time("bare-counter", threads, 0)? / time(HARDENED, threads, 0)?),
        }
    }

    /// Whether it is what it is to be.
    pub fn judge(self, contention: &Contention) -> Judged {
        match (self.value(contention), self.aim()) {
            (None, _) => Judged::NotMeasured,
            (Some(value), Aim::AtLeast(aim)) if value >= aim => Judged::Reached,
            (Some(value), Aim::AtMost(aim)) if value <= aim => Judged::Reached,
            _ => Judged::NotReached,
        }
    }
}

impl Judged {
    /// In words.
    pub const fn in_words(self) -> &'static str {
        match self {
            Self::Reached => "reached",
            Self::NotReached => "not reached",
            Self::NotMeasured => "not measured",
        }
    }
}

#[cfg(test)]
#[path = "ratio_tests.rs"]
mod tests;
