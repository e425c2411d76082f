//! The number behind a prefix, as every reservation reads it.
//!
//! Source: libvirt 9.0.0 and 11.3.0, `src/util/virstring.c`, `virStrToLong_ui` with base 10 and no end pointer, around
//! `strtoul(3)` on a machine with a 64-bit `long`. It looks strict, because nothing may follow the number, but it also accepts
//! leading white space, a sign and leading zeros, so that names that are no expansion of a template reserve an id:
//! `vnet05` reserves 5, and `vnet-4294967295` reserves 1.

/// The number that the text stands for; `None` if it is empty, if anything follows the digits, or if its magnitude is above
/// 2³² − 1. A minus sign wraps the number modulo 2³².
pub(super) fn parse(text: &[u8]) -> Option<u32> {
    let is_space = |b: &u8| matches!(b, b'\t'..=b'\r' | b' ');
    let start = text.iter().position(|b| !is_space(b))?;
    let (negative, digits) = match &text[start..] {
        [b'-', rest @ ..] => (true, rest),
        [b'+', rest @ ..] => (false, rest),
        rest => (false, rest),
    };
    if digits.is_empty() {
        return None;
    }
    let magnitude = digits.iter().try_fold(0u32, |number, &b| {
        let digit = b.is_ascii_digit().then(|| u32::from(b - b'0'))?;
        number.checked_mul(10)?.checked_add(digit)
    })?;
    Some(if negative { magnitude.wrapping_neg() } else { magnitude })
}

/// The number behind this prefix of a name, cast to a C `int` as every reservation does: ids from 2³¹ on become negative.
pub(crate) fn parse_after(prefix: &str, name: &[u8]) -> Option<i32> {
    parse(name.strip_prefix(prefix.as_bytes())?).map(u32::cast_signed)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn signs_zeros_and_white_space_are_accepted() {
        for (text, number) in [
            ("0", 0),
            ("05", 5),
            ("+5", 5),
            (" \t\n\x0b\x0c\r5", 5),
            (" +005", 5),
            ("-0", 0),
            ("-1", u32::MAX),
            ("-5", 4_294_967_291),
            ("-4294967295", 1),
            ("4294967295", u32::MAX),
            ("00000000000000000000007", 7),
        ] {
            assert_eq!(parse(text.as_bytes()), Some(number), "{text:?}");
        }
    }

    #[test]
    fn anything_else_is_rejected() {
        for text in ["", " ", "+", "-", "5a", "5 ", "a5", "0x5", "+-5", "- 5", "%d", "4294967296", "-4294967296", "\u{a0}5"] {
            assert_eq!(parse(text.as_bytes()), None, "{text:?}");
        }
        assert_eq!(parse(b"99999999999999999999999999"), None, "beyond an unsigned long");
    }

    #[test]
    fn ids_from_two_to_the_31_on_are_negative() {
        assert_eq!(parse_after("vnet", b"vnet2147483647"), Some(i32::MAX));
        assert_eq!(parse_after("vnet", b"vnet2147483648"), Some(i32::MIN));
        assert_eq!(parse_after("vnet", b"vnet-1"), Some(-1));
        assert_eq!(parse_after("vnet", b"macvtap1"), None);
    }
}
