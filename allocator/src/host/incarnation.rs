//! Who asks.

use std::fmt;

/// One start of a guest: what it sets up is its own, also against an earlier start of the same guest.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Incarnation {
    /// The guest, counted from 0.
    pub guest: u16,
    /// Its start, counted from 1; 0 for a guest that was never started.
    pub start: u32,
}

impl Incarnation {
    /// A start of a guest.
    pub const fn new(guest: u16, start: u32) -> Self {
        Self { guest, start }
    }

    /// The token that marks what belongs to this incarnation on a real host, such as a comment of a chain. It tells apart the guests
    /// of one namespace, not those of two benches that share one.
    pub fn token(self) -> String {
        format!("ifrace:{}.{}", self.guest, self.start)
    }
}

/// `G0#1`: guest 0, first start.
impl fmt::Display for Incarnation {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "G{}#{}", self.guest, self.start)
    }
}

impl serde::Serialize for Incarnation {
    fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(self)
    }
}
