//! What generated names look like.

use super::NamedKind;
use super::digits::digits;
use crate::{IfName, NAME_MAX};
use std::fmt;

/// The most digits of a generated id. A counter lives through a thousand laps of that many ids.
const DIGITS_MAX: usize = 12;

/// Names with a number: `vnet%d` stands for `vnet0`, `vnet1`, ….
///
/// Every name of a pattern is one that Linux takes (`dev_valid_name()`), and no two ids give the same name: the ids end where the name
/// would be cut.
///
/// ```
/// use ifrace_allocator::names::NamePattern;
///
/// let pattern = NamePattern::parse(b"guest%d-net").unwrap();
/// assert_eq!(pattern.ids(), 1_000_000, "fifteen bytes leave room for six digits");
/// assert_eq!(pattern.name(7).to_string(), "guest7-net");
/// assert_eq!(pattern.id_of(b"guest41-net"), Some(41));
/// assert_eq!(pattern.id_of(b"guest041-net"), None, "no id gives this name");
/// ```
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct NamePattern {
    before: Affix,
    behind: Affix,
}

/// What stands on one side of the number.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
struct Affix {
    /// Zero behind its end.
    bytes: [u8; 16],
    len: u8,
}

impl Affix {
    /// That of these bytes, of which there are at most sixteen.
    fn new(text: &[u8]) -> Self {
        let mut bytes = [0; 16];
        bytes[..text.len()].copy_from_slice(text);
        Self { bytes, len: text.len() as u8 }
    }

    fn as_bytes(&self) -> &[u8] {
        &self.bytes[..self.len.into()]
    }

    /// Its bytes as a number, the first one lowest.
    const fn number(&self) -> u128 {
        u128::from_le_bytes(self.bytes)
    }
}

/// Why a text is no pattern.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum PatternError {
    /// It has not exactly one `%`, or no `d` behind it.
    #[error("a template has %d exactly once, and no other %")]
    NotATemplate,
    /// A byte that no name of a device has.
    #[error("no name of a device has the byte 0x{0:02x}: white space, /, : and NUL are refused")]
    Byte(u8),
    /// There is no room for a digit.
    #[error("with a digit the name has {0} bytes, and Linux takes {NAME_MAX}")]
    TooLong(usize),
}

impl NamePattern {
    /// Reads a template, such as a user writes it.
    ///
    /// # Errors
    /// [`PatternError`] if the names that it stands for are none that Linux takes.
    pub fn parse(template: &[u8]) -> Result<Self, PatternError> {
        let at = template.iter().position(|&byte| byte == b'%').ok_or(PatternError::NotATemplate)?;
        let (prefix, rest) = template.split_at(at);
        let suffix = rest.strip_prefix(b"%d").ok_or(PatternError::NotATemplate)?;
        if suffix.contains(&b'%') {
            return Err(PatternError::NotATemplate);
        }
        if let Some(&byte) = prefix.iter().chain(suffix).find(|&&byte| is_refused(byte)) {
            return Err(PatternError::Byte(byte));
        }
        let len = prefix.len() + suffix.len();
        if len >= NAME_MAX {
            return Err(PatternError::TooLong(len + 1));
        }
        Ok(Self { before: Affix::new(prefix), behind: Affix::new(suffix) })
    }

    /// The pattern of names that nobody chose: `vnet%d`, `macvtap%d` or `macvlan%d`.
    pub fn of_kind(kind: NamedKind) -> Self {
        Self { before: Affix::new(kind.prefix().as_bytes()), behind: Affix::new(b"") }
    }

    /// How many ids there are: all below this number. It is a power of ten, at most 10¹².
    pub const fn ids(&self) -> u64 {
        let room = NAME_MAX - (self.before.len + self.behind.len) as usize;
        10_u64.pow(if room < DIGITS_MAX { room } else { DIGITS_MAX } as u32)
    }

    /// The name with an id, which is reduced to those that [there are](Self::ids).
    pub fn name(&self, id: u64) -> IfName {
        self.name_below(id % self.ids())
    }

    /// The name with an id that there is. It is put together in registers: what is written byte by byte cannot be read in one piece at
    /// once, for which the processor waits longer than all the rest takes.
    #[inline]
    pub(crate) fn name_below(&self, id: u64) -> IfName {
        let (digits, count) = digits(id);
        let at = 8 * u32::from(self.before.len);
        IfName::of_number(self.before.number() | digits << at | self.behind.number() << (at + 8 * count))
    }

    /// The id with which this pattern gives a name.
    pub fn id_of(&self, name: &[u8]) -> Option<u64> {
        let digits = name.strip_prefix(self.before.as_bytes())?.strip_suffix(self.behind.as_bytes())?;
        if digits.is_empty() || digits.len() > DIGITS_MAX || (digits.len() > 1 && digits[0] == b'0') {
            return None;
        }
        let id = digits.iter().try_fold(0, |id, digit| digit.is_ascii_digit().then(|| id * 10 + u64::from(digit - b'0')))?;
        (id < self.ids()).then_some(id)
    }

    /// Whether some name could be of both patterns.
    ///
    /// ```
    /// use ifrace_allocator::names::NamePattern;
    ///
    /// let pattern = |text: &str| NamePattern::parse(text.as_bytes()).unwrap();
    /// assert!(pattern("v%d").overlaps(&pattern("v1%d")), "v10 is of both");
    /// assert!(!pattern("vnet%d").overlaps(&pattern("macvtap%d")));
    /// ```
    pub fn overlaps(&self, other: &Self) -> bool {
        let is_number = |rest: &[u8]| rest.iter().all(u8::is_ascii_digit);
        let beyond = |a: &[u8], b: &[u8]| a.strip_prefix(b).or_else(|| b.strip_prefix(a)).is_some_and(is_number);
        let backwards = |text: &[u8]| text.iter().rev().copied().collect::<Vec<u8>>();
        beyond(self.before.as_bytes(), other.before.as_bytes())
            && beyond(&backwards(self.behind.as_bytes()), &backwards(other.behind.as_bytes()))
    }

    /// The pattern in two words, as the state keeps it.
    pub(crate) fn to_words(self) -> [u64; 2] {
        let affixes = self.before.number() | self.behind.number() << (8 * self.before.len);
        let number = affixes | u128::from(self.before.len << 4 | self.behind.len) << (8 * NAME_MAX);
        [number as u64, (number >> 64) as u64]
    }

    /// Reads these words.
    pub(crate) fn from_words(words: [u64; 2]) -> Option<Self> {
        let bytes = (u128::from(words[1]) << 64 | u128::from(words[0])).to_le_bytes();
        let (prefix, suffix) = (usize::from(bytes[NAME_MAX] >> 4), usize::from(bytes[NAME_MAX] & 15));
        let (before, behind) = bytes.get(..prefix + suffix)?.split_at(prefix);
        let pattern = Self::parse(&[before, b"%d", behind].concat()).ok()?;
        (pattern.to_words() == words).then_some(pattern)
    }
}

/// Whether the kernel refuses names with this byte (`dev_valid_name()`); its white space is that of Latin-1.
const fn is_refused(byte: u8) -> bool {
    matches!(byte, 0 | b'\t'..=b'\r' | b' ' | 0xa0 | b'/' | b':')
}

/// As a template; bytes that are not printable ASCII appear as `\xNN`.
impl fmt::Display for NamePattern {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}%d{}", self.before.as_bytes().escape_ascii(), self.behind.as_bytes().escape_ascii())
    }
}

impl fmt::Debug for NamePattern {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "\"{self}\"")
    }
}

#[cfg(all(test, not(loom)))]
#[path = "pattern_tests.rs"]
mod tests;
