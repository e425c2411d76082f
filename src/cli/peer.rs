//! The parameters of the peer-model.

use super::race::RaceArgs;
use clap::ValueEnum;
use ifrace_sim::peer_model::Policy;

/// The word for the peer-model.
pub const PEER_MODEL: &str = "peer-model";

/// The parameters of the peer-model, with the defaults of those that are not given.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct PeerArgs {
    /// How many guests there are.
    pub guests: u32,
    /// How often each starts and stops.
    pub cycles: u32,
    /// How many names there are.
    pub names: u32,
    /// How guests choose names.
    pub policy: PolicyArg,
}

impl RaceArgs {
    /// Those of the peer-model.
    pub fn peer(&self) -> PeerArgs {
        let policy = self.policy.unwrap_or(PolicyArg::LowestFree);
        let names = self.names.unwrap_or(if policy == PolicyArg::Monotonic { 64 } else { 8 });
        PeerArgs { guests: self.parameters.guests.unwrap_or(3), cycles: self.parameters.cycles.unwrap_or(2), names, policy }
    }
}

/// How guests of the peer-model choose names.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum PolicyArg {
    /// The lowest name that no device has.
    LowestFree,
    /// The first name that no device has after the last one chosen, going round.
    Monotonic,
}

impl PolicyArg {
    /// The value of the option.
    pub const fn id(self) -> &'static str {
        match self {
            Self::LowestFree => "lowest-free",
            Self::Monotonic => "monotonic",
        }
    }
}

impl From<PolicyArg> for Policy {
    fn from(arg: PolicyArg) -> Self {
        match arg {
            PolicyArg::LowestFree => Self::LowestFree,
            PolicyArg::Monotonic => Self::Monotonic,
        }
    }
}
