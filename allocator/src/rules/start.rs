//! Starts: cold, incoming, and by hotplug.

use super::{CardStep as C, GuestStep as G, Key, Limiter, Resource, Step, Step::Each, Step::Guest, When};
use crate::host::OvsAddForm;

/// The steps of `qemuProcessStart` and of `qemuInterface*Connect` (9.0.0); a release differs in the four parameters.
macro_rules! start {
    ($name:ident, $incoming:ident, $hotplug:ident, $form:expr, [$($noqueue:expr)?], $limiter:expr, [$($early_status:expr)?]) => {
        pub(super) const $name: &[Step] = &[
            Each(&[C::CreatePort]),
            Guest(G::PrepareHost),
            $(Guest($early_status),)?
            Each(&connect!($form, [$($noqueue)?], $limiter, [], [])),
            Guest(G::Spawn),
            Guest(G::SaveStatus),
            Each(&[C::StartDevice]),
            Guest(G::Resume),
            Guest(G::SaveStatus),
        ];
        pub(super) const $incoming: &[Step] = &[
            Each(&[C::CreatePort]),
            Guest(G::PrepareHost),
            $(Guest($early_status),)?
            Each(&connect!($form, [$($noqueue)?], $limiter, [], [])),
            Guest(G::Spawn),
            Guest(G::SaveStatus),
        ];
        pub(super) const $hotplug: &[Step] =
            &[Each(&connect!($form, [$($noqueue)?], $limiter, [C::CreatePort], [C::StartDevice])), Each(&[C::Plug]), Guest(G::SaveStatus)];
    };
}

/// One interface: its device, what the device is connected to, and what limits it. A hotplugged macvtap is set up at once, as the
/// CPUs run (9.0.0, `qemuDomainAttachNetDevice`).
macro_rules! connect {
    ($form:expr, [$($noqueue:expr)?], $limiter:expr, [$($first:expr)?], [$($online:expr)?]) => {
        [
            $($first,)?
            C::BorrowLower,
            C::Create,
            C::Open,
            C::SetMac,
            C::SetMtu,
            C::Attach($form),
            C::SetUp,
            C::RunScript,
            C::AllowMac,
            C::CreateFilter,
            C::Connected,
            $($online,)?
            $($noqueue,)?
            C::SetBandwidth($limiter),
        ]
    };
}

start!(START_6_6, INCOMING_6_6, HOTPLUG_6_6, OvsAddForm::Replace, [], Limiter::Tc, []);
start!(START_7_0, INCOMING_7_0, HOTPLUG_7_0, OvsAddForm::Replace, [C::SetNoQueue], Limiter::Tc, []);
start!(START_9_0, INCOMING_9_0, HOTPLUG_9_0, OvsAddForm::MayExist, [C::SetNoQueue], Limiter::Switch, []);
start!(START_10_3, INCOMING_10_3, HOTPLUG_10_3, OvsAddForm::Transient, [C::SetNoQueue], Limiter::Switch, []);
start!(
    START_HARDENED,
    INCOMING_HARDENED,
    HOTPLUG_HARDENED,
    OvsAddForm::Exclusive,
    [C::SetNoQueue],
    Limiter::Switch,
    [G::SaveStatus]
);

/// Macvtaps are set up and the CPUs run (`qemuMigrationDstFinish`).
pub(super) const FINISH: &[Step] = &[Each(&[C::StartDevice]), Guest(G::Resume), Guest(G::SaveStatus)];

/// The connection itself closes what it opened; a macvtap is deleted where it was made
/// (`virNetDevMacVLanCreateWithVPortProfile`), and a generated name is forgotten.
pub(super) const CONNECT_FAILED: &[Step] = &[Each(&[C::Clear(Resource::Macvtap, Key::Name, When::SetUp), C::Close, C::Forget])];

/// The same, with everything else that was set up, by its identity.
pub(super) const CONNECT_FAILED_HARDENED: &[Step] = &[Each(&[
    C::Clear(Resource::Filter, Key::Identity, When::SetUp),
    C::Clear(Resource::MacRule, Key::Identity, When::SetUp),
    C::Clear(Resource::OvsPort, Key::Identity, When::SetUp),
    C::Clear(Resource::Macvtap, Key::Identity, When::SetUp),
    C::Clear(Resource::Lower, Key::Identity, When::SetUp),
    C::Clear(Resource::Script, Key::Name, When::SetUp),
    C::Close,
    C::Forget,
])];

/// The descriptors go with the command that was to start the hypervisor, before the stop begins.
pub(super) const START_FAILED: &[Step] = &[Each(&[C::Close])];

/// Descriptors are closed first, so that a tap is gone; then come filter, macvtap and switch, if the connection had succeeded
/// (9.0.0, `qemuDomainAttachNetDevice`). Neither bandwidth nor the rule for the address is undone.
pub(super) const HOTPLUG_FAILED: &[Step] = &[Each(&[
    C::Close,
    C::Clear(Resource::Filter, Key::Name, When::Connected),
    C::Clear(Resource::Macvtap, Key::Name, When::Connected),
    C::Clear(Resource::Lower, Key::Name, When::Connected),
    C::Clear(Resource::OvsPort, Key::Name, When::Connected),
    C::Clear(Resource::Port, Key::Identity, When::Always),
])];

/// Everything that this hotplug has set up, by its identity.
pub(super) const HOTPLUG_FAILED_HARDENED: &[Step] = &[Each(&[
    C::Close,
    C::Clear(Resource::Bandwidth(Limiter::Switch), Key::Identity, When::SetUp),
    C::Clear(Resource::Filter, Key::Identity, When::SetUp),
    C::Clear(Resource::MacRule, Key::Identity, When::SetUp),
    C::Clear(Resource::Macvtap, Key::Identity, When::SetUp),
    C::Clear(Resource::OvsPort, Key::Identity, When::SetUp),
    C::Clear(Resource::Lower, Key::Identity, When::SetUp),
    C::Clear(Resource::Script, Key::Name, When::SetUp),
    C::Clear(Resource::Port, Key::Identity, When::SetUp),
])];
