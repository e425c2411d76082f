//! The kernel's choice of a name for a template, done by walking over all names.

/// Names are cut to this length.
const CUT: usize = 15;

/// Ids are below this number.
const IDS: i32 = 32768;

/// What a kernel makes of an id that is not free after all.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Result67 {
    /// From 6.7 on it is trusted.
    Trusted,
    /// Before, it was looked up again.
    LookedUpAgain,
}

/// The template with this number in its place, cut.
fn expanded(prefix: &[u8], id: i32, suffix: &[u8]) -> Vec<u8> {
    let mut name = prefix.to_vec();
    name.extend(id.to_string().bytes());
    name.extend(suffix);
    name.truncate(CUT);
    name
}

/// The number behind the prefix of a name, as the kernel's `sscanf` reads a `%d` there.
fn scanned(prefix: &[u8], name: &[u8]) -> Option<i32> {
    let mut rest = name.strip_prefix(prefix)?;
    while let [b'\t'..=b'\r' | b' ' | 0xa0, tail @ ..] = rest {
        rest = tail;
    }
    let negative = rest.first() == Some(&b'-');
    let rest = if negative { &rest[1..] } else { rest };
    if !rest.first()?.is_ascii_digit() {
        return None;
    }
    let mut value = 0_i32;
    for digit in rest.iter().take_while(|byte| byte.is_ascii_digit()) {
        value = value.wrapping_mul(10).wrapping_add(i32::from(digit - b'0'));
    }
    Some(if negative { value.wrapping_neg() } else { value })
}

/// The name that a device gets for a template, among these names; `None` if no id is left.
pub(crate) fn choose(template: &[u8], names: &[&[u8]], result: Result67) -> Option<Vec<u8>> {
    let at = template.iter().position(|&byte| byte == b'%').expect("a template has a %");
    let (prefix, suffix) = (&template[..at], &template[at + 2..]);
    let mut used = vec![false; IDS as usize];
    for name in names {
        if let Some(id @ 0..IDS) = scanned(prefix, name)
            && expanded(prefix, id, suffix) == *name
        {
            used[id as usize] = true;
        }
    }
    let free = (0..IDS).find(|&id| !used[id as usize]);
    match result {
        Result67::Trusted => free.map(|id| expanded(prefix, id, suffix)),
        Result67::LookedUpAgain => {
            let name = expanded(prefix, free.unwrap_or(IDS), suffix);
            (!names.contains(&name.as_slice())).then_some(name)
        }
    }
}
