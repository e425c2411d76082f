//! A logarithmic scale.

/// Numbers between two powers of ten, and the places where they stand.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct Scale {
    /// The exponents of the powers of ten at both ends.
    exponents: (i32, i32),
    /// The places of the ends.
    ends: (f64, f64),
}

impl Scale {
    /// The scale with these exponents at both ends, the second greater than the first.
    pub(super) const fn new(exponents: (i32, i32), ends: (f64, f64)) -> Self {
        Self { exponents, ends }
    }

    /// The place of ten to the power of this.
    pub(super) fn at_exponent(&self, exponent: f64) -> f64 {
        let ((low, high), (begin, end)) = (self.exponents, self.ends);
        begin + (exponent - f64::from(low)) / f64::from(high - low) * (end - begin)
    }

    /// The exponents of all powers of ten on it.
    pub(super) fn exponents(&self) -> impl Iterator<Item = i32> {
        self.exponents.0..=self.exponents.1
    }
}

#[cfg(test)]
mod tests {
    use super::Scale;

    #[test]
    fn powers_of_ten_stand_at_equal_distances() {
        let scale = Scale::new((-1, 3), (500.0, 100.0));
        assert_eq!([-1.0, 1.0, 2.0, 3.0].map(|exponent| scale.at_exponent(exponent)), [500.0, 300.0, 200.0, 100.0]);
        assert_eq!(scale.exponents().collect::<Vec<_>>(), [-1, 0, 1, 2, 3]);
    }
}
