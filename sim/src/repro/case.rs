//! The known bugs.

use super::stage::Stage;
use super::{failed_migration, named_conflict, pre_existing_tap, reuse_after_stop, unmanaged_tap};
use crate::scene::Site;
use ifrace_allocator::rules::{Rules, XmlRules};

/// A known bug.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Case {
    /// A failed incoming migration deletes the macvtap of another guest.
    FailedMigrationMacvtap,
    /// The late cleanup of a stopped guest hits the new guest that got its name.
    ReuseAfterStop,
    /// A guest takes over, or destroys, a tap that existed before.
    PreExistingTap,
    /// A guest cannot have the user's own tap.
    UnmanagedTap,
    /// The refused start of a guest removes what belongs to the guest that has the name.
    NamedConflict,
}

/// A release beside the one that was asked for.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Comparison {
    /// What it shows.
    pub title: &'static str,
    /// Its rules.
    pub rules: &'static Rules,
}

/// 9.1 with the documents of 6.6: nothing protects the other guest but the bit that says who created a macvtap.
static NAME_KEPT: Rules = Rules {
    id: "9.1-name-kept",
    releases: "none",
    summary: "9.1 with the documents of 6.6: the name arrives, but a macvtap that was not created here is not deleted",
    xml: XmlRules::UP_TO_6_6,
    ..Rules::ALL[CREATED_BIT]
};

/// The row 9.1 of the table.
const CREATED_BIT: usize = 7;

impl Case {
    /// Every case.
    pub const ALL: [Self; 5] =
        [Self::FailedMigrationMacvtap, Self::ReuseAfterStop, Self::PreExistingTap, Self::UnmanagedTap, Self::NamedConflict];

    /// The identifier.
    pub const fn id(self) -> &'static str {
        match self {
            Self::FailedMigrationMacvtap => "failed-migration-macvtap",
            Self::ReuseAfterStop => "reuse-after-stop",
            Self::PreExistingTap => "pre-existing-tap",
            Self::UnmanagedTap => "unmanaged-tap",
            Self::NamedConflict => "named-conflict",
        }
    }

    /// The case with this identifier.
    pub fn from_id(id: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|case| case.id() == id)
    }

    /// What happens, in a line.
    pub const fn summary(self) -> &'static str {
        match self {
            Self::FailedMigrationMacvtap => "a failed incoming migration deletes the macvtap of a guest that runs",
            Self::ReuseAfterStop => "the late cleanup of a stopped guest hits the new guest that got its name",
            Self::PreExistingTap => "a guest takes over a persistent tap of the administrator, or destroys it",
            Self::UnmanagedTap => "a guest is refused the tap that its user made for it",
            Self::NamedConflict => "a start that is refused because the name is taken removes what the owner has",
        }
    }

    /// Where it is described: libvirt commits.
    pub const fn source(self) -> &'static str {
        match self {
            Self::FailedMigrationMacvtap => "commits 282d135ddb (6.7.0) and 61d1b9e659 (9.1.0)",
            Self::ReuseAfterStop => "commits d7f38beb2e and 95089f481e (6.8.0)",
            Self::PreExistingTap => "commits a2ae3d299c (9.0.0) and d6a8b9eef7 (9.1.0)",
            Self::UnmanagedTap => "the attribute managed (5.7.0), commits a2ae3d299c (9.0.0) and d6a8b9eef7 (9.1.0)",
            Self::NamedConflict => "commit 61d1b9e659 (9.1.0) for macvtaps; open for taps in 11.3.0",
        }
    }

    /// The release that shows the bug.
    pub const fn default_release(self) -> &'static str {
        match self {
            Self::FailedMigrationMacvtap => "6.6",
            Self::ReuseAfterStop => "6.7",
            Self::PreExistingTap => "7.0",
            Self::UnmanagedTap => "9.0",
            Self::NamedConflict => "11.3",
        }
    }

    /// The releases to compare it with.
    pub fn comparisons(self) -> Vec<Comparison> {
        let release = |title, id| Rules::find(id).map(|rules| Comparison { title, rules });
        let hardened = release("only what this start has set up is removed, by its identity", "hardened");
        let list = match self {
            Self::FailedMigrationMacvtap => vec![
                release("the name is dropped from the document", "6.7"),
                Some(Comparison { title: "the name is kept, but a macvtap has a creator", rules: &NAME_KEPT }),
                hardened,
            ],
            Self::ReuseAfterStop => vec![release("names are counted up", "7.0"), hardened],
            Self::PreExistingTap => vec![
                release("a tap that exists is refused, but for ethernet", "9.0"),
                release("a tap that exists is refused", "9.1"),
                hardened,
            ],
            Self::UnmanagedTap => {
                vec![release("the user's own tap is opened", "7.0"), release("it is opened again", "9.1"), hardened]
            }
            Self::NamedConflict => vec![release("before macvtaps had a creator", "9.0"), hardened],
        };
        list.into_iter().flatten().collect()
    }

    /// Plays the scenes of the case.
    pub(super) fn play<S: Site>(self, stage: &mut Stage<'_, S>) {
        match self {
            Self::FailedMigrationMacvtap => failed_migration::play(stage),
            Self::ReuseAfterStop => reuse_after_stop::play(stage),
            Self::PreExistingTap => pre_existing_tap::play(stage),
            Self::UnmanagedTap => unmanaged_tap::play(stage),
            Self::NamedConflict => named_conflict::play(stage),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn cases_and_releases_are_found() {
        assert_eq!(Rules::ALL[CREATED_BIT].id, "9.1");
        for case in Case::ALL {
            assert_eq!(Case::from_id(case.id()), Some(case));
            assert!(Rules::find(case.default_release()).is_some());
            assert!(case.comparisons().len() >= 2, "{}", case.id());
        }
    }
}
