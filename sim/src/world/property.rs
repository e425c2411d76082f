//! What a scenario is about, as bits: a search in which it never happens has shown nothing.

use std::fmt;

macro_rules! properties {
    ($($name:ident $id:literal $text:literal,)+) => {
        /// Something that has to happen sometimes.
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub enum Property {
            $(#[doc = $text] $name,)+
        }

        impl Property {
            /// All of them.
            pub const ALL: &'static [Self] = &[$(Self::$name,)+];

            /// The identifier in plans and reports.
            pub const fn id(self) -> &'static str {
                match self { $(Self::$name => $id,)+ }
            }

            /// What it says, in a line.
            pub const fn summary(self) -> &'static str {
                match self { $(Self::$name => $text,)+ }
            }
        }
    };
}

properties! {
    CreationDuringCleanup "creation-during-cleanup" "A device is created while the cleanup of another guest is pending.",
    NameReused "name-reused" "A name is given to a device while the cleanup of its former holder is pending.",
    CleanupOnLiveName "cleanup-on-live-name" "A late cleanup runs while its name is another guest's.",
    StartRefused "start-refused" "A start fails although nothing was made to fail.",
    StartFailed "start-failed" "A start fails.",
    IncomingFailed "incoming-failed" "An incoming migration fails.",
    MigratedIn "migrated-in" "An incoming migration succeeds.",
    OperationFailed "operation-failed" "An operation is made to fail.",
    HypervisorDied "hypervisor-died" "A hypervisor ends by itself.",
    DaemonDied "daemon-died" "A daemon dies while one of its guests is being started, stopped or changed.",
    Reconnected "reconnected" "A new daemon finds a guest running.",
    FoundDead "found-dead" "A new daemon finds a guest dead.",
    NameTaken "name-taken" "A creation finds that its name is taken.",
    TakenAfterProbe "taken-after-probe" "A name that was probed as free is taken when the device is created.",
    ExistingMet "existing-met" "A guest asks for a device that exists.",
    Wrapped "wrapped" "A counter begins again.",
    Hotplugged "hotplugged" "An interface is added to a guest that runs.",
    Unplugged "unplugged" "An interface is taken from a guest that runs.",
    StaleRowMet "stale-row-met" "A port is added, or made room for, while Open vSwitch has a row of that name.",
    SeveralQueues "several-queues" "A tap with several queues is opened.",
    BothRunning "both-running" "Two guests run at one time.",
    ForeignTook "foreign-took" "Somebody else takes a name.",
    Started "started" "A guest starts, with all that it needs.",
}

impl Property {
    /// Its bit.
    pub const fn bit(self) -> u32 {
        1 << self as u32
    }

    /// The one with this identifier.
    pub fn from_id(id: &str) -> Option<Self> {
        Self::ALL.iter().copied().find(|one| one.id() == id)
    }

    /// Those whose bits are set, in their order.
    pub fn of_bits(bits: u32) -> impl Iterator<Item = Self> {
        Self::ALL.iter().copied().filter(move |one| bits & one.bit() != 0)
    }
}

impl fmt::Display for Property {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.id())
    }
}

#[cfg(test)]
mod tests {
    use super::Property;

    #[test]
    fn bits_and_identifiers_lead_back() {
        for one in Property::ALL {
            assert_eq!(Property::from_id(one.id()), Some(*one));
            assert_eq!(Property::of_bits(one.bit()).collect::<Vec<_>>(), [*one]);
        }
        assert_eq!(Property::from_id("nothing"), None);
    }
}
