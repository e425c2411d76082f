//! Stops, and unplugging: what is removed, in which order, and by which key.

use super::{
    CardStep as C, GuestStep as G, Key::Identity, Key::Name, Limiter, Resource as R, Step, Step::Each, Step::Guest, When,
};

/// The hypervisor is killed before the job of the guest is even taken (`qemuProcessBeginStopJob`).
pub(super) const BEGIN_STOP: &[Step] = &[Guest(G::Kill)];

/// `qemuProcessStop` in 7.0.0: the downscript runs before the hypervisor is surely dead.
pub(super) const STOP_7_0: &[Step] = &[
    Each(&[C::Clear(R::Bandwidth(Limiter::Tc), Name, When::Always)]),
    Each(&[C::Clear(R::Filter, Name, When::Always)]),
    Each(&[C::Clear(R::MacRule, Name, When::Always)]),
    Each(&[C::Clear(R::Script, Name, When::Always)]),
    Guest(G::Kill),
    Each(&CARD_GONE),
    Guest(G::RemoveStatus),
];

/// `qemuProcessStop` in 6.8.0, and in 9.0.0 and 10.0.0. Bandwidth is cleared with `tc` for ports of Open vSwitch too.
pub(super) const STOP_9_0: &[Step] = &[
    Each(&[C::Clear(R::Bandwidth(Limiter::Tc), Name, When::Always)]),
    Each(&[C::Clear(R::Filter, Name, When::Always)]),
    Each(&[C::Clear(R::MacRule, Name, When::Always)]),
    Guest(G::Kill),
    Each(&[C::Clear(R::Script, Name, When::Always)]),
    Each(&CARD_GONE),
    Guest(G::RemoveStatus),
];

/// The same, and a macvtap is deleted only if this guest has created it (9.1.0, commit 61d1b9e659).
pub(super) const STOP_9_1: &[Step] = &[
    Each(&[C::Clear(R::Bandwidth(Limiter::Tc), Name, When::Always)]),
    Each(&[C::Clear(R::Filter, Name, When::Always)]),
    Each(&[C::Clear(R::MacRule, Name, When::Always)]),
    Guest(G::Kill),
    Each(&[C::Clear(R::Script, Name, When::Always)]),
    Each(&CARD_GONE_IF_CREATED),
    Guest(G::RemoveStatus),
];

/// The same, with the rows of Open vSwitch cleared by the switch (10.3.0).
pub(super) const STOP_10_3: &[Step] = &[
    Each(&[C::Clear(R::Bandwidth(Limiter::Switch), Name, When::Always)]),
    Each(&[C::Clear(R::Filter, Name, When::Always)]),
    Each(&[C::Clear(R::MacRule, Name, When::Always)]),
    Guest(G::Kill),
    Each(&[C::Clear(R::Script, Name, When::Always)]),
    Each(&CARD_GONE_IF_CREATED),
    Guest(G::RemoveStatus),
];

/// `qemuProcessStop` in 11.3.0: the hypervisor is dead before anything is removed.
pub(super) const STOP_11_3: &[Step] = &[
    Guest(G::Kill),
    Each(&[C::Clear(R::Script, Name, When::Always)]),
    Each(&[C::Clear(R::Bandwidth(Limiter::Switch), Name, When::Always)]),
    Each(&[C::Clear(R::Filter, Name, When::Always)]),
    Each(&[C::Clear(R::MacRule, Name, When::Always)]),
    Each(&CARD_GONE_IF_CREATED),
    Guest(G::RemoveStatus),
];

/// The same order, and everything that may be there is removed, whoever made it.
pub(super) const STOP_BY_NAME: &[Step] = &[
    Guest(G::Kill),
    Each(&[C::Clear(R::Script, Name, When::Always)]),
    Each(&[C::Clear(R::Bandwidth(Limiter::Switch), Name, When::Always)]),
    Each(&[C::Clear(R::Filter, Name, When::Always)]),
    Each(&[C::Clear(R::MacRule, Name, When::Always)]),
    Each(&CARD_GONE),
    Guest(G::RemoveStatus),
];

/// Only what this start has set up, by its identity; the script gets its chance, as it is the user's own.
pub(super) const STOP_BY_IDENTITY: &[Step] = &[
    Guest(G::Kill),
    Each(&[
        C::Clear(R::Script, Name, When::SetUp),
        C::Clear(R::Bandwidth(Limiter::Switch), Identity, When::SetUp),
        C::Clear(R::Filter, Identity, When::SetUp),
        C::Clear(R::MacRule, Identity, When::SetUp),
        C::Clear(R::Macvtap, Identity, When::SetUp),
        C::Clear(R::Lower, Identity, When::SetUp),
        C::Clear(R::OvsPort, Identity, When::SetUp),
        C::Clear(R::Port, Identity, When::SetUp),
    ]),
    Guest(G::RemoveStatus),
];

/// The loop over all interfaces at the end of `qemuProcessStop`.
const CARD_GONE: [C; 5] = [
    C::Clear(R::Macvtap, Name, When::Always),
    C::Clear(R::Lower, Name, When::Always),
    C::Clear(R::EthernetTap, Name, When::Always),
    C::Clear(R::OvsPort, Name, When::Always),
    C::Clear(R::Port, Identity, When::Always),
];

const CARD_GONE_IF_CREATED: [C; 5] = [
    C::Clear(R::Macvtap, Name, When::Created),
    C::Clear(R::Lower, Name, When::Created),
    C::Clear(R::EthernetTap, Name, When::Always),
    C::Clear(R::OvsPort, Name, When::Always),
    C::Clear(R::Port, Identity, When::Always),
];

/// `qemuDomainRemoveNetDevice` up to 7.0.0: bandwidth is cleared whether or not it was configured.
pub(super) const UNPLUG_7_0: &[Step] = &[
    Each(&[C::Clear(R::Bandwidth(Limiter::Tc), Name, When::Unconditionally), C::StopDevice, C::Unplug]),
    Each(&UNPLUGGED),
    Guest(G::SaveStatus),
];

/// The same in 9.0.0 and 10.0.0, with the rows of Open vSwitch cleared.
pub(super) const UNPLUG_9_0: &[Step] = &[
    Each(&[C::Clear(R::Bandwidth(Limiter::Switch), Name, When::Unconditionally), C::StopDevice, C::Unplug]),
    Each(&UNPLUGGED),
    Guest(G::SaveStatus),
];

/// `qemuDomainRemoveNetDevice` in 11.3.0. A macvtap is deleted without a look at who created it.
pub(super) const UNPLUG_11_3: &[Step] = &[
    Each(&[C::Clear(R::Bandwidth(Limiter::Switch), Name, When::Always), C::StopDevice, C::Unplug]),
    Each(&UNPLUGGED),
    Guest(G::SaveStatus),
];

const UNPLUGGED: [C; 7] = [
    C::Clear(R::Filter, Name, When::Always),
    C::Clear(R::MacRule, Name, When::Always),
    C::Clear(R::Macvtap, Name, When::Always),
    C::Clear(R::Lower, Name, When::Always),
    C::Clear(R::OvsPort, Name, When::Always),
    C::Clear(R::Port, Identity, When::Always),
    C::Clear(R::Script, Name, When::Always),
];

/// Only what this start has set up, by its identity.
pub(super) const UNPLUG_BY_IDENTITY: &[Step] = &[
    Each(&[C::StopDevice, C::Unplug]),
    Each(&[
        C::Clear(R::Bandwidth(Limiter::Switch), Identity, When::SetUp),
        C::Clear(R::Filter, Identity, When::SetUp),
        C::Clear(R::MacRule, Identity, When::SetUp),
        C::Clear(R::Macvtap, Identity, When::SetUp),
        C::Clear(R::Lower, Identity, When::SetUp),
        C::Clear(R::OvsPort, Identity, When::SetUp),
        C::Clear(R::Port, Identity, When::SetUp),
        C::Clear(R::Script, Name, When::SetUp),
    ]),
    Guest(G::SaveStatus),
];
