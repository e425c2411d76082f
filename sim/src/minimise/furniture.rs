//! Leaving out what is on the host before, and what is set.

use super::best::Best;
use super::candidate::Candidate;
use crate::world::plan::{Furniture, Plan, Task};

/// Without each piece of furniture. What interfaces refer to stays: without it they could not be started at all, which would be
/// another story.
pub(super) fn furniture(best: &Best) -> Vec<Candidate> {
    let texts = texts(&best.plan);
    let unused = |name: &str| !texts.iter().any(|text| text.contains(name));
    let mut candidates = Vec::new();
    let lists: [fn(&mut Furniture) -> &mut Vec<String>; 4] =
        [|all| &mut all.bridges, |all| &mut all.ovs_bridges, |all| &mut all.lowers, |all| &mut all.taps];
    for (kind, list) in lists.into_iter().enumerate() {
        let names = list(&mut best.plan.furniture.clone()).clone();
        // A tap is in the way of names, and nothing needs it.
        let may_go = |place: &usize| kind == 3 || unused(&names[*place]);
        for place in (0..names.len()).rev().filter(may_go) {
            candidates.push(Candidate::changed(best, |plan| _ = list(&mut plan.furniture).remove(place)));
        }
    }
    let Furniture { networks, stale_ports, occupied, .. } = &best.plan.furniture;
    let unused_networks = (0..networks.len()).filter(|place| unused(&networks[*place].0));
    let without = |change: &dyn Fn(&mut Furniture)| Candidate::changed(best, |plan| change(&mut plan.furniture));
    candidates.extend(unused_networks.rev().map(|place| without(&|all| _ = all.networks.remove(place))));
    candidates.extend((0..stale_ports.len()).rev().map(|place| without(&|all| _ = all.stale_ports.remove(place))));
    candidates.extend((0..occupied.len()).rev().map(|place| without(&|all| _ = all.occupied.remove(place))));
    candidates
}

/// Every definition in which a name may be referred to.
fn texts(plan: &Plan) -> Vec<&str> {
    let mut texts: Vec<&str> = plan.furniture.networks.iter().map(|(_, text)| text.as_str()).collect();
    for guest in &plan.guests {
        texts.extend(guest.interfaces.iter().map(String::as_str));
        texts.extend(guest.tasks.iter().filter_map(|task| match task {
            Task::Hotplug(text) => Some(text.as_str()),
            _ => None,
        }));
    }
    texts
}

/// Without each setting of each daemon.
pub(super) fn settings(best: &Best) -> Vec<Candidate> {
    let mut candidates = Vec::new();
    for (place, daemon) in best.plan.daemons.iter().enumerate() {
        if daemon.first_id.is_some() {
            candidates.push(Candidate::changed(best, |plan| plan.daemons[place].first_id = None));
        }
        if daemon.last_id.is_some() {
            candidates.push(Candidate::changed(best, |plan| plan.daemons[place].last_id = None));
        }
        if daemon.mac_filter {
            candidates.push(Candidate::changed(best, |plan| plan.daemons[place].mac_filter = false));
        }
    }
    candidates
}
