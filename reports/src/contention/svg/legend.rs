//! What each line stands for.

use super::canvas::{Anchor, Canvas, Line, TEXT};
use super::{Style, axes};

const LEFT: f64 = axes::RIGHT + 24.0;
const LINE_HEIGHT: f64 = 22.0;

/// Draws a row for each allocator, and one for crosses if there are any.
pub(super) fn draw(canvas: &mut Canvas, allocators: &[&str], has_failures: bool) {
    let y = |row: usize| axes::TOP + 10.0 + LINE_HEIGHT * row as f64;
    for (row, allocator) in allocators.iter().enumerate() {
        let Style { color, dash } = Style::of(row);
        canvas.line(&Line { points: &[(LEFT, y(row)), (LEFT + 34.0, y(row))], color, width: 2.0, dash });
        canvas.dot((LEFT + 17.0, y(row)), color);
        canvas.text((LEFT + 42.0, y(row) + 4.0), Anchor::Start, allocator);
    }
    if has_failures {
        let row = allocators.len();
        canvas.cross((LEFT + 17.0, y(row)), TEXT);
        canvas.text((LEFT + 42.0, y(row) + 4.0), Anchor::Start, "the call fails");
    }
}
