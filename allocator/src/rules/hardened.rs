//! The paths of the hardened rules, which no release has.
//!
//! A daemon may die behind any operation, and what its successor knows is the status file. So the file says what may exist before it
//! exists: it is written first of all, a generated name is noted before its device is created, and what the file cannot say in time
//! (whether the creation succeeded, whether a filter was made) is found by the owner's mark or address. Nothing is removed by a name
//! alone, as in the meantime that may be somebody else's; but a new device has its name for itself, so that a port of Open vSwitch
//! that is there before it was left behind.
//!
//! A device holds its name until its cleanup is over. A tap is kept from the moment on where it bears the guest's address: before, it
//! goes with the daemon, and nothing is keyed by its name. It is deleted behind all that is, and not at all if that could not be
//! removed. So no name is given again that has something of a former holder.

use super::{CardStep as C, GuestStep as G, Key, Limiter, Resource as R, Step, Step::Each, Step::Guest, When};

/// A cold start. The file is written again when networks have said what the interfaces are, as that tells which lower devices are
/// borrowed.
pub(super) const START: &[Step] = &[
    Guest(G::SaveStatus),
    Each(&[C::CreatePort]),
    Guest(G::PrepareHost),
    Guest(G::SaveStatus),
    Each(CONNECT),
    Guest(G::Spawn),
    Guest(G::SaveStatus),
    Each(&[C::StartDevice]),
    Guest(G::Resume),
    Guest(G::SaveStatus),
];

/// The target side of a migration, up to where the memory arrives.
pub(super) const INCOMING: &[Step] = &[
    Guest(G::SaveStatus),
    Each(&[C::CreatePort]),
    Guest(G::PrepareHost),
    Guest(G::SaveStatus),
    Each(CONNECT),
    Guest(G::Spawn),
    Guest(G::SaveStatus),
];

/// One interface.
const CONNECT: &[C] = &[
    C::BorrowLower,
    C::Create,
    C::SaveUnmanaged,
    C::Open,
    C::SetMac,
    C::Keep,
    C::SetMtu,
    // In a transaction of its own: Open vSwitch does not attach the new device to a row that is replaced in one.
    C::Clear(R::OvsPort, Key::Name, When::Always),
    C::Attach,
    C::SetUp,
    C::RunScript,
    C::AllowMac,
    C::CreateFilter,
    C::Connected,
    C::SetNoQueue,
    C::SetBandwidth,
];

/// One more interface, which the status file has from the beginning: if the daemon dies, its successor keeps it as it is, and the stop
/// of the guest removes it like any other.
pub(super) const HOTPLUG: &[Step] =
    &[Each(&[C::Save, C::CreatePort, C::Save]), Each(CONNECT), Each(&[C::StartDevice, C::Plug]), Guest(G::SaveStatus)];

/// The stop that follows removes everything.
pub(super) const CONNECT_FAILED: &[Step] = &[];

/// The interface leaves the status file when nothing is left of it.
pub(super) const HOTPLUG_FAILED: &[Step] = &[Each(&[C::Close]), Each(GONE), Guest(G::SaveStatus)];

/// The stop, for whatever reason.
pub(super) const STOP: &[Step] = &[Guest(G::Kill), Each(GONE), Guest(G::RemoveStatus)];

/// One interface less. It is noted as disconnected before its device goes: nobody sets up or down what has its name later.
pub(super) const UNPLUG: &[Step] =
    &[Each(&[C::StopDevice, C::Disconnected, C::Save, C::Unplug]), Each(GONE), Guest(G::SaveStatus)];

/// Everything that one interface may have; the script is the user's own. The device is the last thing that is keyed by its name.
const GONE: &[C] = &[
    C::Clear(R::Script, Key::Name, When::SetUp),
    C::Clear(R::Bandwidth(Limiter::Switch), Key::Identity, When::Possible),
    C::Clear(R::Filter, Key::Identity, When::Possible),
    C::Clear(R::MacRule, Key::Identity, When::Possible),
    C::Clear(R::OvsPort, Key::Identity, When::Possible),
    C::Clear(R::Device, Key::Identity, When::Possible),
    C::Forget,
    C::Clear(R::Lower, Key::Identity, When::Possible),
    C::Clear(R::Port, Key::Identity, When::Possible),
];

/// The restart of the daemon. The names are reserved before anything can fail, and nothing is done by name.
pub(super) const RECONNECT: &[Step] = &[Each(&[C::Reserve]), Guest(G::ConnectMonitor), Guest(G::SaveStatus)];
