//! libvirt 7.0 and later.

use super::super::host::{Abandoned, Host};
use super::{ATTEMPTS, Daemon};
use ifrace_model::IfName;
use ifrace_model::policy::{DeviceKind, Era, Outcome, Refusal, Reserved};

impl Daemon {
    /// `virNetDevGenerateName`, and for a tap from 9.0 on the check of `virNetDevTapCreate` that a given name is not in use.
    pub(super) fn unified(&mut self, kind: DeviceKind, wanted: Option<&[u8]>, host: &mut Host<'_>) -> Result<Outcome, Abandoned> {
        let template = wanted.unwrap_or(kind.prefix().as_bytes());
        let (prefix, suffix) = match wanted {
            None => (template, &b""[..]),
            Some(name) => match template_at(name) {
                Some(at) => (&name[..at], &name[at + 2..]),
                None if self.era == Era::Unified90 && kind == DeviceKind::Tap => {
                    return Ok(match host.exists(name)? {
                        0 => Outcome::Literal,
                        1 => Outcome::Refused(Refusal::InUse),
                        _ => Outcome::Refused(Refusal::ProbeFailed),
                    });
                }
                None => return Ok(Outcome::Literal),
            },
        };
        // What the default prefix leaves of a name, whatever the template leaves.
        let max_id = if kind == DeviceKind::Tap { i32::MAX } else { 100_000_000 };
        for _ in 0..ATTEMPTS {
            let last = &mut self.last[kind as usize];
            let id = last.wrapping_add(1);
            *last = if id >= max_id { -1 } else { id };
            if prefix.len() + length(id) + suffix.len() > 15 {
                // virNetDevExists fails before it asks the host, which counts as a name in use.
                continue;
            }
            let name = [prefix, id.to_string().as_bytes(), suffix].concat();
            if host.exists(&name)? == 0 {
                return Ok(Outcome::Generated(IfName::cut(&name)));
            }
        }
        Ok(Outcome::Refused(Refusal::Exhausted))
    }

    /// `virNetDevReserveName`: the first prefix that fits names the counter.
    pub(super) fn reserve_unified(&mut self, name: &[u8]) -> Reserved {
        for kind in [DeviceKind::Tap, DeviceKind::Macvtap, DeviceKind::Macvlan] {
            if let Some(text) = name.strip_prefix(kind.prefix().as_bytes()) {
                return self.raise(kind, Some(text));
            }
        }
        Reserved::Ignored
    }
}

/// Where the only `%` of a name stands, if a `d` follows it.
fn template_at(name: &[u8]) -> Option<usize> {
    let first = name.iter().position(|&byte| byte == b'%')?;
    let last = name.iter().rposition(|&byte| byte == b'%')?;
    (first == last && name.get(first + 1) == Some(&b'd')).then_some(first)
}

/// The length of a number in text.
fn length(id: i32) -> usize {
    usize::from(id < 0) + id.unsigned_abs().checked_ilog10().map_or(1, |log| log as usize + 1)
}
