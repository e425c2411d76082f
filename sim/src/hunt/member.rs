//! Who plays which schedule.

use std::fmt;

/// A scheduler of the portfolio.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, serde::Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Member {
    /// [`Random`](crate::scheduler::Random).
    Random,
    /// [`Walk`](crate::scheduler::Walk).
    Walk,
    /// [`Pct`](crate::scheduler::Pct) of depth 2.
    #[serde(rename = "pct-2")]
    Pct2,
    /// [`Pct`](crate::scheduler::Pct) of depth 3.
    #[serde(rename = "pct-3")]
    Pct3,
    /// [`Pct`](crate::scheduler::Pct) of depth 4.
    #[serde(rename = "pct-4")]
    Pct4,
    /// [`Pct`](crate::scheduler::Pct) of depth 5.
    #[serde(rename = "pct-5")]
    Pct5,
    /// [`RoundRobin`](crate::scheduler::RoundRobin).
    RoundRobin,
}

impl Member {
    /// All of them, in the order in which they take turns.
    pub const ALL: [Self; 7] = [Self::Random, Self::Walk, Self::Pct2, Self::Pct3, Self::Pct4, Self::Pct5, Self::RoundRobin];

    /// The stable name that commands and reports use.
    pub const fn id(self) -> &'static str {
        match self {
            Self::Random => "random",
            Self::Walk => "walk",
            Self::Pct2 => "pct-2",
            Self::Pct3 => "pct-3",
            Self::Pct4 => "pct-4",
            Self::Pct5 => "pct-5",
            Self::RoundRobin => "round-robin",
        }
    }
}

impl fmt::Display for Member {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.id())
    }
}

/// Who plays.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Default)]
pub enum Players {
    /// All members in turn: schedule `n` is played by member `n` modulo their number.
    #[default]
    Portfolio,
    /// One member plays all schedules.
    One(Member),
}

impl Players {
    /// Who plays a schedule.
    #[inline]
    pub const fn of(self, schedule: u64) -> Member {
        match self {
            Self::Portfolio => Member::ALL[(schedule % Member::ALL.len() as u64) as usize],
            Self::One(member) => member,
        }
    }

    /// How many schedules this member plays among those from `first` to `last`.
    pub(super) fn own(self, member: Member, first: u64, last: u64) -> u64 {
        let all = Member::ALL.len() as u64;
        let below = |end: u64| (end + all - 1 - member as u64) / all;
        match self {
            Self::Portfolio => below(last + 1) - below(first),
            Self::One(one) => {
                if one == member {
                    last + 1 - first
                } else {
                    0
                }
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn own_schedules_are_counted_like_one_by_one() {
        for (first, last) in [(0, 0), (0, 20), (5, 40), (13, 13)] {
            for member in Member::ALL {
                let counted = (first..=last).filter(|n| Players::Portfolio.of(*n) == member).count() as u64;
                assert_eq!(Players::Portfolio.own(member, first, last), counted);
            }
        }
    }

    #[test]
    fn names_are_the_same_in_json() {
        for member in Member::ALL {
            assert_eq!(serde_json::to_value(member).unwrap(), member.id());
        }
    }
}
