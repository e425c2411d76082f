//! Hashes that mean the same in every version: FNV-1a of 64 and of 128 bits, as published by Fowler, Noll and Vo
//! (RFC 9923, section 5). They tell what differs by accident, not what somebody forges.

use serde::de::{Deserialize, Deserializer, Error};
use serde::ser::{Serialize, Serializer};
use std::fmt;
use std::str::FromStr;

/// The 128-bit FNV-1a hash of a text.
///
/// ```
/// use ifrace_sim::units::Digest;
///
/// assert_eq!(Digest::of(b"foobar").to_string(), "343e1662793c64bf6f0d3597ba446f18");
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Digest(u128);

const BASIS: u128 = 0x6c62_272e_07bb_0142_62b8_2175_6295_c58d;
const PRIME: u128 = (1 << 88) + 0x13b;

impl Digest {
    /// Of these bytes.
    pub fn of(bytes: &[u8]) -> Self {
        Self(bytes.iter().fold(BASIS, |hash, byte| (hash ^ u128::from(*byte)).wrapping_mul(PRIME)))
    }

    /// Both halves in one number, to seed random numbers with.
    pub const fn folded(self) -> u64 {
        (self.0 >> 64) as u64 ^ self.0 as u64
    }
}

impl fmt::Display for Digest {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:032x}", self.0)
    }
}

impl FromStr for Digest {
    type Err = &'static str;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        const WRONG: &str = "a digest has 32 hexadecimal digits";
        let is_digest = text.len() == 32 && text.bytes().all(|byte| byte.is_ascii_hexdigit());
        u128::from_str_radix(text, 16).ok().filter(|_| is_digest).map(Self).ok_or(WRONG)
    }
}

impl Serialize for Digest {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(self)
    }
}

impl<'de> Deserialize<'de> for Digest {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        String::deserialize(deserializer)?.parse().map_err(D::Error::custom)
    }
}

/// The 64-bit FNV-1a hash: the checksum of a line.
///
/// ```
/// assert_eq!(ifrace_sim::units::checksum(b"foobar"), 0x85944171f73967e8);
/// ```
pub fn checksum(bytes: &[u8]) -> u64 {
    bytes.iter().fold(0xcbf2_9ce4_8422_2325, |hash, byte| (hash ^ u64::from(*byte)).wrapping_mul(0x0100_0000_01b3))
}

/// A hash in a line: a text, as not every reader of JSON has numbers of 64 bits.
pub(super) mod hexadecimal {
    use super::{Deserialize, Deserializer, Error, Serializer};

    // Serde passes what it serializes by reference.
    pub(crate) fn serialize<S: Serializer>(hash: &u64, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(&format_args!("{hash:016x}"))
    }

    pub(crate) fn deserialize<'de, D: Deserializer<'de>>(deserializer: D) -> Result<u64, D::Error> {
        let text = String::deserialize(deserializer)?;
        u64::from_str_radix(&text, 16).map_err(|_| D::Error::custom("a hash has 16 hexadecimal digits"))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn published_vectors_come_out() {
        let wide = [
            ("", "6c62272e07bb014262b821756295c58d"),
            ("a", "d228cb696f1a8caf78912b704e4a8964"),
            ("foobar", "343e1662793c64bf6f0d3597ba446f18"),
        ];
        for (text, digest) in wide {
            assert_eq!(Digest::of(text.as_bytes()).to_string(), digest);
            assert_eq!(digest.parse(), Ok(Digest::of(text.as_bytes())));
        }
        let narrow = [("", 0xcbf2_9ce4_8422_2325), ("a", 0xaf63_dc4c_8601_ec8c), ("foobar", 0x8594_4171_f739_67e8)];
        narrow.iter().for_each(|(text, hash)| assert_eq!(checksum(text.as_bytes()), *hash));
    }

    #[test]
    fn what_is_no_digest_is_refused() {
        for text in ["", "6c62", "+c62272e07bb014262b821756295c58d", "6c62272e07bb014262b821756295c58dd"] {
            assert!(text.parse::<Digest>().is_err(), "{text}");
        }
    }
}
