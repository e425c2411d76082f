//! Macvtaps from libvirt 6.8 to 6.10.

use super::super::host::{Abandoned, Host};
use super::{ATTEMPTS, Daemon, numbered, tap};
use ifrace_model::policy::{DeviceKind, Outcome, Refusal, Reserved};

/// 10 to the power of the bytes that `macvtap` or `macvlan` leaves of a name.
const MAX_ID: i32 = 100_000_000;

/// Whether a name looks as if it had been generated.
pub(super) fn is_automatic(name: &[u8]) -> bool {
    name.starts_with(b"macvtap") || name.starts_with(b"macvlan")
}

impl Daemon {
    /// `virNetDevMacVLanCreateWithVPortProfile` of 6.8.0, up to and including the creation.
    pub(super) fn macvtap_6_8(
        &mut self,
        kind: DeviceKind,
        wanted: Option<&[u8]>,
        host: &mut Host<'_>,
    ) -> Result<Outcome, Abandoned> {
        if let Some(wanted) = wanted {
            match host.exists(wanted)? {
                -1 => return Ok(Outcome::Refused(Refusal::ProbeFailed)),
                0 => {
                    self.reserve_macvtap_6_8(wanted);
                    match host.create(wanted)? {
                        Ok(name) => return Ok(Outcome::Created(name)),
                        Err(_) if is_automatic(wanted) => {}
                        Err(errno) => return Ok(Outcome::Refused(Refusal::Create(errno))),
                    }
                }
                _ if is_automatic(wanted) => {}
                _ => return Ok(Outcome::Refused(Refusal::InUse)),
            }
        }
        // virNetDevMacVLanGenerateName: the counter begins again only where it meets the limit exactly.
        for _ in 0..ATTEMPTS {
            let last = &mut self.last[kind as usize];
            let id = last.wrapping_add(1);
            *last = if id == MAX_ID { -1 } else { id };
            if id >= MAX_ID {
                // A name of 16 bytes: virNetDevExists fails before it asks the host.
                continue;
            }
            let name = numbered(kind.prefix(), id);
            if host.exists(&name)? == 0 {
                return tap::create(&name, host);
            }
        }
        Ok(Outcome::Refused(Refusal::Exhausted))
    }

    /// `virNetDevMacVLanReserveNameInternal`: either prefix leads to the counter of macvtaps.
    pub(super) fn reserve_macvtap_6_8(&mut self, name: &[u8]) -> Reserved {
        let text = name.strip_prefix(b"macvtap").or_else(|| name.strip_prefix(b"macvlan"));
        self.raise(DeviceKind::Macvtap, text)
    }
}
