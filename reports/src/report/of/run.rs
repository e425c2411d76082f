//! The report of `ifrace search` and `ifrace explore`.

use super::eras::{self, Known, Sighting};
use super::{fact, finished, id, shown};
use crate::races::{Claim, Says};
use crate::report::{Coverage, Reached, Report, Run, RunKind, Status, Verdict};
use crate::run::{Found, Heading, Run as Searched};
use ifrace_sim::world::violated::Violated;

/// What a search found under each era. `claim` is what the scenario claims of an era.
pub fn race<R: Searched>(
    heading: &Heading<'_>,
    kind: RunKind,
    runs: &[R],
    claim: &dyn Fn(&str) -> Claim,
    exit_code: u8,
) -> Report {
    let mut report = Report { runs: vec![run(heading, kind, runs, exit_code)], ..Report::new() };
    for run in runs {
        let claim = claim(run.era());
        report.verdicts.extend(Violated::ALL.iter().map(|violated| verdict(heading.scenario, run, *violated, &claim)));
        report.coverage.push(coverage(heading.scenario, run));
    }
    let sightings = |run: &R| {
        let claim = claim(run.era());
        run.found().iter().map(|found| sighting(heading, run.era(), found, &claim)).collect::<Vec<_>>()
    };
    report.findings = eras::findings(runs.iter().flat_map(sightings).collect(), &report);
    finished(report)
}

fn run<R: Searched>(heading: &Heading<'_>, kind: RunKind, runs: &[R], exit_code: u8) -> Run {
    let words = runs.iter().map(|run| format!("{}: {}", run.era(), run.judgement().in_words()));
    Run {
        kind,
        command: heading.command.to_owned(),
        tool_version: heading.tool_version.to_owned(),
        exit_code,
        summary: words.collect::<Vec<_>>().join("; "),
        interrupted: runs.iter().any(|run| run.judgement().why.iter().any(|why| why == "interrupted")),
        milliseconds: Some(runs.iter().map(Searched::milliseconds).sum()),
        environment: vec![fact("scenario", heading.scenario), fact("guests", &heading.guests)],
        notes: Vec::new(),
    }
}

fn verdict<R: Searched>(scenario: &str, run: &R, violated: Violated, claim: &Claim) -> Verdict {
    let is_found = run.found().iter().any(|found| found.violated == violated);
    let (extent, why) = (run.extent(), run.judgement().why.join("; "));
    let counted = extent.in_words();
    let (status, why) = match (is_found, why.is_empty()) {
        (true, _) => (Status::Violated, counted),
        (false, false) => (Status::Unknown, format!("{why}; {counted}")),
        (false, true) if extent.exhausted => (Status::Holds, counted),
        (false, true) => (Status::HoldsSoFar, counted),
    };
    let expected = !is_found || claim.says(violated) == Says::Breaks;
    let findings = is_found.then(|| id::of_race(scenario, violated));
    eras::verdict(scenario, run.era(), violated, Known { status, expected, why }, findings.into_iter().collect())
}

fn coverage<R: Searched>(scenario: &str, run: &R) -> Coverage {
    let extent = run.extent();
    let reached = run.coverage().iter().map(|one| Reached { property: one.property.id().to_owned(), reached: one.times > 0 });
    Coverage {
        scenario: scenario.to_owned(),
        era: run.era().to_owned(),
        states: extent.states,
        exhausted: extent.exhausted,
        schedules: extent.schedules,
        reached: reached.collect(),
    }
}

fn sighting(heading: &Heading<'_>, era: &str, found: &Found, claim: &Claim) -> Sighting {
    let trace = found.traces.as_ref().map(|traces| format!("failures/{}/min.ndjson", traces.fingerprint));
    let replay = trace.as_ref().map(|trace| format!("ifrace replay {trace}"));
    let run = found.small.as_ref().or(found.run.as_ref());
    Sighting {
        scenario: heading.scenario.to_owned(),
        era: era.to_owned(),
        violated: found.violated,
        cause: run.and_then(|(run, left)| super::cause(run, left, found.violated)).or_else(|| found.cause.clone()),
        expected: claim.says(found.violated) == Says::Breaks,
        commands: replay.into_iter().chain([heading.command.to_owned()]).collect(),
        diagram: run.map(|(run, left)| shown(run, left, found.violated)),
        trace,
    }
}
