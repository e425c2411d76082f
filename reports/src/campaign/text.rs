//! The summary in words.

use super::{Kept, Summary, Worst, ranges};
use crate::finding::one_line;
use crate::run::grouped;
use crate::text::wrap::wrap;

/// How many ways of a failure that was expected are listed; the manifest has all.
const EXPECTED_MAX: usize = 20;

impl Summary {
    /// The whole in words, with a line end. It is Markdown as well.
    pub fn text(&self) -> String {
        let sections = [self.counts(), self.failed(), self.missed(), self.open(), self.expected(), vec![self.verdict()]];
        let sections = sections.into_iter().filter(|lines| !lines.is_empty());
        let lines = sections.flat_map(|lines| lines.into_iter().chain([String::new()]));
        let mut lines: Vec<String> = [format!("# Campaign {}", self.name), String::new()].into_iter().chain(lines).collect();
        lines.pop();
        lines.iter().map(|line| one_line(line) + "\n").collect()
    }

    fn counts(&self) -> Vec<String> {
        let schedules: u64 = self.races.iter().map(|row| row.schedules()).sum();
        let steps: u64 = self.races.iter().map(|row| row.steps).sum();
        let cases: u64 = self.subjects.iter().map(|row| row.cases).sum();
        let mut lines = vec![format!("- plan {} of ifrace {}", self.plan, self.tool_version)];
        lines.push(format!("- {} of {} units played", grouped(self.played), grouped(self.units)));
        if !self.races.is_empty() {
            let (races, schedules, steps) = (self.races.len(), grouped(schedules), grouped(steps));
            lines.push(format!("- {races} races (scenario and era): {schedules} schedules, {steps} steps"));
        }
        if !self.subjects.is_empty() {
            lines.push(format!("- {} subjects: {} histories", self.subjects.len(), grouped(cases)));
        }
        lines
    }

    fn failed(&self) -> Vec<String> {
        section("## Failures", self.failures.iter().filter(|kept| kept.failure).map(failure))
    }

    fn expected(&self) -> Vec<String> {
        let all: Vec<&Kept> = self.failures.iter().filter(|kept| !kept.failure).collect();
        let more = all.len().saturating_sub(EXPECTED_MAX);
        let rest = (more > 0).then(|| format!("- and {more} more: see manifest.json"));
        section("## As expected", all.into_iter().take(EXPECTED_MAX).map(failure).chain(rest))
    }

    fn missed(&self) -> Vec<String> {
        let all = self.races.iter().flat_map(|row| row.missed.iter().map(move |one| (&row.race, one)));
        let line = all.map(|(race, one)| format!("- {} under {}: {one} is claimed, and was not found", race.scenario, race.era));
        section("## Canaries that were missed", line)
    }

    fn open(&self) -> Vec<String> {
        let missing = (!self.is_complete()).then(|| format!("- units without a result: {}", ranges(&self.missing)));
        let not_run = self.not_run.iter().map(|(why, count)| format!("- {count} units were not run: {why}"));
        let doubts = self
            .races
            .iter()
            .filter_map(|row| row.doubt().map(|why| format!("- {} under {}: {why}", row.race.scenario, row.race.era)));
        let lacking = self.subjects.iter().flat_map(|row| row.why.iter().map(move |why| format!("- {}: {why}", row.subject)));
        section("## Open", missing.into_iter().chain(not_run).chain(doubts).chain(lacking))
    }

    fn verdict(&self) -> String {
        let failures = self.failures.iter().filter(|kept| kept.failure).count();
        let expected = self.failures.len() - failures;
        let what = match self.worst() {
            Worst::Disagreement => "a subject and its model disagree",
            Worst::CanaryMissed => "a canary was missed",
            Worst::Violated => "something is violated that is not expected",
            Worst::NoProgress => "a subject makes no progress, which is not expected",
            Worst::NotRun => "some of it could not be run",
            Worst::Unknown => "what was played does not show what it was to show",
            Worst::Incomplete => "as expected so far; units have no result",
            Worst::Expected => "as expected",
        };
        format!("{}: {what} ({failures} ways of failures, {expected} expected ones)", self.worst().id())
    }
}

/// Lines below a title, if there are any.
fn section(title: &str, lines: impl Iterator<Item = String>) -> Vec<String> {
    let lines: Vec<String> = lines.flat_map(|line| wrap(&line, 2)).collect();
    if lines.is_empty() { lines } else { [title.to_owned(), String::new()].into_iter().chain(lines).collect() }
}

fn failure(kept: &Kept) -> String {
    let class = kept.class.as_ref().map(|class| format!(" ({class})")).unwrap_or_default();
    let seen = kept.seen.iter().filter(|seen| seen.failure == kept.failure).map(|seen| match &seen.era {
        Some(era) => format!("{} under {era}", seen.of),
        None => seen.of.clone(),
    });
    let seen: Vec<String> = seen.collect();
    let others = seen.len().saturating_sub(3);
    let more = if others > 0 { format!(" and {others} more") } else { String::new() };
    let seen = seen.into_iter().take(3).collect::<Vec<_>>().join(", ");
    format!("- {}{class} in {} steps, {seen}{more}: {} -> {}", kept.id, kept.steps, kept.cause, kept.folder())
}
