//! Failures of calls into the kernel.

use std::{fmt, io};

/// A call into the kernel failed with this error number.
///
/// It is printed with the symbolic name of the number: `TUNSETIFF: EBUSY: Device or resource busy (os error 16)`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, thiserror::Error)]
pub struct OsError {
    /// The system call, the `ioctl(2)` request or the type of the netlink message.
    pub call: &'static str,
    /// The error number, as in `errno(3)`.
    pub errno: i32,
}

impl OsError {
    /// The failure of a call with an error number.
    pub const fn new(call: &'static str, errno: i32) -> Self {
        Self { call, errno }
    }

    /// The symbolic name of the error number, for example `EEXIST`; `None` for one that calls about devices do not return.
    pub fn symbol(&self) -> Option<&'static str> {
        SYMBOLS.iter().find(|(number, _)| *number == self.errno).map(|(_, symbol)| *symbol)
    }

    /// Takes the number out of an [`io::Error`]; one that has none becomes `EIO`.
    pub(super) fn from_io(call: &'static str, error: &io::Error) -> Self {
        Self::new(call, error.raw_os_error().unwrap_or(libc::EIO))
    }

    /// Gives a failure that rustix returned the name of the call.
    pub(super) fn of(call: &'static str) -> impl Fn(rustix::io::Errno) -> Self {
        move |errno| Self::new(call, errno.raw_os_error())
    }

    /// What `errno` holds now.
    pub(super) fn last(call: &'static str) -> Self {
        Self::from_io(call, &io::Error::last_os_error())
    }
}

impl fmt::Display for OsError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}: ", self.call)?;
        if let Some(symbol) = self.symbol() {
            write!(f, "{symbol}: ")?;
        }
        io::Error::from_raw_os_error(self.errno).fmt(f)
    }
}

impl From<OsError> for io::Error {
    fn from(error: OsError) -> Self {
        Self::from_raw_os_error(error.errno)
    }
}

macro_rules! symbols {
    ($($name:ident)*) => { &[$((libc::$name, stringify!($name))),*] };
}

const SYMBOLS: &[(i32, &str)] = symbols! {
    EPERM ENOENT EINTR EIO ENXIO E2BIG EBADF EAGAIN ENOMEM EACCES EFAULT EBUSY EEXIST ENODEV ENOTDIR EINVAL ENFILE EMFILE ENOTTY
    ENOSPC EROFS ERANGE ENOSYS EUSERS ENOLINK EPROTO EBADFD EMSGSIZE EPROTONOSUPPORT EOPNOTSUPP EAFNOSUPPORT EADDRINUSE
    EADDRNOTAVAIL ENETDOWN ENOBUFS ECONNREFUSED
};

#[cfg(test)]
mod tests {
    use super::OsError;

    #[test]
    fn failures_name_the_call_and_the_symbol() {
        let busy = OsError::new("TUNSETIFF", libc::EBUSY);
        assert_eq!(busy.symbol(), Some("EBUSY"));
        assert!(busy.to_string().starts_with("TUNSETIFF: EBUSY: "), "{busy}");
        let odd = OsError::new("close", libc::ECHILD);
        assert_eq!(odd.symbol(), None);
        assert!(odd.to_string().ends_with("(os error 10)"), "{odd}");
    }
}
