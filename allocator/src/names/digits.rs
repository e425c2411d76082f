//! Decimal digits in a register.

/// The decimal digits of a number as bytes of text, the first one lowest, and how many there are. Two are found at a time.
#[inline]
pub(super) fn digits(mut number: u64) -> (u128, u32) {
    let (mut text, mut count) = (0, 0);
    while number >= 100 {
        text = text << 16 | u128::from(PAIRS[(number % 100) as usize]);
        number /= 100;
        count += 2;
    }
    if number >= 10 {
        (text << 16 | u128::from(PAIRS[number as usize]), count + 2)
    } else {
        (text << 8 | u128::from(u64::from(b'0') + number), count + 1)
    }
}

/// The texts of 00 to 99, the first digit lowest.
const PAIRS: [u16; 100] = {
    let mut pairs = [0; 100];
    let mut number = 0_u8;
    while number < 100 {
        pairs[number as usize] = u16::from_le_bytes([b'0' + number / 10, b'0' + number % 10]);
        number += 1;
    }
    pairs
};

#[cfg(all(test, not(loom)))]
mod tests {
    use super::digits;

    #[test]
    fn digits_are_those_of_the_standard_library() {
        let powers = (0..12).map(|power| 10_u64.pow(power));
        for number in powers.flat_map(|power| [power - 1, power, power + 1, 7 * power]) {
            let (text, count) = digits(number);
            let wanted = number.to_string();
            assert_eq!((&text.to_le_bytes()[..wanted.len()], count as usize), (wanted.as_bytes(), wanted.len()));
        }
    }
}
