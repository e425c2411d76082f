//! The tools that search.

use super::spin::Spin;
use super::stateright::Order;
use super::{Found, hand_written, ifrace, packed::Packed, stateright};
use crate::Case;
use crate::measure::{Whose, alone, together};
use std::num::NonZeroUsize;
use std::time::Duration;

const ONE: NonZeroUsize = NonZeroUsize::MIN;
const TWO: NonZeroUsize = ONE.saturating_add(1);

/// A tool, with as many threads as it is to have.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Tool {
    Ifrace(NonZeroUsize),
    Plain,
    Prefetching,
    /// What the model of ifrace allows: a table of the right size from the beginning, and nothing but the search.
    Ceiling,
    Stateright(Order, NonZeroUsize),
    Spin,
}

impl Tool {
    /// All of them. Those of ifrace come first, with one thread and with two.
    pub(super) const ALL: [Self; 10] = [
        Self::Ifrace(ONE),
        Self::Ifrace(TWO),
        Self::Plain,
        Self::Prefetching,
        Self::Ceiling,
        Self::Stateright(Order::Breadth, ONE),
        Self::Stateright(Order::Breadth, TWO),
        Self::Stateright(Order::Depth, ONE),
        Self::Stateright(Order::Depth, TWO),
        Self::Spin,
    ];

    /// Where a tool is among all.
    pub(super) fn place(self) -> usize {
        Self::ALL.iter().position(|tool| *tool == self).unwrap_or_else(|| unreachable!("{self:?} is one of them"))
    }

    /// Where the ifrace is that it is compared with, if it is another.
    pub(super) fn rival(self) -> Option<usize> {
        match self {
            Self::Ifrace(_) => None,
            other => Some(Self::Ifrace(other.threads()).place()),
        }
    }

    fn threads(self) -> NonZeroUsize {
        match self {
            Self::Ifrace(threads) | Self::Stateright(_, threads) => threads,
            Self::Plain | Self::Prefetching | Self::Ceiling | Self::Spin => ONE,
        }
    }

    /// What it is called.
    pub(super) fn name(self) -> String {
        let name = match self {
            Self::Ifrace(_) => "ifrace",
            Self::Plain => "by hand, plain",
            Self::Prefetching => "by hand, prefetching",
            Self::Ceiling => "by hand, prefetching, presized, ifrace's model",
            Self::Stateright(Order::Breadth, _) => "stateright 0.31 BFS",
            Self::Stateright(Order::Depth, _) => "stateright 0.31 DFS",
            Self::Spin => "SPIN",
        };
        format!("{name}, {} thread{}", self.threads(), if self.threads() == ONE { "" } else { "s" })
    }

    /// Searches, and says how long it took. `None` if it is not installed.
    pub(super) fn measure(self, case: &Case, states: u64, spin: Option<&Spin>) -> Result<Option<(Found, Duration)>, String> {
        let search = || match self {
            Self::Ifrace(threads) => ifrace::search(case, threads),
            Self::Plain => hand_written::plain(Packed::new(case)),
            Self::Prefetching => hand_written::prefetching(Packed::new(case), 0),
            Self::Ceiling => hand_written::prefetching(ifrace::Bare::new(case), states),
            Self::Stateright(order, threads) => stateright::search(case, order, threads),
            Self::Spin => unreachable!("it is a program of its own"),
        };
        Ok(match (self, spin) {
            (Self::Spin, None) => None,
            (Self::Spin, Some(spin)) => {
                let (found, took) = alone(Whose::Children, || spin.search());
                Some((found?, took))
            }
            _ if self.threads() == ONE => Some(alone(Whose::Own, search)),
            _ => Some(together(search)),
        })
    }
}
