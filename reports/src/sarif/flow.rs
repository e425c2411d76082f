//! The smallest run of a finding as flows: one for each lane in which something happens.

use super::limits::STEPS;
use super::location::{Location, Physical, first_line};
use super::message::{Message, TEXT_MAX};
use crate::report::{Diagram, Step};
use crate::visible::visible;
use serde::Serialize;

/// All flows of a finding.
#[derive(Debug, Serialize)]
#[serde(rename_all = "camelCase")]
pub(super) struct CodeFlow<'a> {
    thread_flows: Vec<ThreadFlow<'a>>,
}

#[derive(Debug, Serialize)]
struct ThreadFlow<'a> {
    id: String,
    locations: Vec<FlowLocation<'a>>,
}

#[derive(Debug, Serialize)]
#[serde(rename_all = "camelCase")]
struct FlowLocation<'a> {
    location: Location<'a>,
    /// The place among all steps of all lanes, from 1.
    execution_order: usize,
    /// None is `important`.
    #[serde(skip_serializing_if = "Option::is_none")]
    importance: Option<&'static str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    properties: Option<Properties>,
}

#[derive(Debug, Serialize)]
struct Properties {
    #[serde(skip_serializing_if = "String::is_empty")]
    detail: String,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    violates: Vec<String>,
}

/// The flows of a diagram, none if nothing happens in it, and how many steps are left out.
pub(super) fn of<'a>(diagram: &'a Diagram, uri: &'a str) -> (Option<CodeFlow<'a>>, usize) {
    let mut lanes: Vec<Vec<FlowLocation<'a>>> = diagram.lanes.iter().map(|_| Vec::new()).collect();
    let steps = diagram.steps.len();
    let left_out = steps.saturating_sub(STEPS);
    let middle = STEPS / 2..STEPS / 2 + left_out;
    for (place, step) in diagram.steps.iter().enumerate().filter(|(place, _)| !middle.contains(place)) {
        if let Some(lane) = lanes.get_mut(step.lane) {
            lane.push(location(place, step, first_line(uri)));
        }
    }
    let flows = diagram.lanes.iter().zip(lanes).enumerate().filter(|(_, (_, locations))| !locations.is_empty());
    let thread = |(place, (lane, locations)): (usize, (&crate::report::Lane, _))| ThreadFlow {
        id: format!("{}: {}", place + 1, visible(&lane.title, TEXT_MAX)),
        locations,
    };
    let thread_flows: Vec<ThreadFlow<'_>> = flows.map(thread).collect();
    ((!thread_flows.is_empty()).then_some(CodeFlow { thread_flows }), left_out)
}

fn location<'a>(place: usize, step: &'a Step, physical_location: Physical<'a>) -> FlowLocation<'a> {
    let violates = step.breaches.iter().map(|breach| visible(&format!("{}: {}", breach.invariant, breach.cause), TEXT_MAX));
    let violates: Vec<String> = violates.collect();
    let importance = (!violates.is_empty()).then_some("essential");
    let detail = if step.detail == step.text { String::new() } else { visible(&step.detail, TEXT_MAX) };
    let is_bare = violates.is_empty() && detail.is_empty();
    FlowLocation {
        location: Location { message: Some(Message(&step.text)), physical_location, logical_locations: &[] },
        execution_order: place + 1,
        importance,
        properties: (!is_bare).then_some(Properties { detail, violates }),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::report::{Lane, LaneKind, Life};

    #[test]
    fn of_too_many_steps_the_middle_is_left_out() {
        let lane = |title: &str| Lane { title: title.to_owned(), kind: LaneKind::Guest };
        let step = |lane| Step {
            lane,
            number: None,
            text: String::new(),
            detail: String::new(),
            life: Life::Stays,
            breaches: Vec::new(),
        };
        let steps = (0..STEPS + 7).map(|place| step(place % 2 * 2)).collect();
        let diagram = Diagram { lanes: ["a", "idle", "c"].map(lane).into(), steps, omitted: 0 };
        let (flow, left_out) = of(&diagram, "x");
        let flows = flow.unwrap().thread_flows;
        assert_eq!((left_out, flows.len(), flows[1].id.as_str()), (7, 2, "3: c"));
        assert_eq!(flows.iter().map(|flow| flow.locations.len()).sum::<usize>(), STEPS);
        let mut orders: Vec<usize> = flows.iter().flat_map(|flow| flow.locations.iter().map(|one| one.execution_order)).collect();
        orders.sort_unstable();
        assert_eq!((orders[STEPS / 2 - 1], orders[STEPS / 2], orders[STEPS - 1]), (STEPS / 2, STEPS / 2 + 8, STEPS + 7));
    }
}
