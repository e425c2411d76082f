//! Runs of names with consecutive numbers.

use serde::{Deserialize, Serialize};

/// Names with consecutive numbers: a prefix, `count` numbers from `from` on, and a suffix.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Run {
    /// Before the number.
    pub prefix: String,
    /// After the number.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub suffix: String,
    /// The first number.
    pub from: u32,
    /// How many names.
    pub count: u32,
}

impl Run {
    /// Most names of a run that is read. It is ten times what any allocator tries.
    pub const COUNT_MAX: u32 = 100_000;

    /// The names, lowest number first.
    pub fn names(&self) -> impl Iterator<Item = Vec<u8>> + '_ {
        let numbers = self.from..self.from.saturating_add(self.count);
        numbers.map(|number| format!("{}{number}{}", self.prefix, self.suffix).into_bytes())
    }
}
