//! What generated names look like.

use super::NamedKind;
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

/// The decimal digits of a number as bytes of text, the first one lowest, and how many there are. Two are found at a time.
#[inline]
fn digits(mut number: u64) -> (u128, u32) {
    let (mut text, mut count) = (0, 0);
    while number >= 100 {
        text = text << 16 | u128::from(PAIRS[(number % 100) as usize]);
        number /= 100;
        count += 2;
    }
    if number >= 10 {
        (text << 16 | u128::from(PAIRS[number as usize]), count + 2)
    } else {
        (text << 8 | u128::from(u64::from(b'0') + number), count + 1)
    }
}

/// The texts of 00 to 99, the first digit lowest.
const PAIRS: [u16; 100] = {
    let mut pairs = [0; 100];
    let mut number = 0_u8;
    while number < 100 {
        pairs[number as usize] = u16::from_le_bytes([b'0' + number / 10, b'0' + number % 10]);
        number += 1;
    }
    pairs
};

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
mod tests {
    use super::*;

    fn pattern(text: &str) -> NamePattern {
        NamePattern::parse(text.as_bytes()).expect("it is a template")
    }

    #[test]
    fn the_length_of_a_template_bounds_its_ids() {
        let ids = ["vnet%d", "macvtap%d", "%d", "fourteen-bytes%d", "fourteen-by-%dx"].map(|text| pattern(text).ids());
        assert_eq!(ids, [100_000_000_000, 100_000_000, 1_000_000_000_000, 10, 100]);
        assert_eq!(pattern("fourteen-bytes%d").name(9).as_bytes(), b"fourteen-bytes9");
        assert_eq!(pattern("fourteen-bytes%d").name(10).as_bytes(), b"fourteen-bytes0");
        assert_eq!(pattern("%d").name(999_999_999_999).as_bytes(), b"999999999999");
    }

    #[test]
    fn what_is_no_template_is_refused() {
        let refused = |text: &[u8]| NamePattern::parse(text).unwrap_err();
        for text in ["", "vnet0", "%", "%%d", "%d%d", "a%s", "a%05d", "%da%"] {
            assert_eq!(refused(text.as_bytes()), PatternError::NotATemplate, "{text}");
        }
        for byte in [0, 9, 10, 11, 12, 13, 32, 0xa0, b'/', b':'] {
            assert_eq!(refused(&[b'a', byte, b'%', b'd']), PatternError::Byte(byte));
            assert_eq!(refused(&[b'%', b'd', byte]), PatternError::Byte(byte));
        }
        assert_eq!(refused(b"fifteen-bytes-x%d"), PatternError::TooLong(16));
        assert!(refused(b"fifteen-bytes-x%d").to_string().contains("16 bytes"));
    }

    #[test]
    fn ids_and_names_belong_to_each_other() {
        for text in ["vnet%d", "%d", "v1%d5", "fourteen-by-%dx", "0%d0"] {
            let pattern = pattern(text);
            for id in [0, 1, 9, 10, 42, 99, 100, 999_999] {
                let id = id % pattern.ids();
                assert_eq!(pattern.id_of(pattern.name(id).as_bytes()), Some(id), "{text} {id}");
            }
        }
        let vnet = pattern("vnet%d");
        for name in ["vnet", "vnet00", "vnet+1", "vnet-1", "vnet1a", "Vnet1", "vnet1000000000000", "vne1"] {
            assert_eq!(vnet.id_of(name.as_bytes()), None, "{name}");
        }
        assert_eq!(pattern("fourteen-by-%dx").id_of(b"fourteen-by-100x"), None);
    }

    #[test]
    fn patterns_overlap_if_a_name_is_of_both() {
        let overlap = |a: &str, b: &str| pattern(a).overlaps(&pattern(b)) && pattern(b).overlaps(&pattern(a));
        assert!(overlap("vnet%d", "vnet%d") && overlap("v%d", "v1%d") && overlap("%d", "%d5") && overlap("a%dx", "a1%dx"));
        assert!(!overlap("vnet%d", "vnet%dx") && !overlap("v%d", "va%d") && !overlap("a%d", "b%d") && !overlap("v%d", "v%dx1"));
    }

    #[test]
    fn words_lead_back() {
        for text in ["vnet%d", "%d", "a%dbcdefg", "%dfourteen-bytes"] {
            let pattern = pattern(text);
            assert_eq!(NamePattern::from_words(pattern.to_words()), Some(pattern));
        }
        assert_eq!([NamePattern::from_words([0, u64::MAX]), NamePattern::from_words([1, 0])], [None, None]);
    }

    #[test]
    fn kinds_have_their_patterns() {
        use crate::host::MacvtapKind::{Macvlan, Macvtap};
        let kinds = [NamedKind::Tap, NamedKind::OnLower(Macvtap), NamedKind::OnLower(Macvlan)];
        let texts = kinds.map(|kind| NamePattern::of_kind(kind).to_string());
        assert_eq!(texts, ["vnet%d", "macvtap%d", "macvlan%d"]);
    }
}
