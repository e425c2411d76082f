//! Taps until libvirt 6.10.

use super::super::host::{Abandoned, Host};
use super::{ATTEMPTS, Daemon, number, numbered};
use ifrace_model::policy::{Outcome, Refusal, Reserved};

const TEMPLATE: &[u8] = b"vnet%d";

/// `qemuInterfaceBridgeConnect`: no name, a name with the prefix, and any with a `%` become the template.
pub(super) fn passed_down(wanted: Option<&[u8]>) -> &[u8] {
    match wanted {
        Some(name) if !name.starts_with(b"vnet") && !name.contains(&b'%') => name,
        _ => TEMPLATE,
    }
}

/// The part of `virNetDevTapCreate` from the ioctl on.
pub(super) fn create(name: &[u8], host: &mut Host<'_>) -> Result<Outcome, Abandoned> {
    Ok(match host.create(name)? {
        Ok(name) => Outcome::Created(name),
        Err(errno) => Outcome::Refused(Refusal::Create(errno)),
    })
}

impl Daemon {
    /// `virNetDevTapCreate` of the first patch as it was mailed. Its loop ends before the id in front of the first one is tried,
    /// and never if the first one is 0.
    pub(super) fn mail_v1(&mut self, wanted: Option<&[u8]>, host: &mut Host<'_>) -> Result<Outcome, Abandoned> {
        let name = passed_down(wanted);
        if name != TEMPLATE {
            return create(name, host);
        }
        let last = &mut self.last[0];
        let mut next = || {
            *last = last.wrapping_add(1);
            *last % 100_000
        };
        let start = next();
        let mut id = start;
        while id + 1 != start {
            let name = numbered("vnet", id);
            if host.exists(&name)? == 0 {
                return create(&name, host);
            }
            id = next();
        }
        Ok(Outcome::Refused(Refusal::Exhausted))
    }

    /// `virNetDevTapReserveName` of that patch: compares with the reduced counter, and stores the id as it is.
    pub(super) fn reserve_mail_v1(&mut self, name: &[u8]) -> Reserved {
        let Some(id) = name.strip_prefix(b"vnet").and_then(number::parse) else { return Reserved::Ignored };
        if self.last[0] % 100_000 < id {
            self.last[0] = id;
            return Reserved::Raised;
        }
        Reserved::Unchanged
    }

    /// `virNetDevTapGenerateName` and `virNetDevTapCreate` of 6.8.0.
    pub(super) fn tap_6_8(&mut self, wanted: Option<&[u8]>, host: &mut Host<'_>) -> Result<Outcome, Abandoned> {
        let name = passed_down(wanted);
        if name != TEMPLATE {
            return create(name, host);
        }
        for _ in 0..ATTEMPTS {
            let id = self.last[0].wrapping_add(1);
            self.last[0] = id;
            if id == i32::MAX {
                self.last[0] = -1;
            }
            let name = numbered("vnet", id);
            if host.exists(&name)? == 0 {
                return create(&name, host);
            }
        }
        Ok(Outcome::Refused(Refusal::Exhausted))
    }
}
