//! Names from few bytes, dense enough for them to meet.

use arbitrary::{Result, Unstructured};

/// Templates: plain, with digits beside the number, cut at 15 bytes, and with a number that wraps.
const TEMPLATES: [&str; 16] = [
    "vnet%d",
    "%d",
    "v%d0",
    "v%d5",
    "%d5",
    "v1%d",
    "a%db",
    "tap%d",
    "é%d",
    "macvtap%d",
    "PPPPPPPPPPPPP%d",
    "PPPPPPPPPPPP%d",
    "AAAAAAAAAA%dklm",
    "AAAAAAAA%d12345",
    "v%d4294967296",
    "bridge%d",
];

const IDS: [u64; 16] = [0, 1, 2, 3, 4, 9, 10, 11, 99, 100, 1000, 9_999, 32_767, 32_768, 4_294_967_295, 4_294_967_296];

const ODD: [&str; 16] = [
    "lo",
    "all",
    "default",
    "",
    ".",
    "..",
    "a b",
    "a/b",
    "%",
    "%d%d",
    "%5d",
    "vnet%",
    "fifteen-bytes-x",
    "sixteen-bytes-xx",
    "abcdefghijklmn%d",
    "vnet00",
];

/// Decides on what is slow: one value of 256, and none that a fuzzer likes to write.
pub(crate) fn rarely(u: &mut Unstructured<'_>) -> Result<bool> {
    Ok(u.arbitrary::<u8>()? == 0xa5)
}

/// A template, an expansion of one, an odd name, or any bytes.
pub(crate) fn name(u: &mut Unstructured<'_>) -> Result<Vec<u8>> {
    let choice: u8 = u.arbitrary()?;
    let low = usize::from(choice & 0x0f);
    Ok(match choice >> 4 {
        0..5 => TEMPLATES[low].as_bytes().to_vec(),
        5..12 => expansion(u, TEMPLATES[low])?,
        12 | 13 => ODD[low].as_bytes().to_vec(),
        _ => u.bytes(low.min(u.len()))?.to_vec(),
    })
}

/// A template with a number in its place, or nearly.
fn expansion(u: &mut Unstructured<'_>, template: &str) -> Result<Vec<u8>> {
    let choice: u8 = u.arbitrary()?;
    let number = IDS[usize::from(choice & 0x0f)].to_string();
    let spelled = match choice >> 4 {
        0 => format!("0{number}"),
        1 => format!("-{number}"),
        2 => format!(" {number}"),
        _ => number,
    };
    let mut name = template.replacen("%d", &spelled, 1).into_bytes();
    match choice >> 4 {
        3 => name.extend(b" and more than a device's name holds"),
        4 => name.push(b'x'),
        _ => name.truncate(15),
    }
    Ok(name)
}
