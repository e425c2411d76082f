//! A run of the simulator as a diagram of a report.

use super::cut::cut;
use super::holder::Holder;
use super::names;
use crate::report::{Diagram, Lane, LaneKind, Life, Step};
use crate::space_time::{diagram, step};
use ifrace_sim::world::violated::Violated;
use ifrace_sim::world::{Breach, Recorded};

/// The diagram of a run that violates something, with a lane for the device name that it is about. One that is too long is cut.
pub fn shown(run: &[Recorded], left: &[Breach], violated: Violated) -> Diagram {
    let lines = crate::run::steps::entries(run, left);
    let mut diagram = diagram(&lines);
    diagram.steps.iter_mut().filter(|step| step.text.is_empty()).for_each(|step| step.text = "gone".to_owned());
    let diagram = match names::of_violation(run, left, violated.id()) {
        Some(name) => with_name(diagram, run, &name),
        None => diagram,
    };
    cut(diagram, violated.id())
}

/// Adds a lane for a name, and a step in it after each that changes who has it.
fn with_name(diagram: Diagram, run: &[Recorded], name: &str) -> Diagram {
    let mut holder = Holder::of(name.to_owned());
    let lane = diagram.lanes.len();
    let adopts = |step: &Recorded| step.breaches.iter().any(|breach| breach.violated == Violated::Adoption);
    let mut entries = run.iter().flat_map(|step| step.entries.iter().map(move |entry| (entry, adopts(step))));
    let mut steps: Vec<Step> = Vec::new();
    for one in diagram.steps {
        let is_entry = !is_consequence(&one);
        steps.push(one);
        // Every entry has one step; what follows from it has another one.
        let changes = entries.by_ref().take(usize::from(is_entry)).flat_map(|(entry, adopts)| holder.after(entry, adopts));
        steps.extend(changes.collect::<Vec<_>>().into_iter().map(|(life, text)| name_step(lane, name, life, text)));
    }
    // What is taken over, or freed, before anybody has got it was there from the beginning.
    let first = steps.iter().position(|step| step.lane == lane);
    if first.is_some_and(|first| steps[first].life != Life::Begins) {
        steps.insert(0, name_step(lane, name, Life::Begins, "it exists".to_owned()));
    }
    let lanes = diagram.lanes.into_iter().chain([Lane { title: name.to_owned(), kind: LaneKind::Name }]).collect();
    Diagram { lanes, steps, omitted: diagram.omitted }
}

fn name_step(lane: usize, name: &str, life: Life, text: String) -> Step {
    let detail = match life {
        Life::Ends => format!("nothing is called {name}"),
        Life::Begins | Life::Stays => format!("{name}: {text}"),
    };
    step(lane, text, detail, life)
}

/// Whether a step only ends the life of a lane, because of the step before it.
fn is_consequence(step: &Step) -> bool {
    step.number.is_none() && step.life == Life::Ends && step.text == "gone"
}
