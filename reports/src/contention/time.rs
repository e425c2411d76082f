//! Times for people.

const UNITS: [(f64, &str); 4] = [(1.0, "ns"), (1e3, "µs"), (1e6, "ms"), (1e9, "s")];

/// A time in the unit that fits it, with three digits.
pub(crate) fn time(nanoseconds: f64) -> String {
    // What would be rounded to 1000 has the next unit.
    let fits = |(size, _): &&(f64, &str)| nanoseconds / size < 999.5;
    let (size, unit) = UNITS.iter().find(fits).unwrap_or(&UNITS[UNITS.len() - 1]);
    format!("{} {unit}", digits(nanoseconds / size))
}

/// A ratio with three digits, or with all that stand before the point.
pub(crate) fn factor(ratio: f64) -> String {
    if ratio < 999.5 { digits(ratio) } else { crate::run::grouped(ratio.round() as u64) }
}

fn digits(number: f64) -> String {
    let decimals = if number < 9.995 {
        2
    } else if number < 99.95 {
        1
    } else {
        0
    };
    format!("{number:.decimals$}")
}

#[cfg(test)]
mod tests {
    use super::{factor, time};

    #[test]
    fn times_have_three_digits_and_the_unit_that_fits() {
        let times = [0.5, 9.994, 9.996, 99.96, 999.4, 999.6, 5_500.0, 59_700_000.0, 999_600_000.0, 2e12].map(time);
        assert_eq!(
            times,
            ["0.50 ns", "9.99 ns", "10.0 ns", "100 ns", "999 ns", "1.00 µs", "5.50 µs", "59.7 ms", "1.00 s", "2000 s"]
        );
    }

    #[test]
    fn ratios_have_all_digits_before_the_point() {
        assert_eq!([0.8, 530.4, 999.6, 1_234_567.8].map(factor), ["0.80", "530", "1,000", "1,234,568"]);
    }
}
