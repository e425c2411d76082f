//! Numbers for people.

/// A number with a comma after each three digits.
///
/// ```
/// assert_eq!(ifrace_report::run::grouped(1_234_567), "1,234,567");
/// assert_eq!(ifrace_report::run::grouped(999), "999");
/// ```
pub fn grouped(number: u64) -> String {
    let digits = number.to_string();
    let mut text = String::new();
    for (place, digit) in digits.chars().enumerate() {
        if place > 0 && (digits.len() - place).is_multiple_of(3) {
            text.push(',');
        }
        text.push(digit);
    }
    text
}

/// Milliseconds as seconds with one digit after the point.
pub fn seconds(milliseconds: u64) -> String {
    format!("{}.{} s", grouped(milliseconds / 1000), milliseconds % 1000 / 100)
}

/// How many of something there were in a second.
pub(super) fn per_second(count: u64, milliseconds: u64) -> u64 {
    (u128::from(count) * 1000 / u128::from(milliseconds.max(1))) as u64
}

/// Bytes in the unit that fits them.
pub(super) fn bytes(number: u64) -> String {
    match number {
        0..1024 => format!("{number} bytes"),
        1024..1_048_576 => format!("{} KiB", number >> 10),
        _ => format!("{} MiB", grouped(number >> 20)),
    }
}

/// `1 schedule`, `2 schedules`.
pub(super) fn counted(number: u64, one: &str, more: &str) -> String {
    format!("{} {}", grouped(number), if number == 1 { one } else { more })
}
