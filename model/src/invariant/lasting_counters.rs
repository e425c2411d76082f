//! Counters that outlive the process of their allocator, each of one template.

#[cfg(test)]
mod tests;

use super::counters::{Generated, Move, default_template};
use super::filled_in::FilledIn;
use crate::history::{Call, End, Event};
use crate::policy::DeviceKind;
use crate::{NAME_MAX, Template};
use std::collections::{BTreeMap, BTreeSet};
use std::ops::Range;

/// The most digits of an id.
const DIGITS_MAX: u32 = 12;

/// Ids that a refused request passes over although nothing has their names: it looks for one twice.
const IDS_OF_A_REFUSAL: u64 = 2;

/// The counters that a history shows. Other than those of an era they are known to the id: what is passed over is a name that something
/// had at some time, since the allocator may have an old picture of the host.
#[derive(Default)]
pub(super) struct LastingCounters {
    counters: BTreeMap<Vec<u8>, Counter>,
    /// Every name that something has had.
    taken: BTreeSet<Vec<u8>>,
    /// Names that were given for a device that did not stay, and the template of each. Their own counter does not come to them again
    /// within a lap, but that of another template may, which passes over what others have given.
    given: BTreeSet<(Vec<u8>, Vec<u8>)>,
    /// Names that something has had, and that are not known.
    filled_in: FilledIn,
}

#[derive(Default)]
struct Counter {
    last: Option<u64>,
    /// Requests that were refused since the last name.
    refusals: u64,
    /// Ids that were reserved since the last name.
    reserved: Vec<u64>,
}

impl LastingCounters {
    /// Takes an event into account that is not a generated name. The templates of all kinds have counters from the start; others get one
    /// when they are first asked for, and a reservation before that does not count for them.
    pub(super) fn note(&mut self, event: &Event) {
        self.filled_in.note(event);
        match event {
            Event::Occupied { name } => drop(self.taken.insert(name.clone())),
            Event::Reserved { name } => self.reserve(name),
            Event::Called(Call { kind, wanted, end: End::Refused, .. }) => {
                let template = wanted.clone().unwrap_or_else(|| default_template(*kind));
                self.counters.entry(template).or_default().refusals += 1;
            }
            Event::Called(Call { keep: true, wanted: Some(name), end: End::Literal { .. }, .. }) => {
                self.taken.insert(name.clone());
            }
            _ => {}
        }
    }

    fn reserve(&mut self, name: &[u8]) {
        for kind in DeviceKind::ALL {
            self.counters.entry(default_template(kind)).or_default();
        }
        for (text, counter) in &mut self.counters {
            let template = Template::parse(text).ok();
            let id = template.and_then(|template| template.id_of(name).filter(|id| *id < ids(&template)));
            counter.reserved.extend(id);
        }
    }

    /// Takes a generated name into account.
    pub(super) fn advance(&mut self, generated: &Generated) -> (Move, Option<u64>) {
        let before = std::mem::take(self.counters.entry(generated.template.clone()).or_default());
        let highest = before.reserved.iter().copied().chain(before.last).max();
        let step = match highest {
            Some(highest) if generated.id <= highest && self.wraps(generated, highest, &before) => Move::Wrap,
            _ if before.last.is_none_or(|last| generated.id > last) => Move::Up,
            _ => Move::Down,
        };
        if let Ok(template) = Template::parse(&generated.template) {
            let name = [template.prefix(), generated.id.to_string().as_bytes(), template.suffix()].concat();
            if generated.keep {
                self.taken.insert(name);
            } else {
                self.given.insert((name, generated.template.clone()));
            }
        }
        self.counters.insert(generated.template.clone(), Counter { last: Some(generated.id), ..Counter::default() });
        (step, before.last)
    }

    /// Whether the counter has gone from the highest id to the last one and begun again, at 0 or behind what was reserved meanwhile.
    fn wraps(&self, generated: &Generated, highest: u64, before: &Counter) -> bool {
        let Ok(template) = Template::parse(&generated.template) else { return false };
        let mut starts = before.reserved.iter().map(|id| id + 1).chain([0]);
        starts.any(|start| {
            let ranges = [highest.saturating_add(1)..ids(&template), start..generated.id];
            let unknown = before.refusals * IDS_OF_A_REFUSAL + self.filled_in.times(&generated.template) as u64;
            start <= generated.id && self.explains(generated, &template, &ranges, unknown)
        })
    }

    /// Whether there is a reason for every id that was passed over; for so many of them there is one whatever they are.
    fn explains(&self, generated: &Generated, template: &Template<'_>, passed: &[Range<u64>; 2], unknown: u64) -> bool {
        let count: u64 = passed.iter().map(|range| range.end.saturating_sub(range.start)).sum();
        if count <= unknown {
            return true;
        }
        let others = self.given.iter().filter(|(_, of)| *of != generated.template).map(|(name, _)| name);
        let ids = self.taken.iter().chain(others).filter_map(|name| template.id_of(name));
        let known: BTreeSet<u64> = ids.filter(|id| passed.iter().any(|range| range.contains(id))).collect();
        count <= unknown + known.len() as u64
    }
}

/// How many ids a template has.
pub(super) fn ids(template: &Template<'_>) -> u64 {
    10_u64.pow(DIGITS_MAX.min(template.room().min(NAME_MAX) as u32))
}
