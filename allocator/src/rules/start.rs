//! Starts: cold, incoming, and by hotplug.

use super::{CardStep as C, GuestStep as G, Key, Limiter, Resource, Step, Step::Each, Step::Guest, When};

/// A cold start (9.0.0, `qemuProcessStart`).
pub(super) const START: &[Step] = &[
    Each(&[C::CreatePort]),
    Guest(G::PrepareHost),
    Each(CONNECT),
    Guest(G::Spawn),
    Guest(G::SaveStatus),
    Each(&[C::StartDevice]),
    Guest(G::Resume),
    Guest(G::SaveStatus),
];

/// The target side of a migration, up to where the memory arrives (9.0.0, `qemuMigrationDstPrepareAny`): macvtaps stay down.
pub(super) const INCOMING: &[Step] =
    &[Each(&[C::CreatePort]), Guest(G::PrepareHost), Each(CONNECT), Guest(G::Spawn), Guest(G::SaveStatus)];

/// One interface: its device, what the device is connected to, and what limits it (9.0.0, `qemuBuildInterfaceCommandLine`,
/// `qemuInterfaceBridgeConnect` and its relatives).
const CONNECT: &[C] = &[
    C::BorrowLower,
    C::Create,
    C::Open,
    C::SetMac,
    C::SetMtu,
    C::Attach,
    C::SetUp,
    C::RunScript,
    C::AllowMac,
    C::CreateFilter,
    C::Connected,
    C::SetNoQueue,
    C::SetBandwidth,
];

/// One more interface (9.0.0, `qemuDomainAttachNetDevice`). A macvtap is set up at once, as the CPUs run.
pub(super) const HOTPLUG: &[Step] = &[
    Each(&[
        C::CreatePort,
        C::BorrowLower,
        C::Create,
        C::Open,
        C::SetMac,
        C::SetMtu,
        C::Attach,
        C::SetUp,
        C::RunScript,
        C::AllowMac,
        C::CreateFilter,
        C::Connected,
        C::StartDevice,
        C::SetNoQueue,
        C::SetBandwidth,
        C::Plug,
    ]),
    Guest(G::SaveStatus),
];

/// Macvtaps are set up and the CPUs run (`qemuMigrationDstFinish`).
pub(super) const FINISH: &[Step] = &[Each(&[C::StartDevice]), Guest(G::Resume), Guest(G::SaveStatus)];

/// The connection itself closes what it opened; a macvtap is deleted where it was made
/// (`virNetDevMacVLanCreateWithVPortProfile`), and a generated name is forgotten.
pub(super) const CONNECT_FAILED: &[Step] = &[Each(&[C::Clear(Resource::Macvtap, Key::Name, When::SetUp), C::Close, C::Forget])];

/// The same, with everything else that was set up, by its identity.
pub(super) const CONNECT_FAILED_BY_IDENTITY: &[Step] = &[Each(&[
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

/// The same, whether or not the connection had succeeded.
pub(super) const HOTPLUG_FAILED_BY_NAME: &[Step] = &[Each(&[
    C::Close,
    C::Clear(Resource::Filter, Key::Name, When::Always),
    C::Clear(Resource::Macvtap, Key::Name, When::Always),
    C::Clear(Resource::Lower, Key::Name, When::Always),
    C::Clear(Resource::OvsPort, Key::Name, When::Always),
    C::Clear(Resource::Port, Key::Identity, When::Always),
])];

/// Everything that this hotplug has set up, by its identity.
pub(super) const HOTPLUG_FAILED_BY_IDENTITY: &[Step] = &[Each(&[
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
