//! Hardware addresses.

use std::fmt;
use std::str::FromStr;

/// An Ethernet address.
///
/// ```
/// use ifrace_allocator::Mac;
///
/// let guest: Mac = "52:54:00:0a:0b:0c".parse().unwrap();
/// assert_eq!(guest.for_tap().to_string(), "fe:54:00:0a:0b:0c");
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Mac(pub [u8; 6]);

/// A text that is not a hardware address.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("not a hardware address such as 52:54:00:12:34:56")]
pub struct NotAMac;

impl Mac {
    /// The address of the host's end for a guest with this address: its first byte becomes 0xFE, or 0xFA if it is 0xFE already,
    /// so that a bridge never takes the lowest address from it (libvirt 9.0.0, `qemuInterfaceBridgeConnect`).
    pub fn for_tap(self) -> Self {
        let mut bytes = self.0;
        bytes[0] = if bytes[0] == 0xFE { 0xFA } else { 0xFE };
        Self(bytes)
    }
}

impl fmt::Display for Mac {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let [a, b, c, d, e, g] = self.0;
        write!(f, "{a:02x}:{b:02x}:{c:02x}:{d:02x}:{e:02x}:{g:02x}")
    }
}

/// Six groups of one or two hexadecimal digits, separated by colons, as libvirt reads them (9.0.0, `virMacAddrParse`).
impl FromStr for Mac {
    type Err = NotAMac;

    fn from_str(text: &str) -> Result<Self, NotAMac> {
        let mut bytes = [0; 6];
        let mut groups = text.split(':');
        for byte in &mut bytes {
            let group = groups.next().ok_or(NotAMac)?;
            let digits = group.bytes().all(|digit| digit.is_ascii_hexdigit());
            if !digits || !(1..=2).contains(&group.len()) {
                return Err(NotAMac);
            }
            *byte = u8::from_str_radix(group, 16).map_err(|_| NotAMac)?;
        }
        if groups.next().is_some() { Err(NotAMac) } else { Ok(Self(bytes)) }
    }
}

impl serde::Serialize for Mac {
    fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(self)
    }
}

#[cfg(test)]
mod tests {
    use super::Mac;

    #[test]
    fn addresses_are_read_and_printed() {
        assert_eq!("52:54:0:a:0B:ff".parse::<Mac>().map(|mac| mac.to_string()), Ok("52:54:00:0a:0b:ff".to_owned()));
        for wrong in ["", "52:54:00:0a:0b", "52:54:00:0a:0b:0c:0d", "52:54:00:0a:0b:0g", "52:54:00:0a:0b:+1", "525:4:0:0:0:0"] {
            assert!(wrong.parse::<Mac>().is_err(), "{wrong}");
        }
        assert_eq!(Mac([0xFE, 1, 2, 3, 4, 5]).for_tap().0[0], 0xFA);
    }
}
