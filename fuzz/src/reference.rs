//! How a device gets its name from a template, in the most naive way: the oracle of `kernel_naming`.

use ifrace_model::Errno;
use ifrace_model::kernel::{Namespace, Rules};

/// The size of the kernel's bitmap of ids.
const IDS: u32 = 32768;

/// The first 15 bytes of prefix, number and suffix.
fn fill_in(prefix: &[u8], number: u32, suffix: &[u8]) -> Vec<u8> {
    let whole = [prefix, number.to_string().as_bytes(), suffix].concat();
    whole.into_iter().take(15).collect()
}

/// The id that a name stands for: the digits behind the prefix, if filling them in gives the name again.
///
/// A name with white space or a sign before its digits can be left out: filling in a number that is not negative never gives
/// such a name.
fn id_of(name: &[u8], prefix: &[u8], suffix: &[u8]) -> Option<u32> {
    let rest = name.strip_prefix(prefix)?;
    let digits = rest.iter().position(|byte| !byte.is_ascii_digit()).map_or(rest, |end| &rest[..end]);
    if digits.is_empty() || name.len() > 15 {
        return None;
    }
    // At most 15 digits: 64 bits hold them, of which the kernel keeps 32.
    let number = digits.iter().fold(0_u64, |number, digit| number * 10 + u64::from(digit - b'0')) % (1 << 32);
    let id = u32::try_from(number).ok().filter(|&id| id < IDS)?;
    (fill_in(prefix, id, suffix) == name).then_some(id)
}

/// The name that a new device gets for this template, which no name on the host equals; an error that comes before the choice
/// is not considered.
pub(crate) fn created(host: &Namespace, template: &[u8], rules: Rules) -> Result<Vec<u8>, Errno> {
    let at = template.iter().position(|&byte| byte == b'%').unwrap_or(template.len());
    let (prefix, suffix) = (&template[..at], template.get(at + 2..).unwrap_or_default());
    let mut used: Vec<u32> = host.names().filter_map(|name| id_of(name, prefix, suffix)).collect();
    used.sort_unstable();
    used.dedup();
    let lowest = used.iter().zip(0..).find(|(used, expected)| **used != *expected).map_or(used.len() as u32, |(_, free)| free);
    let name = fill_in(prefix, lowest, suffix);
    let taken = host.names().any(|other| other == name);
    match rules {
        Rules::Recheck if taken => Err(Errno::ENFILE),
        Rules::Trust if lowest >= IDS => Err(Errno::ENFILE),
        Rules::Trust if taken && host.devices().any(|(_, device)| device.name.as_bytes() == name) => Err(Errno::EEXIST),
        _ if name == b"all" || name == b"default" => Err(Errno::EINVAL),
        _ => Ok(name),
    }
}

/// Whether the kernel takes these bytes for a template.
pub(crate) fn is_template(name: &[u8]) -> bool {
    let bad = |byte: &u8| matches!(byte, 0 | 0x09..=0x0d | 0x20 | 0xa0 | b'/' | b':');
    let percents = name.iter().filter(|&&byte| byte == b'%').count();
    name.len() <= 15 && percents == 1 && name.windows(2).any(|pair| pair == b"%d") && !name.iter().any(bad)
}
