//! The plot: the time of a call by names taken directly ahead, both on logarithmic axes.

mod axes;
mod canvas;
mod legend;
mod scale;

use super::{Contention, USUAL};
use axes::Axes;
use canvas::{Canvas, Line};

/// Colours that can be told apart on a light and on a dark ground, and by those who see few of them (Okabe and Ito).
const COLORS: [&str; 6] = ["#009e73", "#56b4e9", "#cc79a7", "#d55e00", "#e69f00", "#8c8c8c"];
/// Dashes, so that lines differ without colours too.
const DASHES: [&str; 6] = ["", "8 3", "2 3", "12 3 2 3", "5 5", "1 4"];

/// How a line is drawn.
#[derive(Clone, Copy, Debug)]
struct Style {
    color: &'static str,
    dash: &'static str,
}

impl Style {
    fn of(number: usize) -> Self {
        Self { color: COLORS[number % COLORS.len()], dash: DASHES[number % DASHES.len()] }
    }
}

/// The plot of one thread on a host of 1,000 devices, with a line for each allocator. It has no ground of its own. A call that fails
/// has no time: it is a cross above the plot. `None` if nothing of it was measured.
pub fn render(contention: &Contention) -> Option<String> {
    let mut allocators = contention.allocators();
    allocators.retain(|allocator| contention.by_taken(allocator).next().is_some());
    let cells = || contention.cells().iter().filter(|cell| (cell.key.threads, cell.key.devices) == USUAL);
    let axes = Axes::around(cells().map(|cell| cell.key.taken), cells().filter(|cell| !cell.fails).map(|cell| cell.nanoseconds))?;
    let mut canvas = Canvas::new("A name while others are taken: 1 thread, 1,000 devices");
    axes.draw(&mut canvas);
    for (number, allocator) in allocators.iter().enumerate() {
        line(&mut canvas, &axes, contention, allocator, Style::of(number));
    }
    crosses(&mut canvas, &axes, contention, &allocators);
    let has_failures = cells().any(|cell| cell.fails);
    legend::draw(&mut canvas, &allocators, has_failures);
    Some(canvas.finish())
}

fn line(canvas: &mut Canvas, axes: &Axes, contention: &Contention, allocator: &str, Style { color, dash }: Style) {
    let given = contention.by_taken(allocator).filter(|cell| !cell.fails);
    let points: Vec<(f64, f64)> = given.map(|cell| (axes.x(cell.key.taken), axes.y(cell.nanoseconds))).collect();
    canvas.line(&Line { points: &points, color, width: 2.0, dash });
    points.iter().for_each(|&point| canvas.dot(point, color));
}

/// The calls that fail. Those of several allocators stand beside each other.
fn crosses(canvas: &mut Canvas, axes: &Axes, contention: &Contention, allocators: &[&str]) {
    let mut left = 0.0;
    for (number, allocator) in allocators.iter().enumerate() {
        let failing: Vec<_> = contention.by_taken(allocator).filter(|cell| cell.fails).collect();
        for cell in &failing {
            canvas.cross((axes.x(cell.key.taken) + left, axes::TOP - 8.0), Style::of(number).color);
        }
        left += if failing.is_empty() { 0.0 } else { 12.0 };
    }
}
