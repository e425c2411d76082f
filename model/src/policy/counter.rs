//! Counters that only go up, and the search for an unused name with them.
//!
//! Source: what libvirt 6.8.0 (`virNetDevTapGenerateName`, `virNetDevMacVLanGenerateName`) and 7.0.0 (`virNetDevGenerateName`)
//! have in common; they differ in the comparison that wraps the counter, see [`Wrap`].

use super::{DeviceKind, Era, reserve_number};
use crate::{IfName, NAME_MAX};

/// How many names one call tries before it gives up.
pub(super) const ATTEMPTS: u32 = 10_000;

/// The counters of a daemon, one for each kind of device.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub(super) struct Counters {
    /// The last id that was used; −1 before the first.
    last: [i32; 3],
    /// The largest id that is handed out.
    limits: [i32; 3],
}

impl Counters {
    /// The state of a daemon that has just started. A kind that the era does not name has no id but 0, which nobody asks for.
    pub(super) fn start(era: Era) -> Self {
        let limit = |kind| era.counter_limit(kind).and_then(|limit| i32::try_from(limit).ok()).unwrap_or(0);
        Self { last: [-1; 3], limits: DeviceKind::ALL.map(limit) }
    }

    /// The last id of this kind.
    pub(super) fn last(&self, kind: DeviceKind) -> i32 {
        self.last[kind as usize]
    }

    /// The last id of this kind, to change it.
    pub(super) fn last_mut(&mut self, kind: DeviceKind) -> &mut i32 {
        &mut self.last[kind as usize]
    }

    /// The largest id of this kind that is handed out.
    pub(super) fn limit(&self, kind: DeviceKind) -> i32 {
        self.limits[kind as usize]
    }

    /// Lowers the largest id of each kind to this one.
    pub(super) fn limit_to(&mut self, max_id: u32) {
        let max_id = i32::try_from(max_id).unwrap_or(i32::MAX);
        self.limits = self.limits.map(|limit| limit.min(max_id));
    }

    /// The daemon starts anew.
    pub(super) fn restart(&mut self) {
        self.last = [-1; 3];
    }

    /// Raises a counter to the number behind this prefix of the name; a `None` means that the name does not reserve anything.
    pub(super) fn raise(&mut self, counter: DeviceKind, prefix: &str, name: &[u8]) -> Option<bool> {
        let id = reserve_number::parse_after(prefix, name)?;
        let last = self.last_mut(counter);
        let raised = *last < id;
        if raised {
            *last = id;
        }
        Some(raised)
    }
}

/// The id at which a counter starts again: the first whose name with the default prefix is too long, or the largest C `int`.
///
/// The counter still hands this id out once, and wraps afterwards.
pub(super) fn wrap_id(kind: DeviceKind) -> i32 {
    let digits = NAME_MAX - kind.prefix().len();
    10i32.checked_pow(digits as u32).unwrap_or(i32::MAX)
}

/// How the id at which a counter starts again is compared.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub(super) enum Wrap {
    /// That id, or any above it.
    AtLeast,
    /// That id only: a counter that was raised above it never starts again.
    Equal,
}

/// One call's search for an unused name.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub(super) struct Search {
    kind: DeviceKind,
    wrap: Wrap,
    attempts: u32,
}

impl Search {
    /// A search that has not tried any name.
    pub(super) fn new(kind: DeviceKind, wrap: Wrap) -> Self {
        Self { kind, wrap, attempts: 0 }
    }

    /// The next candidate whose existence is to be probed, between this prefix and suffix; `None` after [`ATTEMPTS`] names.
    ///
    /// A candidate that does not fit is an attempt that failed without any host operation: `virNetDevExists` rejects it before
    /// it opens a socket, and a failed probe counts like a name that exists.
    pub(super) fn next(&mut self, counters: &mut Counters, prefix: &[u8], suffix: &[u8]) -> Option<IfName> {
        let limit = counters.limit(self.kind);
        let last = counters.last_mut(self.kind);
        while self.attempts < ATTEMPTS {
            self.attempts += 1;
            let id = last.wrapping_add(1);
            let wraps = match self.wrap {
                Wrap::AtLeast => id >= limit,
                Wrap::Equal => id == limit,
            };
            *last = if wraps { -1 } else { id };
            if let Some(name) = candidate(prefix, id, suffix) {
                return Some(name);
            }
        }
        None
    }
}

/// The name with this id between prefix and suffix; `None` if it has more than [`NAME_MAX`] bytes.
pub(super) fn candidate(prefix: &[u8], id: i32, suffix: &[u8]) -> Option<IfName> {
    // An id has a digit at least: this rules out long templates before any formatting.
    if prefix.len() + suffix.len() >= NAME_MAX {
        return None;
    }
    let mut name = [0; NAME_MAX];
    let mut digits = [0; 11];
    let digits = decimal(id, &mut digits);
    let end = prefix.len() + digits.len();
    let len = end + suffix.len();
    name.get_mut(end..len)?.copy_from_slice(suffix);
    name[..prefix.len()].copy_from_slice(prefix);
    name[prefix.len()..end].copy_from_slice(digits);
    Some(IfName::cut(&name[..len]))
}

/// Formats a number at the end of the buffer, which has room for the longest one.
fn decimal(id: i32, buffer: &mut [u8; 11]) -> &[u8] {
    let mut rest = id.unsigned_abs();
    let mut at = buffer.len();
    loop {
        at -= 1;
        buffer[at] = b'0' + (rest % 10) as u8;
        rest /= 10;
        if rest == 0 {
            break;
        }
    }
    if id < 0 {
        at -= 1;
        buffer[at] = b'-';
    }
    &buffer[at..]
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn candidates_are_formatted_like_printf() {
        for id in [0, 1, 9, 10, 99_999, 100_000, i32::MAX, -1, -83_648, i32::MIN] {
            let expected = format!("vnet{id}");
            assert_eq!(candidate(b"vnet", id, b"").map(|n| n.to_string()), Some(expected), "{id}");
        }
        assert_eq!(candidate(b"a", 7, b"b").map(|n| n.to_string()).as_deref(), Some("a7b"));
    }

    #[test]
    fn candidates_that_do_not_fit_are_none() {
        assert!(candidate(b"macvtap", 99_999_999, b"").is_some());
        assert_eq!(candidate(b"macvtap", 100_000_000, b""), None);
        assert!(candidate(b"abcdefg", 0, b"hijklmn").is_some());
        assert_eq!(candidate(b"abcdefgh", 0, b"hijklmn"), None);
        assert_eq!(candidate(&[b'x'; 100], 0, b""), None);
    }

    #[test]
    fn the_default_prefix_decides_where_a_counter_wraps() {
        assert_eq!(DeviceKind::ALL.map(wrap_id), [i32::MAX, 100_000_000, 100_000_000]);
    }
}
