//! Names worth trying: few enough to meet again, and odd enough to matter.

use crate::Rng;
use ifrace_model::kernel::Namespace;
use ifrace_model::{IfName, Template};

/// Templates: plain ones, those with digits beside the number, those that are cut, and one whose number wraps.
const TEMPLATES: [&str; 18] = [
    "vnet%d",
    "vnet%d",
    "%d",
    "tap%d",
    "v%d0",
    "v%d5",
    "%d5",
    "v1%d",
    "a%db",
    "é%d",
    "%da",
    "macvtap%d",
    "PPPPPPPPPPPPP%d",
    "PPPPPPPPPPPP%d",
    "AAAAAAAAAA%dklm",
    "AAAAAAAA%d12345",
    "v%d4294967296",
    "bridge%d",
];

const MALFORMED: [&str; 12] = ["%", "%%", "%%d", "%s", "%5d", "%-d", "%ld", "a%", "%d%", "%d%d", "%da%", "abcdefghijklmn%d"];

const PLAIN: [&str; 38] = [
    "vnet0",
    "vnet1",
    "vnet2",
    "vnet5",
    "vnet01",
    "vnet00",
    "vnet-0",
    "vnet+1",
    "vnet0x",
    "vnet",
    "Vnet0",
    "vnet 0",
    "vnet32767",
    "vnet32768",
    "v00",
    "v05",
    "v10",
    "v1",
    "v12",
    "5",
    "0",
    "03",
    "a0b",
    "a1bX",
    "lo",
    "all",
    "default",
    ".",
    "..",
    "...",
    "",
    "a/b",
    "a:1",
    "br:",
    "abcdefghijklmno",
    "abcdefghijklmnop",
    "power",
    "v04294967296",
];

/// A name for a primary name: a template, a name in use, or something odd.
pub(super) fn name(rng: &mut Rng, host: &Namespace) -> Vec<u8> {
    match rng.below(20) {
        0..7 => rng.pick(&TEMPLATES).as_bytes().to_vec(),
        7..10 => expansion(rng),
        10..14 => rng.pick(&PLAIN).as_bytes().to_vec(),
        14..16 => in_use(rng, host),
        16 => rng.pick(&MALFORMED).as_bytes().to_vec(),
        17 => too_long(rng),
        _ => odd_bytes(rng),
    }
}

/// A name for an alternative name: the same, and more often what hides a template or a name.
pub(super) fn altname(rng: &mut Rng, host: &Namespace) -> Vec<u8> {
    match rng.below(12) {
        0 => vec![b'x'; 126 + rng.below(3)],
        1 => [expansion(rng).as_slice(), b" and more than a primary name may hold"].concat(),
        2..7 => expansion(rng),
        _ => name(rng, host),
    }
}

/// What some template gives for some id, cut as the kernel cuts it.
fn expansion(rng: &mut Rng) -> Vec<u8> {
    let template = rng.pick(&TEMPLATES).as_bytes();
    let id = *rng.pick(&[0, 1, 2, 3, 9, 10, 11, 99, 100, 101, 1000]);
    Template::parse(template).map_or_else(|_| template.to_vec(), |template| template.expand_cut(id).as_bytes().to_vec())
}

/// A name that some device answers to.
pub(super) fn in_use(rng: &mut Rng, host: &Namespace) -> Vec<u8> {
    let names: Vec<&[u8]> = host.names().collect();
    rng.pick(&names).to_vec()
}

/// 14 to 18 bytes around the limit, sometimes ending in a template, sometimes with a NUL inside.
fn too_long(rng: &mut Rng) -> Vec<u8> {
    let mut name = vec![b'l'; 14 + rng.below(5)];
    let at = rng.below(name.len());
    match rng.below(3) {
        0 => name.extend(b"%d"),
        1 => name[at] = 0,
        _ => {}
    }
    name
}

/// A short name with one byte of the upper half, of white space or of control characters in any place.
fn odd_bytes(rng: &mut Rng) -> Vec<u8> {
    let byte = match rng.below(4) {
        0 => 0xa0,
        1 => 0x80 + rng.below(0x80) as u8,
        2 => *rng.pick(&[0x09, 0x0a, 0x0b, 0x0c, 0x0d, 0x20, b'/', b':', b'%', 0x7f, 0x1f]),
        _ => 1 + rng.below(255) as u8,
    };
    let mut name = rng.pick(&["", "b", "XY", "é", "vnet%d", "vnet"]).as_bytes().to_vec();
    name.insert(rng.below(name.len() + 1), byte);
    IfName::cut(&name).as_bytes().to_vec()
}
