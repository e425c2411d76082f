//! Which kernel is modelled.

use std::fmt;

/// Ids of a template lie below this: the kernel's bitmap is `8 * PAGE_SIZE` bits, here with pages of 4 KiB.
pub const ID_LIMIT: u32 = 32768;

/// How the kernel treats the result of a template.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Default)]
pub enum Rules {
    /// Linux 6.7 and later (commit 7ad17b04dc7b): the id that the bitmap gives is trusted. A name that was cut may then collide:
    /// with a primary name the creation fails with EEXIST, with an alternative name it succeeds and two devices answer to one
    /// name.
    #[default]
    Trust,
    /// Linux 6.6 and earlier: the resulting name is looked up once more, and ENFILE is returned if anything answers to it.
    Recheck,
}

impl Rules {
    /// Both rule sets.
    pub const ALL: [Self; 2] = [Self::Trust, Self::Recheck];

    /// The rule set as options and reports spell it.
    pub const fn id(self) -> &'static str {
        match self {
            Self::Trust => "trust",
            Self::Recheck => "recheck",
        }
    }

    /// The rule set of a kernel release, for example `6.18.44` (`uname -r`); `None` if it does not begin with two numbers.
    ///
    /// ```
    /// use ifrace_model::kernel::Rules;
    ///
    /// assert_eq!(Rules::of_release("6.6.119-lts"), Some(Rules::Recheck));
    /// assert_eq!(Rules::of_release("6.7"), Some(Rules::Trust));
    /// ```
    pub fn of_release(release: &str) -> Option<Self> {
        let (major, rest) = release.split_once('.')?;
        let minor: String = rest.chars().take_while(char::is_ascii_digit).collect();
        let version: (u32, u32) = (major.parse().ok()?, minor.parse().ok()?);
        Some(if version >= (6, 7) { Self::Trust } else { Self::Recheck })
    }
}

impl fmt::Display for Rules {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.id())
    }
}
