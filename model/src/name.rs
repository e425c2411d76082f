//! Names of devices, as bytes.

use std::fmt;

/// Size of the kernel's name buffer with its NUL (`IFNAMSIZ`, `linux/if.h`).
pub const IFNAMSIZ: usize = 16;

/// Longest name of a device in bytes.
pub const NAME_MAX: usize = IFNAMSIZ - 1;

/// A name of at most [`NAME_MAX`] bytes without a NUL: what fits into the kernel's `ifr_name`.
///
/// Fitting is not the same as being valid: [`is_valid`] says whether a device may bear the name. Names are bytes, not UTF-8;
/// they are compared byte by byte, as the kernel does.
///
/// ```
/// use ifrace_model::IfName;
///
/// let name = IfName::new(b"vnet0").unwrap();
/// assert_eq!(name.as_bytes(), b"vnet0");
/// assert_eq!(IfName::new(b"a name that is too long"), None);
/// assert_eq!(IfName::cut(b"a name that is too long").to_string(), "a name that is ");
/// ```
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Default)]
pub struct IfName {
    bytes: [u8; NAME_MAX],
    len: u8,
}

impl IfName {
    /// The name with exactly these bytes; `None` if it does not fit or holds a NUL.
    pub fn new(bytes: &[u8]) -> Option<Self> {
        (bytes.len() <= NAME_MAX && !bytes.contains(&0)).then(|| Self::cut(bytes))
    }

    /// The name that an `ifreq` carries when a caller copies these bytes into it: it ends at the first NUL, and the kernel
    /// overwrites the sixteenth byte with a NUL (`dev_ioctl()` and `tun_set_iff()`), so that a longer name is cut without
    /// an error.
    pub fn cut(bytes: &[u8]) -> Self {
        let bytes = until_nul(bytes);
        let len = bytes.len().min(NAME_MAX);
        let mut name = Self::default();
        name.bytes[..len].copy_from_slice(&bytes[..len]);
        name.len = len as u8;
        name
    }

    /// The bytes of the name, without a NUL.
    pub fn as_bytes(&self) -> &[u8] {
        &self.bytes[..usize::from(self.len)]
    }

    /// Whether the name has no bytes at all.
    pub fn is_empty(&self) -> bool {
        self.len == 0
    }
}

impl fmt::Display for IfName {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.as_bytes().escape_ascii().fmt(f)
    }
}

impl fmt::Debug for IfName {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "\"{self}\"")
    }
}

/// The bytes before the first NUL: what a C string function sees.
pub fn until_nul(bytes: &[u8]) -> &[u8] {
    bytes.split(|&b| b == 0).next().unwrap_or_default()
}

/// The kernel's `isspace()`, whose table is Latin-1: bytes 09 to 0d, 20 and a0 (`lib/ctype.c`).
pub const fn is_kernel_space(byte: u8) -> bool {
    matches!(byte, 0x09..=0x0d | 0x20 | 0xa0)
}

/// Whether the kernel accepts these bytes as the name of a device (`dev_valid_name()`, the same from Linux 4.0 on): 1 to 15
/// bytes, neither `.` nor `..`, and none of them a NUL, a `/`, a `:` or kernel white space.
///
/// A `%` is accepted here: it makes the name a [`Template`](crate::Template).
///
/// ```
/// use ifrace_model::is_valid;
///
/// assert!(is_valid("é".as_bytes()));
/// assert!(!is_valid("à".as_bytes()), "its second byte is a0, a no-break space in Latin-1");
/// ```
pub fn is_valid(name: &[u8]) -> bool {
    let forbidden = |&b: &u8| b == 0 || b == b'/' || b == b':' || is_kernel_space(b);
    !name.is_empty() && name.len() <= NAME_MAX && name != b"." && name != b".." && !name.iter().any(forbidden)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nine_bytes_are_rejected_wherever_they_stand() {
        let rejected: Vec<u8> = (1..=255).filter(|&b| !is_valid(&[b'X', b, b'Y'])).collect();
        assert_eq!(rejected, [0x09, 0x0a, 0x0b, 0x0c, 0x0d, 0x20, b'/', b':', 0xa0]);
        for b in (1..=255).filter(|&b| b != b'.') {
            let expected = !rejected.contains(&b);
            assert_eq!(is_valid(&[b]), expected);
            assert_eq!(is_valid(&[b, b'X']), expected);
            assert_eq!(is_valid(&[b'X', b]), expected);
        }
    }

    #[test]
    fn dots_and_lengths() {
        for name in [&b""[..], b".", b"..", b"abcdefghijklmnop"] {
            assert!(!is_valid(name), "{}", name.escape_ascii());
        }
        for name in [&b"..."[..], b".a", b"abcdefghijklmno", b"all", b"lo", b"vnet%d"] {
            assert!(is_valid(name), "{}", name.escape_ascii());
        }
    }

    #[test]
    fn an_ifreq_cuts_at_the_nul_and_at_fifteen_bytes() {
        assert_eq!(IfName::cut(b"vnet0\0JUNK").as_bytes(), b"vnet0");
        assert_eq!(IfName::cut(b"abcdefghijklmno%d").as_bytes(), b"abcdefghijklmno");
        assert_eq!(IfName::new(b"vnet0\0"), None);
        assert!(IfName::cut(b"\0x").is_empty());
    }

    #[test]
    fn names_that_are_not_text_are_printed_escaped() {
        assert_eq!(IfName::cut(b"\xc3\xa9 x").to_string(), r"\xc3\xa9 x");
    }
}
