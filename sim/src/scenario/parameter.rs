//! What can be set when a scenario is played.

use std::fmt;

/// Something that can be set when a scenario is played.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Parameter {
    /// How many guests there are.
    Guests,
    /// How often each does its tasks.
    Cycles,
    /// How many daemons there are.
    Daemons,
    /// How many queues an interface has: `{queues}` in it.
    Queues,
    /// The number that the counters of each daemon give out first.
    FirstId,
    /// The largest number of the counters, after which they begin again: their width.
    LastId,
}

impl Parameter {
    /// Every parameter.
    pub const ALL: [Self; 6] = [Self::Guests, Self::Cycles, Self::Daemons, Self::Queues, Self::FirstId, Self::LastId];

    /// The name in files and options.
    pub const fn id(self) -> &'static str {
        match self {
            Self::Guests => "guests",
            Self::Cycles => "cycles",
            Self::Daemons => "daemons",
            Self::Queues => "queues",
            Self::FirstId => "first-id",
            Self::LastId => "last-id",
        }
    }

    /// What it sets, in a line.
    pub const fn summary(self) -> &'static str {
        match self {
            Self::Guests => "how many guests there are",
            Self::Cycles => "how often each guest does its tasks",
            Self::Daemons => "how many daemons there are",
            Self::Queues => "how many queues an interface has",
            Self::FirstId => "the number that a counter gives out first",
            Self::LastId => "the largest number of a counter, after which it begins again",
        }
    }

    /// The smallest and the largest value in any scenario.
    pub const fn limits(self) -> (u32, u32) {
        match self {
            Self::Guests => (1, 8),
            Self::Cycles => (1, 200),
            Self::Daemons => (1, 4),
            Self::Queues => (1, 256),
            Self::FirstId => (0, i32::MAX as u32 - 1),
            Self::LastId => (1, i32::MAX as u32),
        }
    }

    /// The parameter with this name.
    ///
    /// ```
    /// use ifrace_sim::scenario::Parameter;
    ///
    /// assert_eq!(Parameter::from_id("last-id"), Some(Parameter::LastId));
    /// assert_eq!(Parameter::from_id("last_id"), None);
    /// ```
    pub fn from_id(id: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|one| one.id() == id)
    }
}

impl fmt::Display for Parameter {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.id())
    }
}

impl serde::Serialize for Parameter {
    fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(self.id())
    }
}

/// Values of parameters: those that are not set have their defaults.
///
/// ```
/// use ifrace_sim::scenario::{Parameter, Parameters};
///
/// let given = Parameters::default().with(Parameter::Guests, 4);
/// assert_eq!((given.get(Parameter::Guests), given.get(Parameter::Cycles)), (Some(4), None));
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq, Default)]
pub struct Parameters {
    values: [Option<u32>; Parameter::ALL.len()],
}

impl Parameters {
    /// With one more value.
    #[must_use]
    pub const fn with(mut self, parameter: Parameter, value: u32) -> Self {
        self.values[parameter as usize] = Some(value);
        self
    }

    /// The value of a parameter, if it is set.
    pub const fn get(&self, parameter: Parameter) -> Option<u32> {
        self.values[parameter as usize]
    }
}
