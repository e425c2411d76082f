//! Which peer-model.

use ifrace_sim::peer_model::{Params, Policy};
use std::fmt;
use std::str::FromStr;

/// The parameters of a peer-model that all tools here can play.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Case {
    /// The guests: 1 to 4.
    pub guests: u32,
    /// How often each starts and stops: 1 to 3.
    pub cycles: u32,
    /// The names: as many as guests, to 64.
    pub names: u32,
    /// How a guest chooses one.
    pub policy: Policy,
}

impl Case {
    /// The model with the names that the published counts are for: 8 of them, or 64 under the monotonic rule.
    pub const fn new(guests: u32, cycles: u32, policy: Policy) -> Self {
        let names = match policy {
            Policy::LowestFree => 8,
            Policy::Monotonic => 64,
        };
        Self { guests, cycles, names, policy }
    }

    /// The same for ifrace.
    ///
    /// # Panics
    /// If there is no such model, which parsing has ruled out.
    pub fn params(&self) -> Params {
        Params::new(self.guests, self.names, self.cycles, self.policy).expect("every case is a model")
    }

    /// Whether names are chosen from the last one on.
    pub(crate) fn is_monotonic(&self) -> bool {
        self.policy == Policy::Monotonic
    }
}

impl fmt::Display for Case {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let policy = if self.is_monotonic() { "monotonic" } else { "lowest-free" };
        write!(f, "{}·{} {policy}, {} names", self.guests, self.cycles, self.names)
    }
}

/// `guests,cycles,policy`, and perhaps `,names`.
impl FromStr for Case {
    type Err = String;

    fn from_str(text: &str) -> Result<Self, String> {
        let wrong = || {
            format!(
                "'{text}' is no model: give guests (1 to 4), cycles (1 to 3) and lowest-free or monotonic, like 3,2,monotonic"
            )
        };
        let number = |part: &str, most: u32| part.parse().ok().filter(|number| (1..=most).contains(number)).ok_or_else(wrong);
        let parts: Vec<&str> = text.split(',').collect();
        let [guests, cycles, policy, names @ ..] = parts.as_slice() else { return Err(wrong()) };
        let policy = match *policy {
            "lowest-free" => Policy::LowestFree,
            "monotonic" => Policy::Monotonic,
            _ => return Err(wrong()),
        };
        let case = Self::new(number(guests, 4)?, number(cycles, 3)?, policy);
        match names {
            [] => Ok(case),
            [names] => match number(names, 64)? {
                names if names >= case.guests => Ok(Self { names, ..case }),
                _ => Err(format!("'{text}' is no model: each guest needs a name")),
            },
            _ => Err(wrong()),
        }
    }
}
