//! Inputs as bytes that are read from the front, and written in the same way.
//!
//! Behind its end an input goes on with zeros, so that any bytes can be read, and so that a text for them can always be given.

use arbitrary::Unstructured;

/// The first byte of a number that four bytes spell out; one below stands for the number in its lower half.
const SPELLED_OUT: u8 = 0xf0;

/// One byte.
pub(crate) fn byte(u: &mut Unstructured<'_>) -> u8 {
    u.arbitrary().unwrap_or_default()
}

/// So many bytes, or as many as there are.
pub(crate) fn bytes(u: &mut Unstructured<'_>, len: usize) -> Vec<u8> {
    u.bytes(len.min(u.len())).unwrap_or_default().to_vec()
}

/// A number, mostly one below 16.
pub(crate) fn number(u: &mut Unstructured<'_>) -> u32 {
    match byte(u) {
        small @ ..SPELLED_OUT => u32::from(small & 0x0f),
        SPELLED_OUT.. => u.arbitrary().unwrap_or_default(),
    }
}

/// Writes what [`number`] reads.
pub(crate) fn push_number(out: &mut Vec<u8>, number: u32) {
    match number {
        0..16 => out.push(number as u8),
        _ => {
            out.push(SPELLED_OUT);
            out.extend(number.to_le_bytes());
        }
    }
}

/// A byte string, its length first.
pub(crate) fn counted(u: &mut Unstructured<'_>) -> Vec<u8> {
    let len = byte(u).into();
    bytes(u, len)
}

/// Writes what [`counted`] reads; the string has 255 bytes at most.
pub(crate) fn push_counted(out: &mut Vec<u8>, text: &[u8]) {
    out.push(text.len() as u8);
    out.extend(text);
}
