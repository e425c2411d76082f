//! Times of charts, for people.

use crate::contention::time::{factor, time as nanoseconds};

/// Picoseconds in the unit that fits them, with three digits.
pub(super) fn time(picoseconds: u64) -> String {
    nanoseconds(picoseconds as f64 / 1e3)
}

/// How many times as long one takes as another.
pub(super) fn ratio(one: u64, other: u64) -> Option<String> {
    (other > 0).then(|| factor(one as f64 / other as f64))
}

#[cfg(test)]
mod tests {
    use super::{ratio, time};

    #[test]
    fn times_have_three_digits_and_the_unit_that_fits() {
        let times = [0, 500, 9_994, 99_960, 999_600, 5_500_000, 59_700_000_000].map(time);
        assert_eq!(times, ["0.00 ns", "0.50 ns", "9.99 ns", "100 ns", "1.00 µs", "5.50 µs", "59.7 ms"]);
    }

    #[test]
    fn ratios_have_all_digits_before_the_point() {
        assert_eq!(ratio(4, 5).as_deref(), Some("0.80"));
        assert_eq!(ratio(12_345_678, 10).as_deref(), Some("1,234,568"));
        assert_eq!(ratio(1, 0), None);
    }
}
