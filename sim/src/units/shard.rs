//! The part of a campaign that one machine plays.

use std::fmt;
use std::str::FromStr;

/// The part of a campaign that one machine plays, of so many: every unit whose number is its own, modulo their number.
///
/// ```
/// use ifrace_sim::units::Shard;
///
/// let shard: Shard = "2/4".parse().unwrap();
/// assert_eq!((0..10).filter(|unit| shard.has(*unit)).collect::<Vec<u64>>(), [1, 5, 9]);
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Shard {
    /// Which one, from 0 on.
    place: u64,
    /// Of how many.
    of: u64,
}

/// Why there is no such shard.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum ShardError {
    /// It is no pair of numbers.
    #[error("it is written as 2/8: the number of the shard, from 1 on, and how many there are")]
    Form,
    /// The numbers are none of a shard.
    #[error("there is no shard {0} of {1}; the shards of {1} are 1 to {1}")]
    Place(u64, u64),
    /// There are too many.
    #[error("there can be {MOST} shards, not {0}")]
    Count(u64),
}

/// The most shards: more than a scheduler of clusters gives out.
const MOST: u64 = 10_000_000;

impl Shard {
    /// The only one.
    pub const WHOLE: Self = Self { place: 0, of: 1 };

    /// Shard `number`, counted from 1, of so many.
    ///
    /// # Errors
    /// There is no such shard.
    pub const fn new(number: u64, of: u64) -> Result<Self, ShardError> {
        if of > MOST {
            return Err(ShardError::Count(of));
        }
        match number.checked_sub(1) {
            Some(place) if place < of => Ok(Self { place, of }),
            _ => Err(ShardError::Place(number, of)),
        }
    }

    /// The shard, of so many, that has a unit.
    pub const fn with(unit: u64, of: u64) -> Self {
        Self { place: unit % of, of }
    }

    /// Whether a unit is one of its own.
    pub const fn has(self, unit: u64) -> bool {
        unit % self.of == self.place
    }

    /// How many shards there are.
    pub const fn count(self) -> u64 {
        self.of
    }

    /// Its number, from 1 on.
    pub const fn number(self) -> u64 {
        self.place + 1
    }
}

impl fmt::Display for Shard {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}/{}", self.number(), self.of)
    }
}

impl FromStr for Shard {
    type Err = ShardError;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        let number = |text: &str| text.parse().ok().filter(|_| text.bytes().all(|byte| byte.is_ascii_digit()));
        let pair = text.split_once('/').and_then(|(place, of)| Some((number(place)?, number(of)?)));
        pair.ok_or(ShardError::Form).and_then(|(place, of)| Self::new(place, of))
    }
}
