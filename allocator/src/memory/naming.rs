//! Which names a device can bear, and what a template becomes.

use super::errno::{EINVAL, ENFILE};
use crate::host::Failure;
use crate::{IfName, NAME_MAX};

/// The ids that the kernel tries for a template (Linux, `__dev_alloc_name`: the bits of a page of 4 KiB).
const IDS: u32 = 32_768;

/// Names that stand for other things among the settings of IPv4, so that no device of such a name can be made (Linux,
/// `devinet_sysctl_register`).
const RESERVED: [&[u8]; 2] = [b"all", b"default"];

/// Whether a device can bear the name (Linux, `dev_valid_name`), or it is a template. A0 is a space for the kernel.
fn is_valid(name: IfName) -> bool {
    let bytes = name.as_bytes();
    let refused = |byte: &u8| matches!(byte, 0x09..=0x0d | b' ' | 0xa0 | b'/' | b':');
    bytes != b"." && bytes != b".." && !bytes.iter().any(refused) && !RESERVED.contains(&bytes)
}

/// The name that a new device gets for a name or a template. A template gets the lowest id whose name is free; a result of more
/// than 15 bytes is cut. Whether a name that is no template is taken is the caller's to ask.
///
/// # Errors
/// `EINVAL` if no device can bear the name, `ENFILE` if every id of a template is taken (as before Linux 6.7 also where cut
/// names meet: what later kernels do then is for the model of the kernel to say).
pub(super) fn name_for(requested: IfName, is_taken: impl Fn(IfName) -> bool) -> Result<IfName, Failure> {
    if !is_valid(requested) {
        return Err(EINVAL);
    }
    let bytes = requested.as_bytes();
    if !bytes.contains(&b'%') {
        return Ok(requested);
    }
    if !requested.is_template() {
        return Err(EINVAL);
    }
    let at = bytes.iter().position(|byte| *byte == b'%').unwrap_or_default();
    let (before, after) = (&bytes[..at], &bytes[at + 2..]);
    let mut named = (0..IDS).filter_map(|id| {
        let mut name = [before, id.to_string().as_bytes(), after].concat();
        name.truncate(NAME_MAX);
        IfName::new(name)
    });
    named.find(|name| !is_taken(*name)).ok_or(ENFILE)
}

#[cfg(test)]
mod tests {
    use super::super::test_host::name;
    use super::{EINVAL, ENFILE, name_for};
    use crate::IfName;

    #[test]
    fn a_device_bears_what_the_kernel_allows() {
        for wrong in
            [".".as_bytes(), b"..", b"a/b", b"a:b", b"a b", b"a\tb", b"a\xa0", b"%", b"%%d", b"v%s", b"%d%d", b"all", b"default"]
        {
            let wrong = IfName::new(wrong).expect("it fits");
            assert_eq!(name_for(wrong, |_| false), Err(EINVAL), "{wrong}");
        }
        for right in ["vnet0", "...", ".a", "a\\b", "ä"] {
            assert_eq!(name_for(name(right), |_| false), Ok(name(right)));
        }
    }

    #[test]
    fn a_template_gets_the_lowest_free_id() {
        let taken = [name("vnet0"), name("vnet1"), name("vnet3"), name("vnet02")];
        assert_eq!(name_for(name("vnet%d"), |one| taken.contains(&one)), Ok(name("vnet2")));
        assert_eq!(name_for(name("a%dz"), |_| false), Ok(name("a0z")));
        assert_eq!(name_for(name("vnet%d"), |_| true), Err(ENFILE));
        assert_eq!(name_for(name("abcdefghijklm%d"), |one| one != name("abcdefghijklm10")), Ok(name("abcdefghijklm10")));
    }
}
