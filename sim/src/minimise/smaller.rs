//! Plans with something less, of which any run may fail.

use super::What;
use super::best::Best;
use crate::world::plan::{Faults, Plan};

/// The different plans that have one of these less. A plan without guests cannot fail.
pub(super) fn smaller(what: What, best: &Best) -> Vec<Plan> {
    let plans = match what {
        What::Fault => fewer_faults(&best.plan),
        _ => what.candidates(best).into_iter().filter_map(|candidate| candidate.plan).collect(),
    };
    different(plans.into_iter().filter(|plan| !plan.guests.is_empty()))
}

/// The different plans with some of the guests only, the fewest first.
pub(super) fn fewer_guests(plan: &Plan) -> Vec<Plan> {
    let count = plan.guests.len();
    let mut sets: Vec<u32> = (1..(1_u32 << count) - 1).collect();
    sets.sort_by_key(|set| set.count_ones());
    let with = |set: u32| {
        let guests = plan.guests.iter().enumerate().filter(|(place, _)| set >> place & 1 != 0);
        Plan { guests: guests.map(|(_, guest)| guest.clone()).collect(), ..plan.clone() }
    };
    different(sets.into_iter().map(with))
}

fn different(plans: impl Iterator<Item = Plan>) -> Vec<Plan> {
    let mut different: Vec<Plan> = Vec::new();
    for plan in plans {
        if !different.contains(&plan) {
            different.push(plan);
        }
    }
    different
}

fn fewer_faults(plan: &Plan) -> Vec<Plan> {
    let faults = plan.faults;
    let fewer = [
        faults.operations.checked_sub(1).map(|operations| Faults { operations, ..faults }),
        faults.daemon_deaths.checked_sub(1).map(|daemon_deaths| Faults { daemon_deaths, ..faults }),
        faults.hypervisor_deaths.checked_sub(1).map(|hypervisor_deaths| Faults { hypervisor_deaths, ..faults }),
    ];
    fewer.into_iter().flatten().map(|faults| Plan { faults, ..plan.clone() }).collect()
}
