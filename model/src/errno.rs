//! The error numbers that naming operations return.

use std::fmt;

macro_rules! errnos {
    ($($name:ident = $value:literal, $text:literal;)*) => {
        /// An error number of Linux (`errno(3)`), limited to those that naming operations return.
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
        #[allow(clippy::upper_case_acronyms, reason = "these are the names that errno(3) gives them")]
        pub enum Errno {
            $(#[doc = $text] $name,)*
        }

        impl Errno {
            /// Every value, in ascending order of its number.
            pub const ALL: &'static [Self] = &[$(Self::$name,)*];

            /// The number, as `asm-generic/errno.h` has it.
            pub const fn number(self) -> i32 {
                match self {
                    $(Self::$name => $value,)*
                }
            }

            /// The symbolic name, for example `EEXIST`.
            pub const fn name(self) -> &'static str {
                match self {
                    $(Self::$name => stringify!($name),)*
                }
            }
        }
    };
}

errnos! {
    EPERM = 1, "Operation not permitted.";
    ENOENT = 2, "No such file or directory.";
    E2BIG = 7, "Argument list too long.";
    EBADF = 9, "Bad file descriptor.";
    EACCES = 13, "Permission denied.";
    EBUSY = 16, "Device or resource busy.";
    EEXIST = 17, "File exists.";
    ENODEV = 19, "No such device.";
    EINVAL = 22, "Invalid argument.";
    ENFILE = 23, "Too many open files in system: every id of a template is taken.";
    EMFILE = 24, "Too many open files.";
    ERANGE = 34, "Numerical result out of range: an attribute is too short or too long.";
    EBADFD = 77, "File descriptor in bad state.";
    EOPNOTSUPP = 95, "Operation not supported.";
}

impl Errno {
    /// The value with this number, if naming operations return it.
    pub fn from_number(number: i32) -> Option<Self> {
        Self::ALL.iter().copied().find(|e| e.number() == number)
    }

    /// The value with this symbolic name, for example `EEXIST`.
    pub fn from_name(name: &str) -> Option<Self> {
        Self::ALL.iter().copied().find(|e| e.name() == name)
    }
}

impl fmt::Display for Errno {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.name())
    }
}

impl std::error::Error for Errno {}

#[cfg(test)]
mod tests {
    use super::Errno;

    #[test]
    fn numbers_and_names_lead_back_to_the_value() {
        for &e in Errno::ALL {
            assert_eq!(Errno::from_number(e.number()), Some(e));
            assert_eq!(Errno::from_name(e.name()), Some(e));
        }
        assert_eq!(Errno::from_number(0), None);
        assert_eq!(Errno::EEXIST.to_string(), "EEXIST");
    }
}
