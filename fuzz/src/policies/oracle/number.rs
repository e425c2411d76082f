//! The number in a name.

/// `virStrToLong_ui` with base 10 and no end pointer, cast to `int`: white space, a sign and zeros may come first, and nothing
/// may follow. A minus sign wraps.
pub(super) fn parse(text: &[u8]) -> Option<i32> {
    let mut rest = text;
    while let [b' ' | b'\t' | b'\n' | 0x0b | 0x0c | b'\r', tail @ ..] = rest {
        rest = tail;
    }
    let (minus, digits) = match rest {
        [b'-', digits @ ..] => (true, digits),
        [b'+', digits @ ..] => (false, digits),
        digits => (false, digits),
    };
    if digits.is_empty() || !digits.iter().all(u8::is_ascii_digit) {
        return None;
    }
    let mut value: u64 = 0;
    for digit in digits {
        value = (value * 10 + u64::from(digit - b'0')).min(1 << 40);
    }
    let value = u32::try_from(value).ok()?;
    Some(if minus { 0_u32.wrapping_sub(value) as i32 } else { value as i32 })
}
