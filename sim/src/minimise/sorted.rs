//! Guests in the order in which they move first: a story begins with guest A.

use super::What;
use super::candidate::Candidate;
use super::search::Search;
use crate::world::Mover;

impl Search<'_> {
    /// Sorts the guests. Whether that made a difference.
    pub(super) fn sort_guests(&mut self) -> bool {
        let plan = &self.best.plan;
        let first = |guest: &u8| self.best.steps.iter().position(|step| step.mover == Mover::Guest(*guest));
        let mut order: Vec<u8> = (0..plan.guests.len() as u8).collect();
        order.sort_by_key(|guest| first(guest).unwrap_or(usize::MAX));
        if order.is_sorted() {
            return false;
        }
        let mut sorted = plan.clone();
        sorted.guests = order.iter().map(|guest| plan.guests[usize::from(*guest)].clone()).collect();
        let number = |guest| order.iter().position(|one| *one == guest).map(|place| place as u8);
        let candidate = Candidate::renumbered(&self.best, sorted, |mover| match mover {
            Mover::Guest(guest) => number(guest).map(Mover::Guest),
            Mover::HypervisorDeath(guest) => number(guest).map(Mover::HypervisorDeath),
            _ => Some(mover),
        });
        self.try_out(What::Guest, &candidate)
    }
}
