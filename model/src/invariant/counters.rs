//! Counters as a history shows them from outside.

use super::Profile;
use super::lasting_counters::LastingCounters;
use crate::Template;
use crate::history::{Call, End, Event};
use crate::policy::{DeviceKind, reserve_number};
use std::collections::BTreeMap;

/// The id of a generated name, and the kind and template that it belongs to.
pub(super) struct Generated {
    pub(super) kind: DeviceKind,
    pub(super) template: Vec<u8>,
    pub(super) id: u64,
    /// Whether its device stays.
    pub(super) keep: bool,
}

impl Generated {
    /// Reads a name as an expansion of the template that was asked for, or else of the kind's default.
    pub(super) fn of(call: &Call) -> Option<Self> {
        let End::Named { name, .. } = &call.end else { return None };
        let default = default_template(call.kind);
        let templates = call.wanted.iter().chain([&default]);
        templates.filter_map(|text| Some((text, Template::parse(text).ok()?.id_of(name)?))).next().map(|(text, id)| Self {
            kind: call.kind,
            template: text.clone(),
            id,
            keep: call.keep,
        })
    }
}

pub(super) fn default_template(kind: DeviceKind) -> Vec<u8> {
    format!("{}%d", kind.prefix()).into_bytes()
}

/// The kind and id of a name that a default template gives.
pub(super) fn default_id(name: &[u8]) -> Option<(DeviceKind, u64)> {
    DeviceKind::ALL.into_iter().find_map(|kind| {
        let id = Template::parse(&default_template(kind)).ok()?.id_of(name)?;
        Some((kind, id))
    })
}

/// How a new id stands to the last one of its counter.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Move {
    Up,
    /// Back to the beginning, after the largest id.
    Wrap,
    /// Back without a reason.
    Down,
}

/// The last ids of every counter: of each kind, or of each template of a kind if nothing is known of a counter.
#[derive(Default)]
pub(super) struct Counters {
    last: BTreeMap<(DeviceKind, Vec<u8>), u64>,
    /// Requests of a kind that gave no name since the last one that did; each may have passed over as many ids as it may try.
    failures: [u64; DeviceKind::ALL.len()],
    /// Ids that were reserved since the last name of their kind: each may have raised the counter, before or after a wrap.
    reserved: BTreeMap<DeviceKind, Vec<u64>>,
    /// What there is instead of all that if the counters survive a restart.
    lasting: LastingCounters,
}

impl Counters {
    /// Takes an event into account that is not a generated name.
    pub(super) fn note(&mut self, event: &Event, profile: &Profile) {
        if profile.is_lasting() {
            return self.lasting.note(event);
        }
        match event {
            Event::Restarted => *self = Self::default(),
            Event::Reserved { name } => {
                let Some((kind, Ok(id))) = raised_to(name).map(|(kind, id)| (kind, u64::try_from(id))) else { return };
                if profile.limit(kind).is_some_and(|limit| id <= limit) {
                    self.reserved.entry(kind).or_default().push(id);
                }
            }
            Event::Called(Call { kind, end: End::Refused, .. }) => self.failures[*kind as usize] += 1,
            _ => {}
        }
    }

    /// Takes a generated name into account. The last id is that of the name before it: a reservation gives none.
    pub(super) fn advance(&mut self, generated: &Generated, profile: &Profile) -> (Move, Option<u64>) {
        if profile.is_lasting() {
            return self.lasting.advance(generated);
        }
        let Generated { kind, template, id, .. } = generated;
        let last = self.last.insert(key(*kind, template.clone(), profile), *id);
        let failures = std::mem::take(&mut self.failures[*kind as usize]);
        let reserved = self.reserved.remove(kind).unwrap_or_default();
        let reach = profile.attempts() * (1 + failures);
        let highest = reserved.iter().copied().chain(last).max();
        let step = match (highest, profile.limit(*kind)) {
            (Some(highest), Some(limit)) if *id <= highest && wrapped(highest, limit, *id, reach, &reserved) => Move::Wrap,
            _ if last.is_none_or(|last| *id > last) => Move::Up,
            _ => Move::Down,
        };
        (step, last)
    }
}

/// Kinds whose counter a reservation has pushed to its largest id or beyond: what follows depends on how integers overflow.
#[derive(Default)]
pub(super) struct AtLimit([bool; DeviceKind::ALL.len()]);

impl AtLimit {
    /// Takes an event into account.
    pub(super) fn note(&mut self, event: &Event, profile: &Profile) {
        match event {
            // Such a counter has more bits than any id needs.
            _ if profile.is_lasting() => {}
            Event::Restarted => *self = Self::default(),
            Event::Reserved { name } => {
                let Some((kind, id)) = raised_to(name) else { return };
                self.0[kind as usize] |= profile.limit(kind).is_some_and(|limit| i64::from(id) >= limit as i64);
            }
            _ => {}
        }
    }

    /// Whether that has happened to this kind since the last restart.
    pub(super) fn is_set(&self, kind: DeviceKind) -> bool {
        self.0[kind as usize]
    }
}

/// The counter that a reservation may raise, and to which id; names that merely look like generated ones raise it too.
fn raised_to(name: &[u8]) -> Option<(DeviceKind, i32)> {
    DeviceKind::ALL.into_iter().find_map(|kind| Some((kind, reserve_number::parse_after(kind.prefix(), name)?)))
}

/// Whether the id can follow the highest one that is known because the counter began again: from 0, or from what was reserved
/// meanwhile.
fn wrapped(highest: u64, limit: u64, id: u64, reach: u64, reserved: &[u64]) -> bool {
    let to_the_end = (limit + 1).saturating_sub(highest);
    let from = |start: u64| id.checked_sub(start).is_some_and(|distance| to_the_end + distance <= reach);
    from(0) || reserved.iter().any(|&start| from(start))
}

/// A counter that wraps is one for all templates of its kind.
fn key(kind: DeviceKind, template: Vec<u8>, profile: &Profile) -> (DeviceKind, Vec<u8>) {
    (kind, if profile.limit(kind).is_some() { Vec::new() } else { template })
}
