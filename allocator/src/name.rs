//! Names of devices as the life cycle carries them: small values without a heap.

use std::fmt;

/// Longest name of a device in bytes (`IFNAMSIZ - 1`, `linux/if.h`).
pub const NAME_MAX: usize = 15;

/// A name of at most [`NAME_MAX`] bytes without a NUL.
///
/// It may be a template such as `vnet%d`; whether a device can bear it is the kernel's to say.
///
/// ```
/// use ifrace_allocator::IfName;
///
/// let name = IfName::new("macvtap0").unwrap();
/// assert_eq!((name.to_string().as_str(), name.as_bytes()), ("macvtap0", b"macvtap0".as_slice()));
/// assert_eq!(IfName::new("sixteen-bytes-xx"), None);
/// ```
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct IfName {
    /// Zero behind the name, so that equal names are equal values.
    bytes: [u8; NAME_MAX],
}

impl IfName {
    /// The name with these bytes; `None` if it is empty, too long or has a NUL.
    pub fn new(name: impl AsRef<[u8]>) -> Option<Self> {
        let name = name.as_ref();
        if name.is_empty() || name.len() > NAME_MAX || name.contains(&0) {
            return None;
        }
        let mut bytes = [0; NAME_MAX];
        bytes[..name.len()].copy_from_slice(name);
        Some(Self { bytes })
    }

    /// The name whose bytes are those of a number, the lowest one first: at least one and at most fifteen that are not zero.
    #[inline]
    pub(crate) const fn of_number(number: u128) -> Self {
        let [bytes @ .., _] = number.to_le_bytes();
        Self { bytes }
    }

    /// The bytes of the name.
    pub fn as_bytes(&self) -> &[u8] {
        let end = self.bytes.iter().position(|&byte| byte == 0).unwrap_or(NAME_MAX);
        &self.bytes[..end]
    }

    /// Whether the name is a template of libvirt: exactly one `%`, and a `d` behind it (7.0.0, `virNetDevGenerateName`).
    pub fn is_template(&self) -> bool {
        let bytes = self.as_bytes();
        let mut percents = bytes.iter().enumerate().filter(|(_, byte)| **byte == b'%');
        matches!((percents.next(), percents.next()), (Some((at, _)), None) if bytes.get(at + 1) == Some(&b'd'))
    }
}

/// Bytes that are not printable ASCII appear as `\xNN`.
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

impl serde::Serialize for IfName {
    fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(self)
    }
}

#[cfg(test)]
mod tests {
    use super::IfName;

    #[test]
    fn names_fit_the_kernel_buffer() {
        assert_eq!(IfName::new("fifteen-bytes-x").map(|name| name.as_bytes().len()), Some(15));
        assert_eq!((IfName::new(""), IfName::new("a\0b"), IfName::new("sixteen-bytes-xx")), (None, None, None));
        assert_eq!(IfName::new(b"a\xff").map(|name| name.to_string()), Some("a\\xff".to_owned()));
    }

    #[test]
    fn a_template_has_one_conversion() {
        let is_template = |text: &str| IfName::new(text).is_some_and(|name| name.is_template());
        assert!(is_template("vnet%d") && is_template("a%dz"));
        assert!(
            !is_template("vnet0") && !is_template("a%d%d") && !is_template("a%") && !is_template("a%s") && !is_template("%%d")
        );
    }
}
