//! The axes and the grid.

use super::canvas::{Anchor, Canvas, GRID, Line, TEXT};
use super::scale::Scale;
use crate::run::grouped;

/// The edges of the plot.
pub(super) const TOP: f64 = 46.0;
const BOTTOM: f64 = 410.0;
const LEFT: f64 = 78.0;
pub(super) const RIGHT: f64 = 590.0;

/// The place of no taken name, which has no logarithm: one power of ten before 1.
const ZERO: i32 = -1;

/// Taken names to the right, times upwards.
#[derive(Clone, Copy, Debug)]
pub(super) struct Axes {
    taken: Scale,
    time: Scale,
}

impl Axes {
    /// Axes with room for all of these; `None` if there is no time.
    pub(super) fn around(taken: impl Iterator<Item = u64>, nanoseconds: impl Iterator<Item = f64> + Clone) -> Option<Self> {
        let most = taken.max()?;
        let least_time = nanoseconds.clone().reduce(f64::min)?;
        let most_time = nanoseconds.reduce(f64::max)?;
        let (low, high) = (least_time.log10().floor() as i32, most_time.log10().ceil() as i32);
        let last = (most.max(1) as f64).log10().ceil() as i32;
        Some(Self {
            taken: Scale::new((ZERO, last.max(ZERO + 1)), (LEFT, RIGHT)),
            time: Scale::new((low, high.max(low + 1)), (BOTTOM, TOP)),
        })
    }

    /// Where a number of taken names stands.
    pub(super) fn x(&self, taken: u64) -> f64 {
        self.taken.at_exponent(if taken == 0 { ZERO.into() } else { (taken as f64).log10() })
    }

    /// Where a time stands.
    pub(super) fn y(&self, nanoseconds: f64) -> f64 {
        self.time.at_exponent(nanoseconds.log10())
    }

    /// Draws them.
    pub(super) fn draw(&self, canvas: &mut Canvas) {
        for exponent in self.taken.exponents() {
            let x = self.taken.at_exponent(exponent.into());
            grid_line(canvas, [(x, TOP), (x, BOTTOM)]);
            let taken = u32::try_from(exponent).map_or(0, |exponent| 10_u64.pow(exponent));
            canvas.text((x, BOTTOM + 18.0), Anchor::Middle, &grouped(taken));
        }
        for exponent in self.time.exponents() {
            let y = self.time.at_exponent(exponent.into());
            grid_line(canvas, [(LEFT, y), (RIGHT, y)]);
            canvas.text((LEFT - 8.0, y + 4.0), Anchor::End, &power(exponent));
        }
        canvas.line(&Line { points: &[(LEFT, TOP), (LEFT, BOTTOM), (RIGHT, BOTTOM)], color: TEXT, width: 1.0, dash: "" });
        canvas.text((f64::midpoint(LEFT, RIGHT), BOTTOM + 42.0), Anchor::Middle, "names that are taken directly ahead");
        canvas.upright_text((18.0, f64::midpoint(TOP, BOTTOM)), "time of a call (median)");
    }
}

fn grid_line(canvas: &mut Canvas, points: [(f64, f64); 2]) {
    canvas.line(&Line { points: &points, color: GRID, width: 0.3, dash: "" });
}

/// A power of ten of nanoseconds.
fn power(exponent: i32) -> String {
    let (unit, rest) = match exponent {
        ..3 => ("ns", exponent),
        3..6 => ("µs", exponent - 3),
        6..9 => ("ms", exponent - 6),
        _ => ("s", exponent - 9),
    };
    match u32::try_from(rest) {
        Ok(rest) => format!("{} {unit}", grouped(10_u64.saturating_pow(rest))),
        Err(_) => format!("{:.*} {unit}", rest.unsigned_abs() as usize, 10_f64.powi(rest)),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn powers_have_the_unit_that_fits() {
        let powers = [-2, -1, 0, 2, 3, 5, 6, 8, 9, 10].map(power);
        assert_eq!(powers, ["0.01 ns", "0.1 ns", "1 ns", "100 ns", "1 µs", "100 µs", "1 ms", "100 ms", "1 s", "10 s"]);
    }

    #[test]
    fn axes_hold_all_that_they_are_around() {
        let axes = Axes::around([0, 30_000].into_iter(), [20.0, 5_000.0].into_iter()).unwrap();
        assert_eq!((axes.x(0), axes.y(10.0), axes.y(10_000.0)), (LEFT, BOTTOM, TOP));
        assert!(axes.x(1) > LEFT && axes.x(30_000) < RIGHT);
        assert!(Axes::around([0].into_iter(), [1.0].into_iter()).unwrap().y(1.0).is_finite());
        assert!(Axes::around([0].into_iter(), std::iter::empty()).is_none());
    }
}
