//! Which name a device is to have.

use crate::IfName;
use crate::names::NamePattern;

/// The name that somebody wants for a device.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Wanted {
    /// One with a number.
    Pattern(NamePattern),
    /// This one, or none. A template of the kernel is refused, as it would become another name.
    Name(IfName),
}

impl Wanted {
    /// Whether the kernel may have refused it for the name. Devices are refused with the same number for other reasons, such as a
    /// macvtap on `lo`.
    pub(super) fn may_be_bad(&self) -> bool {
        let Self::Name(name) = self else { return false };
        // dev_valid_name(), and the folders that devinet_sysctl_register() finds in its way.
        let is_bad = |byte: &u8| matches!(byte, b'\t'..=b'\r' | b' ' | 0xa0 | b'/' | b':');
        matches!(name.as_bytes(), b"." | b".." | b"all" | b"default") || name.as_bytes().iter().any(is_bad)
    }
}

impl From<NamePattern> for Wanted {
    fn from(pattern: NamePattern) -> Self {
        Self::Pattern(pattern)
    }
}
