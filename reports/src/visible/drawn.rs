//! Diagrams as text, with texts that stay in their line.

use super::visible;
use crate::report::{Breach, Diagram, Lane, Step};
use crate::space_time;
use crate::text::WIDTH;

/// Characters of a text in a diagram that are shown.
const TEXT_MAX: usize = 500;

/// A diagram as text.
pub(crate) fn drawn(diagram: &Diagram) -> String {
    let text = |text: &str| visible(text, TEXT_MAX);
    let lane = |lane: &Lane| Lane { title: text(&lane.title), kind: lane.kind };
    let breach = |breach: &Breach| Breach { invariant: text(&breach.invariant), cause: text(&breach.cause) };
    let step = |step: &Step| Step {
        text: text(&step.text),
        detail: text(&step.detail),
        breaches: step.breaches.iter().map(breach).collect(),
        ..*step
    };
    let lanes = diagram.lanes.iter().map(lane).collect();
    let clean = Diagram { lanes, steps: diagram.steps.iter().map(step).collect(), omitted: diagram.omitted };
    space_time::text_of(&clean, WIDTH, WIDTH)
}
