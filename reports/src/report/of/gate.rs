//! The report of `ifrace gate`.

use super::eras::{self, Sighting};
use super::histories::{self, histories};
use super::{fact, finished, id, note, shown};
use crate::races::{Race, Says};
use crate::report::{Fact, Finding, Note, NoteKind, Report, Run, RunKind, Status, Verdict};
use crate::{Baseline, GateReport, Row, Verdict as Judged};
use ifrace_sim::campaign::Aspect;
use ifrace_sim::world::violated::Violated;
use ifrace_sim::world::{Breach, Recorded};

/// A run that shows a violation of a scenario under an era.
#[derive(Clone, Debug, PartialEq)]
pub struct Example {
    /// The scenario.
    pub scenario: String,
    /// The era.
    pub era: String,
    /// What is violated.
    pub violated: Violated,
    /// The run, step by step.
    pub run: Vec<Recorded>,
    /// What does not hold at its end.
    pub left: Vec<Breach>,
}

/// The class of a disagreement about a script of operations, which is no finding on a history.
const OTHER_OPERATION: &str = "other-operation";

/// What a gate found. The examples give findings their diagrams; `command` repeats the gate.
pub fn gate(report: &GateReport, baseline: &Baseline, examples: &[Example], command: &str, exit_code: u8) -> Report {
    let mut made = Report { runs: vec![run(report, command, exit_code)], ..Report::new() };
    made.verdicts.extend(report.rows.iter().flat_map(|row| row.cells.iter().map(|cell| of_cell(report, row, cell))));
    made.verdicts.extend(report.races.iter().flat_map(of_race));
    made.coverage = report.races.iter().map(eras::coverage).collect();
    let of_subject = |(subject, found): &(String, ifrace_sim::campaign::Finding)| {
        let expected = baseline.find(subject, found.aspect, &found.class, report.rules).is_some();
        histories::finding(subject, found, expected)
    };
    made.findings = report.findings.iter().map(of_subject).chain(operations(report, baseline)).collect();
    let sightings = report.races.iter().flat_map(|race| sightings(race, examples)).collect();
    made.findings.extend(eras::findings(sightings, &made));
    finished(made)
}

fn run(report: &GateReport, command: &str, exit_code: u8) -> Run {
    let deviations = report.deviations.len();
    let summary = match (report.interrupted, deviations) {
        (true, 0) => "interrupted; as expected so far".to_owned(),
        (false, 0) if exit_code == 0 => "as expected".to_owned(),
        (false, 0) => "nothing differs from what is expected, but not everything is known".to_owned(),
        (_, 1) => "1 deviation from what is expected".to_owned(),
        (_, more) => format!("{more} deviations from what is expected"),
    };
    Run {
        kind: RunKind::Gate,
        command: command.to_owned(),
        tool_version: report.tool_version.clone(),
        exit_code,
        summary,
        interrupted: report.interrupted,
        milliseconds: Some(report.milliseconds),
        environment: environment(report),
        notes: notes(report),
    }
}

fn environment(report: &GateReport) -> Vec<Fact> {
    let mut facts = vec![fact("kernel", &report.kernel), fact("rules of the kernel", &report.rules), fact("seed", &report.seed)];
    if !report.rows.is_empty() {
        facts.push(fact("histories of each subject", &report.cases));
        facts.extend(report.kernel_cases.map(|cases| fact("histories of the kernel", &cases)));
    }
    let version = |row: &Row| row.version.as_ref().map(|version| fact(&format!("version of {}", row.subject), version));
    facts.extend(report.rows.iter().filter_map(version));
    facts
}

fn notes(report: &GateReport) -> Vec<Note> {
    let mut notes: Vec<Note> = report.deviations.iter().map(|one| note(NoteKind::Deviation, one.to_string())).collect();
    notes.extend(report.canaries.iter().map(|canary| {
        let came = match (&canary.not_run, canary.caught) {
            (Some(why), _) => format!("not tried: {why}"),
            (None, true) => "caught".to_owned(),
            (None, false) => "MISSED".to_owned(),
        };
        note(NoteKind::Canary, format!("{}, known to break {}: {came}", canary.subject, canary.aspect))
    }));
    let missing = |one: &crate::MissingThing| note(NoteKind::Missing, format!("{}: {}; {}", one.subject, one.what, one.remedy));
    notes.extend(report.missing.iter().map(missing));
    notes.extend(report.documents.iter().map(|documents| {
        let crate::Documents { judged, of, rules, .. } = documents;
        note(NoteKind::Other, format!("{judged} of {of} documents were judged under {rules} rules"))
    }));
    let compared =
        |one: &crate::Operations| format!("{} operations were compared between the model and the kernel", one.compared);
    notes.extend(report.operations.iter().map(|one| note(NoteKind::Other, compared(one))));
    notes
}

fn of_cell(report: &GateReport, row: &Row, (aspect, judged): &(Aspect, Judged)) -> Verdict {
    let (status, why) = match judged {
        Judged::Holds { cases } => (Status::HoldsSoFar, histories(*cases)),
        Judged::Violated { classes } => (Status::Violated, classes.join(", ")),
        Judged::Unknown { why } => (Status::Unknown, why.clone()),
        Judged::NotRun { why } => (Status::NotRun, why.clone()),
    };
    let expected = report.deviations_of(&row.subject, *aspect).next().is_none();
    let verdict = histories::verdict(&row.subject, *aspect, status, why, judged.classes().unwrap_or_default());
    Verdict { expected, ..verdict }
}

/// The disagreement about a script of operations, as a finding.
fn operations<'a>(report: &'a GateReport, baseline: &'a Baseline) -> impl Iterator<Item = Finding> + 'a {
    let kernel = report.rows.iter().find(|row| row.subject == "kernel").map(|row| row.subject.as_str());
    let text = report.operations.as_ref().and_then(|operations| operations.disagreement.as_ref());
    kernel.zip(text).into_iter().map(|(subject, text)| {
        let (cause, more) = text.split_once('\n').unwrap_or((text, ""));
        Finding {
            id: id::of_history(subject, Aspect::Model.id(), OTHER_OPERATION),
            invariant: Aspect::Model.id().to_owned(),
            name: subject.to_owned(),
            scenario: None,
            cause: format!("{OTHER_OPERATION}: {cause}"),
            expected: baseline.find(subject, Aspect::Model, OTHER_OPERATION, report.rules).is_some(),
            diagram: None,
            commands: vec![more.trim_end().to_owned()],
            fixes: Vec::new(),
            trace: None,
        }
    })
}

fn of_race(race: &Race) -> impl Iterator<Item = Verdict> + '_ {
    Violated::ALL.iter().map(|violated| {
        let mut known = eras::known(race, *violated);
        known.expected = as_claimed(race, *violated, known.status);
        let findings = race.found(*violated).map(|_| id::of_race(&race.scenario, *violated));
        eras::verdict(&race.scenario, &race.era, *violated, known, findings.into_iter().collect())
    })
}

/// What is claimed to break is expected unless a whole search did not find it, and what is claimed never to happen if it is found.
fn as_claimed(race: &Race, violated: Violated, status: Status) -> bool {
    match race.claim.says(violated) {
        Says::Breaks => status == Status::Violated || race.searched.open.is_some(),
        Says::Never => status != Status::Violated,
        Says::Nothing => true,
    }
}

fn sightings<'a>(race: &'a Race, examples: &'a [Example]) -> impl Iterator<Item = Sighting> + 'a {
    race.searched.found.iter().map(move |found| {
        let is_own = |one: &&Example| (&one.scenario, &one.era, one.violated) == (&race.scenario, &race.era, found.violated);
        let example = examples.iter().find(is_own);
        let cause = example.and_then(|one| super::cause(&one.run, &one.left, found.violated));
        Sighting {
            scenario: race.scenario.clone(),
            era: race.era.clone(),
            violated: found.violated,
            cause: found.cause.clone().or(cause),
            expected: as_claimed(race, found.violated, Status::Violated),
            commands: vec![race.command()],
            diagram: example.map(|one| shown(&one.run, &one.left, one.violated)),
            trace: None,
        }
    })
}
