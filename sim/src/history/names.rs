//! Names worth trying on an allocator: around every boundary of its counters, and around the length of a name.

use crate::Rng;
use ifrace_model::is_valid;
use ifrace_model::policy::DeviceKind;

/// Ids at which something changes: digits are added, bitmaps end, counters wrap, integers overflow.
const BOUNDARIES: [i64; 14] = [
    0,
    9,
    99,
    8191,
    9_999,
    32_767,
    99_999,
    100_000,
    9_999_999,
    99_999_999,
    100_000_000,
    2_147_483_647,
    4_294_967_295,
    4_294_967_296,
];

/// Templates that a user may give: with the default prefix and others, with something after the number, around 15 bytes. Those
/// that show defects by their repetition only stand here more than once.
const TEMPLATES: [&str; 18] = [
    "mytap%d",
    "mytap%d",
    "mytap%d",
    "vnet%d",
    "macvtap%d",
    "a%db",
    "v%d0",
    "v%d0",
    "é%d",
    "%d",
    "m%d",
    "twelve-bytes%d",
    "thirteen-byte%d",
    "fourteen-bytes%d",
    "AAAAAAAAAA%dklm",
    "fifteen-bytes-x%d",
    "longer-than-any-name%d",
    "v%d4294967296",
];

/// Templates whose names the kernel refuses, and names with a `%` that are no templates.
const DOUBTFUL: [&str; 9] = ["a b%d", "a/b%d", "a:b%d", "%d%d", "vnet%s", "vnet%5d", "100%", "vnet%", "%%d"];

const LITERALS: [&str; 8] =
    ["mytap0", "vnet3", "macvtap3", "macvlan0", "exactly-15-byte", "sixteen-bytes-xx", "tap0", "vnetwork"];

/// An id close to a boundary.
pub(super) fn id(rng: &mut Rng) -> i64 {
    match rng.below(3) {
        0 => rng.below(12) as i64,
        _ => (*rng.pick(&BOUNDARIES) + rng.below(5) as i64 - 2).max(0),
    }
}

/// The name of a running guest's device as an allocator may be told it: mostly one that it generated itself, else one that a
/// user chose and that merely looks like it.
pub(super) fn reservation(rng: &mut Rng, kind: DeviceKind) -> Vec<u8> {
    loop {
        let (prefix, id) = (kind.prefix(), id(rng));
        let name = match rng.below(12) {
            0 => format!("{prefix}-{id}"),
            1 => format!("{prefix}+{id}"),
            2 => format!("{prefix}0{id}"),
            3 => format!("{prefix}{id}x"),
            4 => rng.pick(&LITERALS).to_string(),
            _ => format!("{prefix}{id}"),
        };
        if is_valid(name.as_bytes()) {
            return name.into_bytes();
        }
    }
}

/// What a caller asks for.
pub(super) fn wanted(rng: &mut Rng) -> Option<Vec<u8>> {
    let name = match rng.below(16) {
        0..8 => return None,
        8..13 => rng.pick(&TEMPLATES),
        13 => rng.pick(&DOUBTFUL),
        _ => rng.pick(&LITERALS),
    };
    Some(name.as_bytes().to_vec())
}

/// A name that something else on the host takes.
pub(super) fn foreign(rng: &mut Rng, kind: DeviceKind) -> Vec<u8> {
    match rng.below(10) {
        0..5 => format!("{}{}", kind.prefix(), rng.below(8)).into_bytes(),
        5 | 6 => format!("{}{}", kind.prefix(), id(rng)).into_bytes(),
        7 => rng.pick(&LITERALS).as_bytes().to_vec(),
        8 => rng.pick(&TEMPLATES).replace("%d", &rng.below(12).to_string()).into_bytes(),
        _ => rng.pick(&TEMPLATES).as_bytes().to_vec(),
    }
}

/// Prefix and suffix of a run of names.
pub(super) fn run(rng: &mut Rng, kind: DeviceKind) -> (String, String) {
    let template = match rng.below(3) {
        0 => rng.pick(&TEMPLATES).to_string(),
        _ => format!("{}%d", kind.prefix()),
    };
    parts(&template).unwrap_or((template, String::new()))
}

/// What stands before and after the number of a template.
pub(super) fn parts(template: &str) -> Option<(String, String)> {
    template.split_once("%d").map(|(prefix, suffix)| (prefix.to_owned(), suffix.to_owned()))
}

/// The name with the largest id of a C `int`; with a longer prefix, of those that fit a name.
pub(super) fn last_id(kind: DeviceKind) -> Vec<u8> {
    let id = if kind == DeviceKind::Tap { i64::from(i32::MAX) } else { 99_999_999 };
    format!("{}{id}", kind.prefix()).into_bytes()
}
