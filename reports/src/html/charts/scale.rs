//! Logarithmic axes.

/// A logarithmic axis from one power of ten to another.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Scale {
    /// The exponents at both ends. Zero has no logarithm: it stands at the lower end, if there is one.
    low: i32,
    high: i32,
    has_zero: bool,
}

impl Scale {
    /// The axis that holds all of these, if there are any.
    pub(super) fn around(values: &[u64]) -> Option<Self> {
        let largest = *values.iter().max()?;
        let has_zero = values.contains(&0);
        let least = values.iter().copied().filter(|&value| value > 0).min().unwrap_or(1);
        let low = exponent(least) - i32::from(has_zero);
        let is_power = 10_u64.checked_pow(largest.max(1).ilog10()) == Some(largest.max(1));
        let high = (exponent(largest) + i32::from(!is_power)).max(low + 1);
        Some(Self { low, high, has_zero })
    }

    /// Where a number stands, from 0 to 1.
    pub(super) fn place(&self, value: u64) -> f64 {
        if value == 0 { 0.0 } else { ((value as f64).log10() - f64::from(self.low)) / f64::from(self.high - self.low) }
    }

    /// The numbers that have lines: powers of ten, and zero.
    pub(super) fn ticks(&self) -> impl Iterator<Item = u64> {
        let first = self.low + i32::from(self.has_zero);
        let powers = (first..=self.high).filter_map(|exponent| 10_u64.checked_pow(exponent.try_into().ok()?));
        self.has_zero.then_some(0).into_iter().chain(powers)
    }
}

fn exponent(value: u64) -> i32 {
    value.max(1).ilog10() as i32
}

#[cfg(test)]
mod tests {
    use super::Scale;

    #[test]
    fn powers_of_ten_stand_at_equal_distances() {
        let scale = Scale::around(&[20, 1000, 70]).unwrap();
        assert_eq!(scale.ticks().collect::<Vec<_>>(), [10, 100, 1000]);
        assert_eq!([10, 100, 1000].map(|value| scale.place(value)), [0.0, 0.5, 1.0]);
    }

    #[test]
    fn zero_stands_one_step_below_the_least() {
        let scale = Scale::around(&[0, 1, 7]).unwrap();
        assert_eq!(scale.ticks().collect::<Vec<_>>(), [0, 1, 10]);
        assert_eq!([0, 1, 10].map(|value| scale.place(value)), [0.0, 0.5, 1.0]);
    }

    #[test]
    fn extremes_have_a_place() {
        assert_eq!(Scale::around(&[]), None);
        for values in [vec![0], vec![1], vec![u64::MAX], vec![0, u64::MAX]] {
            let scale = Scale::around(&values).unwrap();
            assert!(values.iter().all(|&value| (0.0..=1.0).contains(&scale.place(value))), "{values:?}");
        }
    }
}
