//! Whether tap devices can be had.

use crate::linux::{OsError, tun::TunDevice};

/// Whether `/dev/net/tun` can be opened, and why not.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum TunAccess {
    /// It can.
    Usable,
    /// There is no such file, or no driver behind it.
    Missing,
    /// Its permissions, or those of the container, forbid it.
    Denied,
    /// It cannot for another reason.
    Failed(OsError),
}

/// Opens `/dev/net/tun` and closes it again; no device is made.
pub fn tun_access() -> TunAccess {
    match TunDevice::open() {
        Ok(_) => TunAccess::Usable,
        Err(error) => explain(error),
    }
}

fn explain(error: OsError) -> TunAccess {
    match error.errno {
        libc::ENOENT | libc::ENODEV | libc::ENXIO => TunAccess::Missing,
        libc::EACCES | libc::EPERM => TunAccess::Denied,
        _ => TunAccess::Failed(error),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn failures_are_explained() {
        let of = |errno| explain(OsError::new("open", errno));
        assert_eq!((of(libc::ENOENT), of(libc::EPERM)), (TunAccess::Missing, TunAccess::Denied));
        assert_eq!(of(libc::EMFILE), TunAccess::Failed(OsError::new("open", libc::EMFILE)));
    }
}
