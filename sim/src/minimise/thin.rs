//! Leaving out steps: Zeller and Hildebrandt's `ddmin`, without its subset step.

use super::What;
use super::candidate::Candidate;
use super::search::Search;
use super::step::Step;
use crate::world::Mover;

impl Search<'_> {
    /// Leaves out steps in chunks that halve: of all, and of each actor by itself, as what it does depends on how often it has
    /// moved. Whether something could be left out.
    pub(super) fn thin_all(&mut self) -> bool {
        let mut any = self.thin(None);
        let mut movers: Vec<Mover> = Vec::new();
        for step in &self.best.steps {
            if !movers.contains(&step.mover) {
                movers.push(step.mover);
            }
        }
        for mover in movers {
            any |= self.thin(Some(mover));
        }
        any
    }

    fn thin(&mut self, of: Option<Mover>) -> bool {
        let mut any = false;
        let mut chunk = self.places(of).len().div_ceil(2).max(1);
        loop {
            let mut end = self.places(of).len();
            // From the end: what comes last depends on what comes first, and not the other way round.
            while end > 0 && self.ended_early.is_none() {
                let places = self.places(of);
                end = end.min(places.len());
                let from = end.saturating_sub(chunk);
                any |= self.try_out(What::Step, &Candidate::lenient(without(&self.best.steps, &places[from..end])));
                end = from;
            }
            // An actor's single steps are among those of all.
            if chunk == 1 || self.ended_early.is_some() {
                return any;
            }
            chunk = chunk.div_ceil(2);
        }
    }

    /// Where the steps of an actor are, or all steps.
    fn places(&self, of: Option<Mover>) -> Vec<usize> {
        let is_meant = |place: &usize| of.is_none_or(|mover| self.best.steps[*place].mover == mover);
        (0..self.best.steps.len()).filter(is_meant).collect()
    }
}

/// The steps without those at some places, which ascend.
fn without(steps: &[Step], places: &[usize]) -> Vec<Step> {
    let kept = steps.iter().enumerate().filter(|(place, _)| places.binary_search(place).is_err());
    kept.map(|(_, step)| *step).collect()
}
