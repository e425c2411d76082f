//! Which run of the machine this is.

use super::OsError;
use std::fs;

const BOOT_ID: &str = "/proc/sys/kernel/random/boot_id";

/// A number that is made from the identity of the run of the machine (`random(4)`, `boot_id`): indexes of devices and cookies of
/// namespaces begin anew with the next one.
///
/// # Errors
/// Those of reading it, such as `ENOENT` without `/proc`; `EIO` if it is no identity.
pub fn boot_number() -> Result<u64, OsError> {
    let text = fs::read_to_string(BOOT_ID).map_err(|error| OsError::from_io(BOOT_ID, &error))?;
    let digits: String = text.trim().chars().filter(|&c| c != '-').collect();
    let number = u128::from_str_radix(&digits, 16).map_err(|_| OsError::new(BOOT_ID, libc::EIO))?;
    Ok((number >> 64) as u64 ^ number as u64)
}

#[cfg(test)]
mod tests {
    use super::boot_number;

    #[test]
    fn it_stays_the_same() {
        let number = boot_number();
        assert!(number.is_ok_and(|number| number != 0) && boot_number() == number, "{number:?}");
    }
}
