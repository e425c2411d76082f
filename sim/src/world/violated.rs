//! What does not hold, as bits.

use std::fmt;

macro_rules! violations {
    ($($name:ident $id:literal $invariant:literal $text:literal,)+) => {
        /// What a step did that it must not do. Several may be one invariant: what was stomped on tells them apart.
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub enum Violated {
            $(#[doc = $text] $name,)+
        }

        impl Violated {
            /// All of them.
            pub const ALL: &'static [Self] = &[$(Self::$name,)+];

            /// The identifier in plans and reports.
            pub const fn id(self) -> &'static str {
                match self { $(Self::$name => $id,)+ }
            }

            /// The invariant.
            pub const fn invariant(self) -> &'static str {
                match self { $(Self::$name => $invariant,)+ }
            }

            /// What it says, in a line.
            pub const fn summary(self) -> &'static str {
                match self { $(Self::$name => $text,)+ }
            }
        }
    };
}

violations! {
    StompDevice "no-stomp:device" "no-stomp" "Somebody else's device is gone.",
    StompSetting "no-stomp:setting" "no-stomp" "Somebody else's device was set down, or is in another bridge.",
    StompBandwidth "no-stomp:bandwidth" "no-stomp" "The limits of somebody else's device are gone, or are another's.",
    StompFilter "no-stomp:nwfilter" "no-stomp" "Somebody else's network filter is gone.",
    StompMacRule "no-stomp:mac-rule" "no-stomp" "The rule for somebody else's address is gone.",
    StompOvsPort "no-stomp:ovs-port" "no-stomp" "Somebody else's port of Open vSwitch is gone, or is another's.",
    StompOvsLimit "no-stomp:ovs-limit" "no-stomp" "The limits of somebody else's port of Open vSwitch are gone.",
    StompLower "no-stomp:lower" "no-stomp" "The device under somebody else's macvtap lost the guest's address.",
    ReuseBeforeCleanup "no-reuse-before-cleanup" "no-reuse-before-cleanup"
        "A name was handed out while the cleanup of its former holder was pending.",
    Leak "no-leak" "no-leak" "Every guest is gone, every cleanup has run, and something of theirs is left.",
    Adoption "no-adoption" "no-adoption" "A start took over a device that it did not create.",
    FailedStart "failed-start-harmless" "failed-start-harmless" "A start that failed did not leave everybody else as they were.",
    Restart "restart-safe" "restart-safe" "After a daemon had died, another invariant did not hold.",
    Progress "progress" "progress" "A start that had all it needs was refused.",
    Hygiene "xml-hygiene" "xml-hygiene" "A document that was stored or sent carries a generated name.",
}

impl Violated {
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

    /// The bits of everything that is one invariant.
    pub fn bits_of(invariant: &str) -> u32 {
        Self::ALL.iter().filter(|one| one.invariant() == invariant).fold(0, |bits, one| bits | one.bit())
    }
}

impl fmt::Display for Violated {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.id())
    }
}

#[cfg(test)]
mod tests {
    use super::Violated;

    #[test]
    fn bits_and_identifiers_lead_back() {
        for one in Violated::ALL {
            assert_eq!(Violated::from_id(one.id()), Some(*one));
            assert_eq!(Violated::of_bits(one.bit()).collect::<Vec<_>>(), [*one]);
        }
        assert_eq!(Violated::bits_of("no-stomp").count_ones(), 8);
        assert_eq!(Violated::from_id("no-stomp"), None);
    }
}
