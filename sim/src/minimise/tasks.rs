//! Fewer cycles, and fewer tasks.

use super::best::Best;
use super::candidate::Candidate;
use super::step::Step;
use crate::world::Mover;
use crate::world::plan::Plan;

/// With fewer cycles of each guest and each of the others: one, half of them, one less. It is the last ones that are not played,
/// or the first ones.
pub(super) fn cycles(best: &Best) -> Vec<Candidate> {
    let Plan { guests, foreign, .. } = &best.plan;
    let mut candidates = Vec::new();
    for (place, guest) in guests.iter().enumerate() {
        for fewer in fewer(guest.cycles) {
            for steps in [best.steps.clone(), without_first(best, Mover::Guest(place as u8), guest.cycles, fewer)] {
                let mut plan = best.plan.clone();
                plan.guests[place].cycles = fewer;
                candidates.push(Candidate::plan(plan, steps));
            }
        }
    }
    for (place, other) in foreign.iter().enumerate() {
        for fewer in fewer(other.cycles) {
            for steps in [best.steps.clone(), without_first(best, Mover::Other(place as u8), other.cycles, fewer)] {
                let mut plan = best.plan.clone();
                plan.foreign[place].cycles = fewer;
                candidates.push(Candidate::plan(plan, steps));
            }
        }
    }
    candidates
}

fn fewer(cycles: u16) -> Vec<u16> {
    let mut fewer = vec![1, cycles / 2, cycles.saturating_sub(1)];
    fewer.retain(|one| (1..cycles).contains(one));
    fewer.dedup();
    fewer
}

/// The steps without those of somebody's first cycles. Where a cycle begins is known by the commands of a guest, or by the number
/// of steps; where something went wrong it is a guess, which the run will show to be good or not.
fn without_first(best: &Best, mover: Mover, cycles: u16, left: u16) -> Vec<Step> {
    let own = |step: &&Step| step.mover == mover;
    let part = |all: usize| all * usize::from(cycles - left) / usize::from(cycles);
    let commands = match mover {
        Mover::Guest(guest) => {
            let guest = &best.plan.guests[usize::from(guest)];
            part(guest.tasks.len() * usize::from(guest.cycles)) as u32
        }
        _ => 0,
    };
    let mut early = part(best.steps.iter().filter(own).count());
    let mut steps = Vec::new();
    for step in &best.steps {
        let is_own = own(&step);
        let is_early = is_own && if commands > 0 { step.command <= commands } else { early > 0 };
        early -= usize::from(is_own && early > 0);
        if !is_early {
            let command = if is_own { step.command.saturating_sub(commands) } else { step.command };
            steps.push(Step { command, ..*step });
        }
    }
    steps
}

/// Without each of the tasks, the last one first.
pub(super) fn tasks(best: &Best) -> Vec<Candidate> {
    let Plan { guests, foreign, .. } = &best.plan;
    let mut candidates = Vec::new();
    for (place, guest) in guests.iter().enumerate().filter(|(_, guest)| guest.tasks.len() > 1) {
        for task in (0..guest.tasks.len()).rev() {
            candidates.push(without_task(best, place, task));
        }
    }
    for (place, other) in foreign.iter().enumerate().filter(|(_, other)| other.tasks.len() > 1) {
        for task in (0..other.tasks.len()).rev() {
            candidates.push(Candidate::changed(best, |plan| _ = plan.foreign[place].tasks.remove(task)));
        }
    }
    candidates
}

/// Without a task of a guest, and without the steps that it took in each cycle.
fn without_task(best: &Best, guest: usize, task: usize) -> Candidate {
    let mut plan = best.plan.clone();
    let count = plan.guests[guest].tasks.len() as u32;
    plan.guests[guest].tasks.remove(task);
    let steps = best.steps.iter().filter_map(|step| {
        if step.mover != Mover::Guest(guest as u8) || step.command == 0 {
            return Some(*step);
        }
        let (cycle, within) = ((step.command - 1) / count, (step.command - 1) % count);
        let skipped = cycle + u32::from(within > task as u32);
        (within != task as u32).then(|| Step { command: step.command - skipped, ..*step })
    });
    let steps = steps.collect();
    Candidate::plan(plan, steps)
}
