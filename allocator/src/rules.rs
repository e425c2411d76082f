//! What each release of libvirt does, as data. The code that follows the data knows no release.

mod discipline;
mod hardened;
mod life_cycle;
mod running;
mod start;
mod step;
mod stop;
mod table;
mod xml;

pub use crate::host::Key;
pub use life_cycle::{Existing, ExistingTap, LifeCycle, StatusFile, TapNames};
pub use step::{CardStep, GuestStep, Limiter, Resource, Step, When};
pub use xml::{AutoName, Tail, XmlRules};

use std::hash::{Hash, Hasher};

/// A release, or a span of releases that behave alike.
#[derive(Clone, Copy, Debug, Eq)]
pub struct Rules {
    /// The identifier, which is the first release of the span; `hardened` for the rules that no libvirt has.
    pub id: &'static str,
    /// The releases, for people.
    pub releases: &'static str,
    /// What sets them apart, in a line.
    pub summary: &'static str,
    /// How names in documents are treated.
    pub xml: XmlRules,
    /// How a guest is started, changed and stopped.
    pub life: LifeCycle,
}

/// By the identifier alone, which no two rows share: it costs less than the lists of steps, and unlike the address of a row, which is
/// a constant, it is the same in every crate.
impl PartialEq for Rules {
    fn eq(&self, other: &Self) -> bool {
        self.id == other.id
    }
}

impl Hash for Rules {
    fn hash<H: Hasher>(&self, state: &mut H) {
        self.id.hash(state);
    }
}
