//! Templates: names with one `%d` for a number.

use crate::{IfName, NAME_MAX};
use std::fmt;

/// A name with exactly one `%`, followed by `d`: `vnet%d`.
///
/// This is what both the kernel (`__dev_alloc_name()`, Linux 6.7) and libvirt (`virNetDevGenerateName`, 7.0.0) take for a
/// template; they differ in how they choose the number.
///
/// ```
/// use ifrace_model::Template;
///
/// let template = Template::parse(b"vnet%d").unwrap();
/// assert_eq!(template.expand(7), b"vnet7");
/// assert!(Template::parse(b"vnet%5d").is_err());
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Template<'a> {
    prefix: &'a [u8],
    suffix: &'a [u8],
}

/// Why a name is not a template.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum TemplateError {
    /// It has no `%`: it is an ordinary name.
    Literal,
    /// It has a `%` that `d` does not follow, or more than one `%`. The kernel answers EINVAL.
    Malformed,
}

impl fmt::Display for TemplateError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Literal => "the name holds no %, so it is no template",
            Self::Malformed => "a template holds exactly one %, followed by d",
        })
    }
}

impl std::error::Error for TemplateError {}

impl<'a> Template<'a> {
    /// Splits a name around its `%d`.
    ///
    /// # Errors
    /// [`TemplateError`] if the name has no `%`, or anything else than one `%d`.
    pub fn parse(name: &'a [u8]) -> Result<Self, TemplateError> {
        let Some(at) = name.iter().position(|&b| b == b'%') else { return Err(TemplateError::Literal) };
        let (prefix, rest) = (&name[..at], &name[at + 1..]);
        match rest.split_first() {
            Some((b'd', suffix)) if !suffix.contains(&b'%') => Ok(Self { prefix, suffix }),
            _ => Err(TemplateError::Malformed),
        }
    }

    /// What stands before the number.
    pub fn prefix(&self) -> &'a [u8] {
        self.prefix
    }

    /// What stands after the number.
    pub fn suffix(&self) -> &'a [u8] {
        self.suffix
    }

    /// The template with this number in its place, however long it gets.
    pub fn expand(&self, id: i64) -> Vec<u8> {
        [self.prefix, id.to_string().as_bytes(), self.suffix].concat()
    }

    /// The first [`NAME_MAX`] bytes of the expansion: what the kernel's `snprintf()` into a name buffer leaves.
    pub fn expand_cut(&self, id: i64) -> IfName {
        IfName::cut(&self.expand(id))
    }

    /// The id of a name that is an expansion of this template, as long as it has room: digits only, without leading zeros.
    pub fn id_of(&self, name: &[u8]) -> Option<u64> {
        let digits = name.strip_prefix(self.prefix)?.strip_suffix(self.suffix)?;
        let id: u64 = std::str::from_utf8(digits).ok()?.parse().ok()?;
        (id.to_string().as_bytes() == digits).then_some(id)
    }

    /// How many bytes a number may have for the expansion to fit a device's name; 0 if none fits.
    pub fn room(&self) -> usize {
        NAME_MAX.saturating_sub(self.prefix.len() + self.suffix.len())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn one_percent_with_d_makes_a_template() {
        for name in ["%d", "%da", "a%db", "v%d5", "é%d"] {
            assert!(Template::parse(name.as_bytes()).is_ok(), "{name}");
        }
        for name in ["%", "%%", "%%d", "%s", "%i", "%u", "%x", "%ld", "%5d", "%05d", "%-d", "%*d", "a%", "%d%", "%d%d", "%da%"] {
            assert_eq!(Template::parse(name.as_bytes()), Err(TemplateError::Malformed), "{name}");
        }
        assert_eq!(Template::parse(b"vnet0"), Err(TemplateError::Literal));
    }

    #[test]
    fn a_long_expansion_is_cut() {
        let template = Template::parse(b"AAAAAAAAAA%dklm").unwrap();
        assert_eq!(template.expand_cut(100).as_bytes(), b"AAAAAAAAAA100kl");
        assert_eq!(template.room(), 2);
    }

    #[test]
    fn ids_are_read_back_only_from_true_expansions() {
        let template = Template::parse(b"v%d5").unwrap();
        assert_eq!(template.id_of(b"v05"), Some(0));
        assert_eq!(template.id_of(b"v125"), Some(12));
        for name in [&b"v5"[..], b"v005", b"v-15", b"v+15", b"v15x", b"w15"] {
            assert_eq!(template.id_of(name), None, "{}", name.escape_ascii());
        }
    }
}
