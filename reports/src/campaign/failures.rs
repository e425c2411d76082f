//! What was violated, each way once.

use super::{RaceRow, SubjectRow};
use ifrace_sim::units::{Campaign, Cell, Digest, Outcome, Shape, UnitSet, fingerprint};
use std::collections::BTreeMap;

/// A way in which something was violated, with the shortest run that shows it.
#[derive(Clone, Debug)]
pub struct Kept {
    /// What names it: the same in every campaign.
    pub fingerprint: Digest,
    /// What is violated: a violation of a race, or an aspect of a subject.
    pub id: String,
    /// In which way, of a subject.
    pub class: Option<String>,
    /// Whether it is a failure of the campaign, and not expected everywhere.
    pub failure: bool,
    /// The unit that has the shortest run.
    pub unit: u64,
    /// Its place among what that unit found.
    pub place: usize,
    /// How many steps or operations it has.
    pub steps: u64,
    /// What happened.
    pub cause: String,
    /// What happens in the shortest run.
    pub shape: Shape,
    /// Where it was seen.
    pub seen: Vec<Seen>,
}

/// Where something was seen.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Seen {
    /// The scenario or the subject.
    pub of: String,
    /// The era of a race.
    pub era: Option<String>,
    /// How many units found it.
    pub units: u64,
    /// Whether it is a failure there.
    pub failure: bool,
}

/// One find of a unit.
struct Find<'a> {
    id: &'a str,
    class: Option<&'a str>,
    shape: &'a Shape,
    steps: u64,
    cause: &'a str,
    at: Seen,
}

/// Everything that was found, by fingerprint: failures first, then by what is violated.
pub(super) fn kept(campaign: &Campaign, units: &UnitSet, races: &[RaceRow], subjects: &[SubjectRow]) -> Vec<Kept> {
    let mut all: BTreeMap<Digest, Kept> = BTreeMap::new();
    for line in units.iter() {
        let Some(cell) = campaign.cell_of(line.unit).map(|cell| &campaign.cells[cell]) else { continue };
        for (place, find) in finds(cell, &line.outcome, races, subjects).into_iter().enumerate() {
            let name = fingerprint(&name(&find), find.shape);
            let kept = all.entry(name).or_insert_with(|| Kept {
                fingerprint: name,
                id: find.id.to_owned(),
                class: find.class.map(str::to_owned),
                failure: false,
                unit: line.unit,
                place,
                steps: u64::MAX,
                cause: String::new(),
                shape: find.shape.clone(),
                seen: Vec::new(),
            });
            kept.add(line.unit, place, &find);
        }
    }
    let mut all: Vec<Kept> = all.into_values().collect();
    all.sort_by(|a, b| (!a.failure, &a.id, a.steps, a.fingerprint).cmp(&(!b.failure, &b.id, b.steps, b.fingerprint)));
    all
}

/// A class is a way to break an aspect, so both are in the name.
fn name(find: &Find<'_>) -> String {
    find.class.map_or_else(|| find.id.to_owned(), |class| format!("{} {class}", find.id))
}

impl Kept {
    /// The folder of its files, in the folder of the campaign.
    pub fn folder(&self) -> String {
        format!("failures/{}", self.fingerprint)
    }

    /// Adds a find. Units come in their order, so that of two runs of one length the first stays.
    fn add(&mut self, unit: u64, place: usize, find: &Find<'_>) {
        if find.steps < self.steps {
            (self.unit, self.place, self.steps) = (unit, place, find.steps);
            self.cause = find.cause.to_owned();
        }
        self.failure |= find.at.failure;
        match self.seen.iter_mut().find(|seen| (&seen.of, &seen.era) == (&find.at.of, &find.at.era)) {
            Some(seen) => {
                seen.units += 1;
                seen.failure |= find.at.failure;
            }
            None => self.seen.push(find.at.clone()),
        }
    }
}

fn finds<'a>(cell: &Cell, outcome: &'a Outcome, races: &[RaceRow], subjects: &[SubjectRow]) -> Vec<Find<'a>> {
    match (cell, outcome) {
        (Cell::Race(cell), Outcome::Race(outcome)) => {
            let era = cell.release().id();
            let is_own =
                |row: &&RaceRow| (row.group, &row.race.scenario, &row.race.era) == (cell.group, &cell.scenario.name, &era);
            let row = races.iter().find(is_own);
            let find = |failure: &'a ifrace_sim::units::Failure| Find {
                id: failure.violated.id(),
                class: None,
                shape: &failure.shape,
                steps: failure.steps(),
                cause: &failure.cause,
                at: Seen {
                    of: cell.scenario.name.clone(),
                    era: Some(era.clone()),
                    units: 1,
                    failure: row.is_some_and(|row| row.says(failure.violated).1),
                },
            };
            outcome.failures.iter().map(find).collect()
        }
        (Cell::History(cell), Outcome::History(outcome)) => {
            let row = subjects.iter().find(|row| (row.group, &row.subject) == (cell.group, &cell.subject));
            let find = |found: &'a ifrace_sim::units::HistoryFinding| Find {
                id: &found.aspect,
                class: Some(&found.class),
                shape: &found.shape,
                steps: found.history.len() as u64,
                cause: &found.text,
                at: Seen { of: cell.subject.clone(), era: None, units: 1, failure: !row.is_some_and(|row| row.expects(found)) },
            };
            outcome.findings.iter().map(find).collect()
        }
        _ => Vec::new(),
    }
}
