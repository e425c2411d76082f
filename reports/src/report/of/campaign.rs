//! The report of a campaign: a function of its plan and its results, so that shards that are put together give the same bytes.

use super::eras::{self, of_report};
use super::histories;
use super::{fact, finished, note, shown};
use crate::campaign::{Kept, RaceRow, SubjectRow, Summary, Worst, ranges};
use crate::report::{Diagram, Finding, NoteKind, Report, Run, RunKind, Status, Suite, Verdict};
use ifrace_sim::campaign::{Aspect, Finding as Found};
use ifrace_sim::history;
use ifrace_sim::units::{Campaign, Cell, Failure, HistoryFinding, Outcome, UnitSet};
use ifrace_sim::world::violated::Violated;
use ifrace_sim::world::{Stage, World};
use std::collections::BTreeMap;
use std::sync::Arc;

/// What the results of a campaign add up to. `exit_code` gives the code of what they come to.
pub fn campaign(summary: &Summary, campaign: &Campaign, units: &UnitSet, exit_code: &dyn Fn(Worst) -> u8) -> Report {
    let mut report = Report { runs: vec![run(summary, exit_code)], ..Report::new() };
    let shows = by_place(&summary.failures);
    for row in &summary.races {
        report.verdicts.extend(Violated::ALL.iter().map(|violated| of_race(row, *violated, &shows)));
        report.coverage.push(eras::coverage(&row.race));
    }
    for row in &summary.subjects {
        report.verdicts.extend(Aspect::all().map(|aspect| of_subject(row, aspect, &shows)));
    }
    report.findings = summary.failures.iter().map(|kept| finding(kept, campaign, units, &report)).collect();
    // Two groups of a plan may have the same scenario under the same era.
    finished(report)
}

fn run(summary: &Summary, exit_code: &dyn Fn(Worst) -> u8) -> Run {
    let worst = summary.worst();
    let mut notes: Vec<_> = summary
        .not_run
        .iter()
        .map(|(why, units)| note(NoteKind::Missing, format!("{units} units were not run: {why}")))
        .collect();
    if !summary.is_complete() {
        notes.push(note(NoteKind::Other, format!("units without a result: {}", ranges(&summary.missing))));
    }
    for row in &summary.races {
        let missed =
            |one: &Violated| format!("{} under {}: {one} had to be found, and was MISSED", row.race.scenario, row.race.era);
        notes.extend(row.missed.iter().map(|one| note(NoteKind::Canary, missed(one))));
    }
    Run {
        kind: RunKind::Campaign,
        command: "ifrace campaign plan.toml".to_owned(),
        tool_version: summary.tool_version.clone(),
        exit_code: exit_code(worst),
        summary: format!("{}: {} of {} units were played: {}", summary.name, summary.played, summary.units, worst.id()),
        interrupted: false,
        milliseconds: None,
        environment: vec![fact("campaign", &summary.name), fact("digest of the plan", &summary.plan)],
        notes,
    }
}

/// The findings by what they violate, and where: the scenario with the era, or the subject.
type Shows<'a> = BTreeMap<(&'a str, &'a str, Option<&'a str>), Vec<String>>;

fn by_place(failures: &[Kept]) -> Shows<'_> {
    let mut all = Shows::new();
    for kept in failures {
        for seen in &kept.seen {
            let place = (kept.id.as_str(), seen.of.as_str(), seen.era.as_deref());
            all.entry(place).or_default().push(kept.fingerprint.to_string());
        }
    }
    all
}

fn of_race(row: &RaceRow, violated: Violated, shows: &Shows<'_>) -> Verdict {
    let (scenario, era) = (&row.race.scenario, &row.race.era);
    let mut known = eras::known(&row.race, violated);
    known.expected = !row.missed.contains(&violated);
    if let Some(count) = row.violated.get(&violated) {
        known.expected = !row.says(violated).1;
        known.why = format!("{count} of {} schedules show it", row.schedules());
    }
    let findings = shows.get(&(violated.id(), scenario, Some(era))).cloned().unwrap_or_default();
    eras::verdict(scenario, era, violated, known, findings)
}

fn of_subject(row: &SubjectRow, aspect: Aspect, shows: &Shows<'_>) -> Verdict {
    let found: Vec<_> = row.findings.iter().filter(|one| one.aspect == aspect).collect();
    let (status, why) = if !found.is_empty() {
        (Status::Violated, found.iter().map(|one| one.class.as_str()).collect::<Vec<_>>().join(", "))
    } else if !row.why.is_empty() {
        (Status::Unknown, row.why.iter().cloned().collect::<Vec<_>>().join("; "))
    } else if row.cases == 0 {
        (Status::NotRun, "none of its units has a result".to_owned())
    } else {
        (Status::HoldsSoFar, histories::histories(row.cases))
    };
    Verdict {
        suite: Suite::Subject,
        name: row.subject.clone(),
        scenario: None,
        invariant: aspect.id().to_owned(),
        status,
        expected: found.iter().all(|one| one.expected),
        why,
        findings: shows.get(&(aspect.id(), row.subject.as_str(), None)).cloned().unwrap_or_default(),
    }
}

fn finding(kept: &Kept, campaign: &Campaign, units: &UnitSet, report: &Report) -> Finding {
    let cell = campaign.cell_of(kept.unit).map(|cell| &campaign.cells[cell]);
    let outcome = units.get(kept.unit).map(|line| &line.outcome);
    let mut finding = Finding {
        id: kept.fingerprint.to_string(),
        invariant: kept.id.clone(),
        name: String::new(),
        scenario: None,
        cause: kept.cause.clone(),
        expected: !kept.failure,
        diagram: None,
        commands: vec![format!("sh {}/repro.sh", kept.folder())],
        fixes: Vec::new(),
        trace: None,
    };
    match (cell, outcome) {
        (Some(Cell::Race(cell)), Some(Outcome::Race(outcome))) => {
            let (scenario, era) = (&cell.scenario.name, cell.release().id());
            finding.diagram = outcome.failures.get(kept.place).and_then(|failure| of_run(failure, cell.release()));
            finding.fixes = of_report(report, scenario, &kept.id, &era);
            finding.trace = Some(format!("{}/min.ndjson", kept.folder()));
            finding.commands.insert(0, format!("ifrace replay {}/min.ndjson", kept.folder()));
            (finding.name, finding.scenario) = (era, Some(scenario.clone()));
        }
        (Some(Cell::History(cell)), Some(Outcome::History(outcome))) => {
            finding.diagram = outcome.findings.get(kept.place).and_then(of_history);
            finding.trace = Some(format!("{}/history.ndjson", kept.folder()));
            finding.name = cell.subject.clone();
            finding.cause = kept.class.as_ref().map(|class| format!("{class}: {}", kept.cause)).unwrap_or(finding.cause);
        }
        _ => {}
    }
    finding
}

fn of_run(failure: &Failure, release: ifrace_sim::release::Release) -> Option<Diagram> {
    let stage = Stage::new(failure.plan.clone(), release).ok()?;
    // Nothing is packed, so the width of keys does not matter.
    let (run, left) = World::<1>::new(Arc::new(stage)).record(&failure.choices());
    Some(shown(&run, &left, failure.violated))
}

/// A campaign does not keep what the subject replied.
fn of_history(found: &HistoryFinding) -> Option<Diagram> {
    let text: String = found.history.iter().map(|op| format!("{op}\n")).collect();
    let history = history::parse(text.as_bytes()).ok()?;
    let at = history.len().saturating_sub(1);
    let (class, text) = (found.class.clone(), found.text.clone());
    let aspect = Aspect::from_id(&found.aspect)?;
    Some(histories::diagram(&Found {
        aspect,
        class,
        case: found.case,
        history,
        replies: Vec::new(),
        model: Vec::new(),
        at,
        text,
    }))
}
