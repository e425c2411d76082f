//! Findings, with their diagrams.

use super::shown;
use crate::report::{Breach, Diagram, Finding, Lane, Report, Step};
use crate::space_time::text_of;
use crate::text::{Ink, Style, wrap::wrap_to};
use crate::visible::visible_lines;

/// With more findings than this, only those that are not expected have their diagrams here.
const DIAGRAMS_MAX: usize = 20;

/// Characters of a command.
const COMMAND_MAX: usize = 20_000;

pub(super) fn section(report: &Report, width: usize, style: Style) -> Vec<String> {
    let all = report.findings.len() <= DIAGRAMS_MAX;
    let mut lines = Vec::new();
    for finding in &report.findings {
        if !lines.is_empty() {
            lines.push(String::new());
        }
        lines.extend(of_finding(finding, all || !finding.expected, width, style));
    }
    if !all && report.findings.iter().any(|finding| finding.expected) {
        lines.push(String::new());
        lines.extend(wrap_to("diagrams of what is expected are in the other formats", 2, width));
    }
    lines
}

fn of_finding(finding: &Finding, with_diagram: bool, width: usize, style: Style) -> Vec<String> {
    let place = match &finding.scenario {
        Some(scenario) => format!("{} under {}", shown(scenario), shown(&finding.name)),
        None => shown(&finding.name),
    };
    let (ink, word) = if finding.expected { (Ink::Yellow, "expected") } else { (Ink::Red, "NOT EXPECTED") };
    let head = format!("{} in {place}, {word} [{}]", shown(&finding.invariant), shown(&finding.id));
    let mut lines: Vec<String> = wrap_to(&head, 2, width).iter().map(|line| style.paint(ink, line)).collect();
    lines.extend(wrap_to(&format!("  {}", shown(&finding.cause)), 4, width));
    if let Some(diagram) = finding.diagram.as_ref().filter(|_| with_diagram) {
        lines.push(String::new());
        lines.extend(text_of(&harmless(diagram), width, width).lines().map(str::to_owned));
        lines.push(String::new());
    }
    for fix in &finding.fixes {
        lines.extend(wrap_to(&format!("  {}: {}", shown(&fix.era), shown(&fix.text)), 4, width));
    }
    for command in &finding.commands {
        // A command that is broken cannot be copied; nor can what it reads, if it is moved to the right.
        let shown = visible_lines(command, COMMAND_MAX);
        let prompts = std::iter::once("  $ ").chain(std::iter::repeat(""));
        lines.extend(shown.lines().zip(prompts).map(|(line, prompt)| style.paint(Ink::Dim, &format!("{prompt}{line}"))));
    }
    lines
}

/// The diagram without anything that a terminal obeys.
fn harmless(diagram: &Diagram) -> Diagram {
    let breach = |one: &Breach| Breach { invariant: shown(&one.invariant), cause: shown(&one.cause) };
    let step = |one: &Step| Step {
        text: shown(&one.text),
        detail: String::new(),
        breaches: one.breaches.iter().map(breach).collect(),
        ..one.clone()
    };
    Diagram {
        lanes: diagram.lanes.iter().map(|lane| Lane { title: shown(&lane.title), kind: lane.kind }).collect(),
        steps: diagram.steps.iter().map(step).collect(),
        omitted: diagram.omitted,
    }
}
