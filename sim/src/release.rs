//! Releases of libvirt: how each names devices, and how each leads the life of a guest.
//!
//! The naming is the model's and the rules are the allocator's; neither knows the other. Here they meet.

mod counters;
mod daemon_names;
mod parse;

pub use daemon_names::{DaemonCall, DaemonNames};
pub use parse::UnknownRelease;

use ifrace_allocator::rules::Rules;
use ifrace_model::policy::Era;

/// A release.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Release {
    /// How it leads the life of a guest.
    pub rules: &'static Rules,
    /// How it finds names.
    pub names: NamesOf,
}

/// How a release finds names.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum NamesOf {
    /// As in these eras of the model, which may be one and the same.
    Eras {
        /// For taps.
        taps: Era,
        /// For macvtaps and macvlans.
        macvtaps: Era,
    },
    /// From counters, each name tried by creating its device exclusively.
    Exclusive,
}

impl Release {
    /// Every release of [`Rules::ALL`], in the same order.
    pub fn all() -> impl Iterator<Item = Self> {
        Rules::ALL.iter().map(|rules| Self { rules, names: names_of(rules.id) })
    }

    /// The release whose rules have this identifier.
    ///
    /// ```
    /// use ifrace_model::policy::Era;
    /// use ifrace_sim::release::{NamesOf, Release};
    ///
    /// let release = Release::find("6.7").unwrap();
    /// assert_eq!(release.names, NamesOf::Eras { taps: Era::KernelTemplate, macvtaps: Era::MacvtapBitmap });
    /// assert_eq!(Release::find("6.7.1"), None);
    /// ```
    pub fn find(id: &str) -> Option<Self> {
        Self::all().find(|release| release.rules.id == id)
    }

    /// The place of an era among the releases; what is none of them comes behind all.
    ///
    /// ```
    /// use ifrace_sim::release::Release;
    ///
    /// assert!(Release::rank("6.6") < Release::rank("11.3") && Release::rank("11.3") < Release::rank("by-name@bitmap"));
    /// ```
    pub fn rank(id: &str) -> usize {
        Self::all().position(|release| release.rules.id == id).unwrap_or(usize::MAX)
    }

    /// The names of a daemon that has just started.
    pub fn daemon(&self) -> DaemonNames {
        DaemonNames::new(self.names)
    }
}

/// How the release with these rules finds names; a discipline, which is no release, finds them exclusively. A release without an
/// entry is a defect, which a test finds.
fn names_of(rules: &str) -> NamesOf {
    NAMES.iter().find(|(id, _)| *id == rules).map_or(NamesOf::Exclusive, |(_, names)| *names)
}

/// One era for all kinds of devices.
const fn all(era: Era) -> NamesOf {
    NamesOf::Eras { taps: era, macvtaps: era }
}

/// The naming of each release.
const NAMES: &[(&str, NamesOf)] = &[
    ("6.6", NamesOf::Eras { taps: Era::KernelTemplate, macvtaps: Era::MacvtapBitmap }),
    ("6.7", NamesOf::Eras { taps: Era::KernelTemplate, macvtaps: Era::MacvtapBitmap }),
    ("6.8", NamesOf::Eras { taps: Era::Tap68, macvtaps: Era::Macvtap68 }),
    ("6.9", NamesOf::Eras { taps: Era::Tap68, macvtaps: Era::Macvtap68 }),
    ("7.0", all(Era::Unified70)),
    ("9.0", all(Era::Unified90)),
    ("9.0-debian", all(Era::Unified90)),
    ("9.1", all(Era::Unified90)),
    ("10.3", all(Era::Unified90)),
    ("11.3", all(Era::Unified90)),
    ("nftables", all(Era::Unified90)),
    ("hardened", NamesOf::Exclusive),
];

#[cfg(test)]
mod tests {
    use super::{NAMES, Rules};

    #[test]
    fn every_release_has_its_naming() {
        let named: Vec<_> = NAMES.iter().map(|(id, _)| *id).collect();
        assert_eq!(named, Rules::ALL.iter().map(|rules| rules.id).collect::<Vec<_>>());
    }
}
