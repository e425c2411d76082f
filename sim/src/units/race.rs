//! Playing a unit of a race.

use super::campaign::RaceWork;
use super::outcome::STEPS_MAX;
use super::{Failure, RaceOutcome, Shape};
use crate::hunt::{Finding, Report, Settings, hunt, schedule};
use crate::minimise::{Limits, minimise};
use crate::system::Choice;
use crate::trace::Header;
use crate::world::property::Property;
use crate::world::violated::Violated;
use crate::world::{TOO_SMALL, World};
use std::collections::BTreeMap;
use std::sync::Arc;

pub use super::campaign::RaceWork as Work;

/// How far a failure is made small: by what is tried, never by time, so that every machine comes to the same. It is less than
/// `ifrace shrink` does, so that what every unit finds once more takes no longer than the unit itself.
const LIMITS: Limits = Limits { tries: 400, states: 2000 };

/// How many steps all tries may have together: a crowded host has ten thousand steps in each.
const STEPS_OF_TRIES: u64 = 1_000_000;

/// Plays the schedules of a unit, and makes the first one small that shows each violation.
///
/// # Errors
/// A failure does not fail again, which would be a defect of the simulator.
pub fn play(work: &RaceWork<'_>) -> Result<RaceOutcome, String> {
    let settings = settings(work);
    // Nothing is packed, so the width of keys does not matter.
    let mut world = World::<1>::new(Arc::clone(&work.cell.stage));
    let report = hunt(&mut world, &settings, &|| false, &mut |_| ());
    let failures = report.findings().into_iter().map(|finding| failure(work, &mut world, finding));
    let failures = failures.collect::<Result<Vec<_>, _>>()?;
    let total = report.total();
    Ok(RaceOutcome {
        schedules: total.schedules,
        steps: total.steps,
        too_long: report.too_long.count,
        too_small: report.reached[TOO_SMALL.trailing_zeros() as usize],
        reached: Property::ALL.iter().map(|one| (*one, report.reached[*one as usize])).filter(|(_, count)| *count > 0).collect(),
        violated: violated(&report),
        hash: report.hash,
        failures,
    })
}

/// The choices of one of a unit's schedules, as it was found.
pub fn found(work: &RaceWork<'_>, number: u64) -> Vec<Choice> {
    schedule(&mut World::<1>::new(Arc::clone(&work.cell.stage)), &settings(work), number)
}

/// The header of the trace of a failure, as it was found.
pub fn header(work: &RaceWork<'_>, failure: &Failure, version: &str) -> Header {
    let stage = &work.cell.stage;
    let header = Header::of_run(version, &stage.plan, &stage.release).found(&failure.by, work.seed, Some(failure.schedule));
    header.with_text(&work.cell.scenario.text).showing(failure.violated)
}

fn settings(work: &RaceWork<'_>) -> Settings {
    let faults = work.cell.stage.plan.faults.operations > 0;
    let players = work.cell.players;
    Settings { players, faults, max_steps: STEPS_MAX, ..Settings::new(work.seed, work.schedules) }
}

fn violated(report: &Report) -> BTreeMap<Violated, u64> {
    let known = |finding: Finding| Some((*Violated::ALL.get(finding.bit as usize)?, finding.count));
    report.findings().into_iter().filter_map(known).collect()
}

fn failure(work: &RaceWork<'_>, world: &mut World<1>, finding: Finding) -> Result<Failure, String> {
    let (stage, violated) = (&work.cell.stage, Violated::ALL[finding.bit as usize]);
    let choices = schedule(world, &settings(work), finding.schedule);
    let tries = LIMITS.tries.min(STEPS_OF_TRIES / choices.len().max(1) as u64);
    let limits = Limits { tries, ..LIMITS };
    let minimal = minimise(&stage.plan, stage.release, &choices, violated, &limits, &|| false, &mut |_| ());
    let minimal = minimal.map_err(|error| format!("shrinking schedule {} ({violated}): {error}", finding.schedule))?;
    let (shape, cause) = Shape::of_run(&minimal.plan, stage.release, &minimal.choices, violated)?;
    Ok(Failure {
        violated,
        schedule: finding.schedule,
        by: finding.member.id().to_owned(),
        cause,
        shape,
        run: Failure::folded(&minimal.choices),
        plan: minimal.plan,
    })
}
