//! Names from a pool that is dense enough for them to meet.

use proptest::prelude::*;
use proptest::sample::select;

/// Prefixes and suffixes of templates: plain, with digits beside the number, cut at 15 bytes, and with a number that wraps.
const AROUND: [(&str, &str); 16] = [
    ("vnet", ""),
    ("vnet", ""),
    ("", ""),
    ("v", "0"),
    ("v", "5"),
    ("v1", ""),
    ("", "5"),
    ("a", "b"),
    ("é", ""),
    ("PPPPPPPPPPPPP", ""),
    ("PPPPPPPPPPPP", ""),
    ("PPPPPPPPPPP", "1"),
    ("AAAAAAAAAA", "klm"),
    ("AAAAAAAA", "12345"),
    ("v", "4294967296"),
    ("v", "18446744073"),
];

/// Numbers around the growth of digits, the size of the kernel's bitmap, and the width of integers.
const IDS: [u64; 22] = [
    0,
    1,
    2,
    3,
    4,
    5,
    9,
    10,
    11,
    15,
    50,
    99,
    100,
    101,
    1000,
    9999,
    32_767,
    32_768,
    2_147_483_647,
    2_147_483_648,
    4_294_967_295,
    4_294_967_296,
];

const LITERALS: [&str; 14] =
    ["", "lo", "all", "default", ".", "..", "a b", "a/b", "%", "%d%d", "%5d", "vnet%", "fifteen-bytes-x", "sixteen-bytes-xx"];

/// The two parts of a template.
pub(crate) fn around() -> impl Strategy<Value = (&'static str, &'static str)> {
    select(&AROUND[..])
}

/// A template.
pub(crate) fn template() -> impl Strategy<Value = Vec<u8>> {
    around().prop_map(|(prefix, suffix)| format!("{prefix}%d{suffix}").into_bytes())
}

/// What a template gives for a number, or nearly: other spellings of the number, cut, or with more behind it.
fn expansion() -> impl Strategy<Value = Vec<u8>> {
    (around(), select(&IDS[..]), 0..14_u8).prop_map(|((prefix, suffix), id, variant)| {
        let mut name = match variant {
            0 => format!("{prefix}0{id}{suffix}"),
            1 => format!("{prefix}-{id}{suffix}"),
            2 => format!("{prefix}+{id}{suffix}"),
            3 => format!("{prefix} {id}{suffix}"),
            4 => format!("{prefix}{id}{suffix}x"),
            5 => format!("{prefix}{id}{suffix} and more than a device's name may hold"),
            _ => format!("{prefix}{id}{suffix}"),
        }
        .into_bytes();
        if variant > 5 {
            name.truncate(15);
        }
        name
    })
}

/// Any name: for devices, and for alternative names.
pub(crate) fn name() -> impl Strategy<Value = Vec<u8>> {
    prop_oneof![
        6 => template(),
        6 => expansion(),
        1 => select(&LITERALS[..]).prop_map(|name| name.as_bytes().to_vec()),
        1 => prop::collection::vec(1..=255_u8, 1..5),
    ]
}
