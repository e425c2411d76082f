//! What happens to a running guest: pause, and the restart of the daemon.

use super::{CardStep as C, GuestStep as G, Step, Step::Each, Step::Guest};

/// The CPUs stop first, then macvtaps are set down (9.0.0, `qemuProcessStopCPUs`).
pub(super) const PAUSE: &[Step] = &[Guest(G::Pause), Each(&[C::StopDevice]), Guest(G::SaveStatus)];

/// Macvtaps are set up first (9.0.0, `qemuProcessStartCPUs`).
pub(super) const RESUME: &[Step] = &[Each(&[C::StartDevice]), Guest(G::Resume), Guest(G::SaveStatus)];

/// The names are reserved, taps are put into their bridges again by name, filters are created unless one of that name exists
/// (9.0.0, `qemuProcessReconnect`, `qemuProcessNotifyNets`, `qemuProcessFiltersInstantiate`).
pub(super) const RECONNECT: &[Step] =
    &[Guest(G::ConnectMonitor), Each(&[C::Reserve, C::Reattach]), Each(&[C::RestoreFilter]), Guest(G::SaveStatus)];
