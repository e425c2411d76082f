//! Budgets of time and memory.

use std::time::Duration;

/// How long a search may take: `90`, `90s`, `1m30s`, `2h`, `500ms`.
pub(super) fn time(text: &str) -> Result<Duration, String> {
    const WRONG: &str = "give a number of seconds, or one with a unit, such as 90s, 1m30s, 2h or 500ms";
    /// A year: what is longer is a mistake.
    const MILLISECONDS_MAX: u64 = 365 * 86_400_000;
    let mut rest = if text.bytes().all(|byte| byte.is_ascii_digit()) { format!("{text}s") } else { text.to_owned() };
    let mut all: u64 = 0;
    while !rest.is_empty() {
        let digits = rest.bytes().take_while(u8::is_ascii_digit).count();
        let number: u64 = rest[..digits].parse().map_err(|_| WRONG)?;
        let unit: String = rest[digits..].chars().take_while(|char| !char.is_ascii_digit()).collect();
        let milliseconds = match unit.as_str() {
            "ms" => 1,
            "s" => 1000,
            "m" => 60_000,
            "h" => 3_600_000,
            _ => return Err(WRONG.to_owned()),
        };
        all = number.checked_mul(milliseconds).and_then(|more| all.checked_add(more)).unwrap_or(u64::MAX);
        rest.drain(..digits + unit.len());
    }
    if all > MILLISECONDS_MAX { Err("it is more than a year".to_owned()) } else { Ok(Duration::from_millis(all)) }
}

/// A duration as [`time`] reads it.
pub(crate) fn time_in_words(time: Duration) -> String {
    match time.subsec_millis() {
        0 => format!("{}s", time.as_secs()),
        _ => format!("{}ms", time.as_millis()),
    }
}

/// How many bytes a search may hold: `4GiB`, `512M`, `100000`. The units are powers of 1024.
pub(super) fn bytes(text: &str) -> Result<u64, String> {
    const WRONG: &str = "give a number of bytes, or one with a unit, such as 512M or 4GiB";
    let digits = text.bytes().take_while(u8::is_ascii_digit).count();
    let number: u64 = text[..digits].parse().map_err(|_| WRONG)?;
    let shift = match text[digits..].trim_end_matches("iB") {
        "" => 0,
        "K" => 10,
        "M" => 20,
        "G" => 30,
        "T" => 40,
        _ => return Err(WRONG.to_owned()),
    };
    number.checked_mul(1 << shift).ok_or_else(|| "it is more than any machine has".to_owned())
}

/// Bytes as [`bytes`] reads them.
pub(crate) fn bytes_in_words(number: u64) -> String {
    let units = [(30, "GiB"), (20, "MiB"), (10, "KiB")];
    match units.into_iter().find(|(shift, _)| number != 0 && number.is_multiple_of(1 << shift)) {
        Some((shift, unit)) => format!("{}{unit}", number >> shift),
        None => number.to_string(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn times_and_sizes_are_read_back() {
        for (text, words) in [("90", "90s"), ("1m30s", "90s"), ("2h", "7200s"), ("500ms", "500ms"), ("1s500ms", "1500ms")] {
            let read = time(text).expect("it is a time");
            assert_eq!((time_in_words(read), time(words)), (words.to_owned(), Ok(read)), "{text}");
        }
        for (text, number, words) in [("4GiB", 4 << 30, "4GiB"), ("512M", 512 << 20, "512MiB"), ("100000", 100_000, "100000")] {
            assert_eq!((bytes(text), bytes_in_words(number), bytes(words)), (Ok(number), words.to_owned(), Ok(number)));
        }
    }

    #[test]
    fn what_is_none_is_refused() {
        for text in ["", "s", "-1", "1x", "1.5s", "m1", "é", "1é", "99999999999999999999"] {
            assert!(text.is_empty() || time(text).is_err(), "{text}");
            assert!(bytes(text).is_err(), "{text}");
        }
        assert!(time("10000h").is_err() && time("99999999999999h").is_err() && bytes("99999999T").is_err());
    }
}
