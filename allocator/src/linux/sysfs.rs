//! Lookup below `/sys/class/net`, which shows the devices of the network namespace that `/sys` was mounted in.

use super::OsError;
use std::{ffi::OsStr, fs, os::unix::ffi::OsStrExt, path::Path};

const CLASS_NET: &str = "/sys/class/net";

/// The index of the device whose primary name this is; alternative names do not appear in sysfs.
///
/// `None` if there is no such device, which includes every name that cannot be an entry of the folder (empty, longer than 15
/// bytes, `.`, `..`, or with a `/` or a NUL) and entries without an index, such as the file `bonding_masters`.
///
/// # Errors
/// Whatever reading the index fails with otherwise; `EIO` if it is no number.
pub fn index_of(name: &[u8]) -> Result<Option<u32>, OsError> {
    const CALL: &str = "read /sys/class/net/*/ifindex";
    if !is_entry_name(name) {
        return Ok(None);
    }
    match fs::read_to_string(Path::new(CLASS_NET).join(OsStr::from_bytes(name)).join("ifindex")) {
        Ok(text) => text.trim_end().parse().map(Some).map_err(|_| OsError::new(CALL, libc::EIO)),
        // The last two are what an open file answers once its device is being deleted (kernfs, netdev_show()).
        Err(e) => match OsError::from_io(CALL, &e) {
            OsError { errno: libc::ENOENT | libc::ENOTDIR | libc::ENODEV | libc::EINVAL, .. } => Ok(None),
            error => Err(error),
        },
    }
}

fn is_entry_name(name: &[u8]) -> bool {
    (1..libc::IFNAMSIZ).contains(&name.len()) && name != b"." && name != b".." && !name.iter().any(|b| matches!(b, b'/' | 0))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_never_lead_out_of_the_folder() {
        for name in [&b""[..], b".", b"..", b"lo/", b"../net/lo", b"/", b"lo\0", b"abcdefghijklmnop"] {
            assert_eq!(index_of(name), Ok(None), "{}", name.escape_ascii());
        }
        for name in [&b"..."[..], b".a", b"\xff\x01", b"abcdefghijklmno"] {
            assert!(is_entry_name(name), "{}", name.escape_ascii());
        }
    }
}
