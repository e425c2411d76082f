//! Names from few bytes, dense enough for them to meet.
//!
//! The first byte says what a name is: a template, a template with a number in its place, an odd name, or bytes as they are.

use crate::front::{byte, bytes, counted, push_counted};
use arbitrary::Unstructured;

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

const IDS: [&str; 16] =
    ["0", "1", "2", "3", "4", "9", "10", "11", "99", "100", "1000", "9999", "32767", "32768", "4294967295", "4294967296"];

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

/// The upper half of the first byte for an expansion, an odd name, up to 15 bytes, and bytes behind their count.
const EXPANSION: u8 = 0x50;
const ODD_NAME: u8 = 0xc0;
const FEW_BYTES: u8 = 0xe0;
const COUNTED: u8 = 0xf0;

/// The longest name that an input can hold, in bytes.
pub(crate) const LONGEST: usize = 255;

/// A template, an expansion of one, an odd name, or any bytes.
pub(crate) fn name(u: &mut Unstructured<'_>) -> Vec<u8> {
    let choice = byte(u);
    let low = usize::from(choice & 0x0f);
    match choice {
        ..EXPANSION => TEMPLATES[low].as_bytes().to_vec(),
        EXPANSION..ODD_NAME => expansion(TEMPLATES[low], byte(u)),
        ODD_NAME..FEW_BYTES => ODD[low].as_bytes().to_vec(),
        FEW_BYTES..COUNTED => bytes(u, low),
        COUNTED.. => counted(u),
    }
}

/// Writes what [`name`] reads; the name has [`LONGEST`] bytes at most.
pub(crate) fn push_name(out: &mut Vec<u8>, name: &[u8]) {
    let place = |table: &[&str; 16]| table.iter().zip(0..).find(|(text, _)| text.as_bytes() == name).map(|(_, low)| low);
    if let Some(low) = place(&TEMPLATES) {
        out.push(low);
    } else if let Some(low) = place(&ODD) {
        out.push(ODD_NAME | low);
    } else if let Some((low, choice)) = as_expansion(name) {
        out.extend([EXPANSION | low, choice]);
    } else if name.len() <= 15 {
        out.push(FEW_BYTES | name.len() as u8);
        out.extend(name);
    } else {
        out.push(COUNTED);
        push_counted(out, name);
    }
}

/// A template with a number in its place, or nearly.
fn expansion(template: &str, choice: u8) -> Vec<u8> {
    let number = IDS[usize::from(choice & 0x0f)];
    let (before, after) = match choice >> 4 {
        0 => ("0", ""),
        1 => ("-", ""),
        2 => (" ", ""),
        3 => ("", " and more than a device's name holds"),
        4 => ("", "x"),
        _ => ("", ""),
    };
    let (prefix, suffix) = template.split_once("%d").unwrap_or((template, ""));
    let mut name = [prefix, before, number, suffix].concat().into_bytes();
    if after.is_empty() {
        name.truncate(15);
    }
    name.extend(after.as_bytes());
    name
}

/// The template and the second byte for which [`expansion`] gives this name.
fn as_expansion(name: &[u8]) -> Option<(u8, u8)> {
    let number = (0x50..0x60_u8).chain(0..0x50);
    number.flat_map(|choice| (0..16).map(move |low| (low, choice))).find(|&(low, choice)| {
        let template = TEMPLATES[usize::from(low)];
        let may_begin_so = template.starts_with('%') || name.first() == template.as_bytes().first();
        may_begin_so && expansion(template, choice) == name
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn written(name: &[u8]) -> Vec<u8> {
        let mut out = Vec::new();
        push_name(&mut out, name);
        out
    }

    #[test]
    fn any_name_can_be_written() {
        let all: Vec<u8> = (0..=254).collect();
        let names: [&[u8]; 8] = [b"", b"vnet%d", b"vnet0", b"vnet77", b"a b", b"\xff\0\x01", &[b'x'; 16], &all];
        for expected in names {
            assert_eq!(name(&mut Unstructured::new(&written(expected))), expected, "{}", expected.escape_ascii());
        }
    }

    #[test]
    fn every_short_form_is_found_again() {
        let plain = (0..FEW_BYTES).filter(|first| !(EXPANSION..ODD_NAME).contains(first)).map(|first| [first, 0]);
        let expansions = (EXPANSION..EXPANSION + 16).flat_map(|first| (0..=255).map(move |second| [first, second]));
        for form in plain.chain(expansions) {
            let text = name(&mut Unstructured::new(&form));
            let again = written(&text);
            assert!(again.len() <= 2, "{}", text.escape_ascii());
            assert_eq!(name(&mut Unstructured::new(&again)), text);
        }
    }
}
