//! The results of units, put together.

use super::{Header, Line, Outcome};
use std::collections::BTreeMap;
use std::ops::Range;

/// The results of some units of a campaign. Adding one to another is associative, commutative and idempotent, so that it makes no
/// difference who played what, and what was put together first.
#[derive(Clone, Debug, PartialEq, Default)]
pub struct UnitSet {
    lines: BTreeMap<u64, Line>,
}

/// Two different results for one unit: something is not deterministic.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("unit {unit} has two different results")]
pub struct Conflict {
    /// The number of the unit.
    pub unit: u64,
}

impl UnitSet {
    /// Adds a result. What was played takes the place of what could not be; of two reasons the first in the order of texts stays.
    ///
    /// # Errors
    /// There is another result for the unit.
    pub fn add(&mut self, line: Line) -> Result<(), Conflict> {
        let Some(known) = self.lines.get(&line.unit) else {
            self.lines.insert(line.unit, line);
            return Ok(());
        };
        let replaces = match (&known.outcome, &line.outcome) {
            (known, new) if known == new => return Ok(()),
            (Outcome::NotRun(known), Outcome::NotRun(new)) => new < known,
            (Outcome::NotRun(_), _) => true,
            (_, Outcome::NotRun(_)) => false,
            _ => return Err(Conflict { unit: line.unit }),
        };
        if replaces {
            self.lines.insert(line.unit, line);
        }
        Ok(())
    }

    /// Adds all results of another set.
    ///
    /// # Errors
    /// The first unit for which there are two results.
    pub fn merge(&mut self, other: Self) -> Result<(), Conflict> {
        other.lines.into_values().try_for_each(|line| self.add(line))
    }

    /// The results in the order of units.
    pub fn iter(&self) -> impl Iterator<Item = &Line> {
        self.lines.values()
    }

    /// The result of a unit.
    pub fn get(&self, unit: u64) -> Option<&Line> {
        self.lines.get(&unit)
    }

    /// How many units have a result.
    pub fn len(&self) -> u64 {
        self.lines.len() as u64
    }

    /// Whether no unit has one.
    pub fn is_empty(&self) -> bool {
        self.lines.is_empty()
    }

    /// Whether a unit was played: it has a result, and not only a reason why not.
    pub fn is_played(&self, unit: u64) -> bool {
        self.get(unit).is_some_and(|line| !matches!(line.outcome, Outcome::NotRun(_)))
    }

    /// The units below this number that have no result, in ranges.
    pub fn missing(&self, units: u64) -> Vec<Range<u64>> {
        let (mut missing, mut next) = (Vec::new(), 0);
        for unit in self.lines.keys().copied().chain([units]) {
            if unit > next {
                missing.push(next..unit);
            }
            next = unit + 1;
        }
        missing
    }

    /// The file of these results: its first line, and theirs in the order of units.
    pub fn text(&self, header: &Header) -> String {
        self.iter().fold(header.to_line(), |text, line| text + &line.to_line())
    }
}
