//! The eras once more, as straight lines: loops as in libvirt's source, with C's arithmetic.
//!
//! They share nothing with the model but its plain types.

mod bitmap;
mod macvtap;
mod number;
mod scan;
mod tap;
mod unified;

use super::host::{Abandoned, Host};
use ifrace_model::policy::{DeviceKind, Era, Outcome, Refusal, Reserved};

/// How many names a generator with a counter tries.
const ATTEMPTS: u32 = 10_000;

/// The state of a daemon.
pub(super) struct Daemon {
    era: Era,
    /// The id of each kind that was handed out last.
    last: [i32; 3],
    /// The ids of macvtaps and of macvlans whose bits are set.
    ids: [Vec<i32>; 2],
}

impl Daemon {
    /// A daemon that has just started.
    pub(super) fn new(era: Era) -> Self {
        Self { era, last: [-1; 3], ids: [Vec::new(), Vec::new()] }
    }

    /// The counters, for the kinds that have one.
    pub(super) fn counters(&self) -> [Option<i32>; 3] {
        let [tap, macvtap, macvlan] = self.last.map(Some);
        match self.era {
            Era::KernelTemplate | Era::MacvtapScan | Era::MacvtapBitmap => [None; 3],
            Era::MailV1 | Era::Tap68 => [tap, None, None],
            Era::Macvtap68 => [None, macvtap, macvlan],
            Era::Unified70 | Era::Unified90 => [tap, macvtap, macvlan],
        }
    }

    /// Asks for a name.
    pub(super) fn generate(
        &mut self,
        kind: DeviceKind,
        wanted: Option<&[u8]>,
        host: &mut Host<'_>,
    ) -> Result<Outcome, Abandoned> {
        let wanted = wanted.map(c_string);
        let is_tap = kind == DeviceKind::Tap;
        match self.era {
            Era::KernelTemplate if is_tap => tap::create(tap::passed_down(wanted), host),
            Era::MailV1 if is_tap => self.mail_v1(wanted, host),
            Era::Tap68 if is_tap => self.tap_6_8(wanted, host),
            Era::MacvtapScan if !is_tap => scan::create(kind, wanted, host),
            Era::MacvtapBitmap if !is_tap => self.bitmap(kind, wanted, host),
            Era::Macvtap68 if !is_tap => self.macvtap_6_8(kind, wanted, host),
            Era::Unified70 | Era::Unified90 => self.unified(kind, wanted, host),
            _ => Ok(Outcome::Refused(Refusal::Unsupported)),
        }
    }

    /// Reserves the name of a running guest's device.
    pub(super) fn reserve(&mut self, name: &[u8]) -> Reserved {
        let name = c_string(name);
        match self.era {
            Era::KernelTemplate | Era::MacvtapScan => Reserved::Ignored,
            Era::MailV1 => self.reserve_mail_v1(name),
            Era::Tap68 => self.raise(DeviceKind::Tap, name.strip_prefix(b"vnet")),
            Era::MacvtapBitmap => self.reserve_bit(name),
            Era::Macvtap68 => self.reserve_macvtap_6_8(name),
            Era::Unified70 | Era::Unified90 => self.reserve_unified(name),
        }
    }

    /// Releases the name of a device that was deleted.
    pub(super) fn release(&mut self, name: &[u8]) {
        if self.era == Era::MacvtapBitmap {
            self.release_bit(c_string(name));
        }
    }

    /// Raises a counter to the number that this text is.
    fn raise(&mut self, kind: DeviceKind, text: Option<&[u8]>) -> Reserved {
        let Some(id) = text.and_then(number::parse) else { return Reserved::Ignored };
        let last = &mut self.last[kind as usize];
        if *last < id {
            *last = id;
            return Reserved::Raised;
        }
        Reserved::Unchanged
    }
}

/// What a C string function sees of a name.
fn c_string(name: &[u8]) -> &[u8] {
    name.split(|&byte| byte == 0).next().unwrap_or_default()
}

/// `snprintf()` of a number behind a prefix.
fn numbered(prefix: &str, id: i32) -> Vec<u8> {
    format!("{prefix}{id}").into_bytes()
}
