//! Macvtaps from libvirt 1.3.2 to 6.7.

use super::super::host::{Abandoned, Host};
use super::macvtap::is_automatic;
use super::{Daemon, number, numbered};
use ifrace_model::Errno;
use ifrace_model::policy::{DeviceKind, Outcome, Refusal, Reserved};

/// The number of bits (`MACVLAN_MAX_ID` + 1).
const IDS: i32 = 8192;

impl Daemon {
    /// `virNetDevMacVLanCreateWithVPortProfile`, up to and including the creation.
    pub(super) fn bitmap(&mut self, kind: DeviceKind, wanted: Option<&[u8]>, host: &mut Host<'_>) -> Result<Outcome, Abandoned> {
        if let Some(wanted) = wanted {
            match host.exists(wanted)? {
                -1 => return Ok(Outcome::Refused(Refusal::ProbeFailed)),
                0 if !is_automatic(wanted) => return super::tap::create(wanted, host),
                0 if self.reserve_bit(wanted) == Reserved::Raised => {
                    if let Ok(name) = host.create(wanted)? {
                        return Ok(Outcome::Created(name));
                    }
                    self.release_bit(wanted);
                }
                0 => {}
                _ if is_automatic(wanted) => {}
                _ => return Ok(Outcome::Refused(Refusal::InUse)),
            }
        }
        let mut id = -1;
        for _ in 0..IDS - 1 {
            let Some(next) = self.first_clear(kind, id) else { break };
            id = next;
            self.bits(kind).push(id);
            match host.create(&numbered(kind.prefix(), id))? {
                Ok(name) => return Ok(Outcome::Created(name)),
                Err(errno) => {
                    self.bits(kind).retain(|&bit| bit != id);
                    if errno != Errno::EEXIST {
                        return Ok(Outcome::Refused(Refusal::Create(errno)));
                    }
                }
            }
        }
        Ok(Outcome::Refused(Refusal::Exhausted))
    }

    /// `virNetDevMacVLanReserveName` and `virNetDevMacVLanReserveID`: a negative id stands for the first one whose bit is clear.
    pub(super) fn reserve_bit(&mut self, name: &[u8]) -> Reserved {
        let Some((kind, text)) = split(name) else { return Reserved::Ignored };
        let id = match number::parse(text) {
            Some(id) if id < 0 => self.first_clear(kind, -1),
            Some(id) if id < IDS && !self.bits(kind).contains(&id) => Some(id),
            _ => None,
        };
        let Some(id) = id else { return Reserved::Failed };
        self.bits(kind).push(id);
        Reserved::Raised
    }

    /// `virNetDevMacVLanReleaseName`: clears the bit, whoever set it.
    pub(super) fn release_bit(&mut self, name: &[u8]) {
        if let Some((kind, text)) = split(name) {
            let id = number::parse(text);
            self.bits(kind).retain(|&bit| Some(bit) != id);
        }
    }

    /// `virBitmapNextClearBit()`.
    fn first_clear(&mut self, kind: DeviceKind, after: i32) -> Option<i32> {
        let bits = self.bits(kind);
        (after + 1..IDS).find(|id| !bits.contains(id))
    }

    fn bits(&mut self, kind: DeviceKind) -> &mut Vec<i32> {
        &mut self.ids[usize::from(kind == DeviceKind::Macvlan)]
    }
}

/// The bitmap of a name, and the text behind the prefix.
fn split(name: &[u8]) -> Option<(DeviceKind, &[u8])> {
    if let Some(text) = name.strip_prefix(b"macvtap") {
        return Some((DeviceKind::Macvtap, text));
    }
    Some((DeviceKind::Macvlan, name.strip_prefix(b"macvlan")?))
}
