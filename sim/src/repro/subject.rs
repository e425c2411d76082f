//! What is to be reproduced.

use super::stage::Stage;
use super::{Case, Maker, Reproduction, Run};
use crate::release::Release;
use ifrace_allocator::rules::Rules;

/// What the first run shows.
const ASKED: &str = "the release that was asked for";

/// A case, and the release that it is played under first.
#[derive(Clone, Debug)]
pub struct Subject {
    /// The case.
    pub case: Case,
    /// The release that was asked for.
    pub release: Release,
    /// The document of a guest, in place of the built-in one; see [`Subject::check_document`].
    pub document: Option<String>,
}

impl Subject {
    /// Plays the case under the rules of the release that was asked for, and then of those to compare it with. Once `stop` says so,
    /// nothing more is done: what was played until then is the result.
    pub fn reproduce<M: Maker>(&self, maker: &mut M, stop: &dyn Fn() -> bool) -> Reproduction {
        let runs = self.releases().into_iter().map(|(title, release)| self.run(maker, title, release, stop)).collect();
        Reproduction { case: self.case, runs }
    }

    /// Plays the case under the rules of the release that was asked for alone.
    pub fn first_run<M: Maker>(&self, maker: &mut M, stop: &dyn Fn() -> bool) -> Run {
        self.run(maker, ASKED, self.release, stop)
    }

    /// The releases in the order in which they are played, each with what it shows.
    pub(super) fn releases(&self) -> Vec<(&'static str, Release)> {
        let others = self.case.comparisons().into_iter().filter(|other| other.rules.id != self.release.rules.id);
        let others = others.map(|other| (other.title, release_of(other.rules)));
        std::iter::once((ASKED, self.release)).chain(others).collect()
    }

    fn run<M: Maker>(&self, maker: &mut M, title: &str, release: Release, stop: &dyn Fn() -> bool) -> Run {
        let mut fresh = |needs: &_, rules: &_| maker.fresh(needs, rules);
        let document = self.document.as_deref();
        let mut stage = Stage { fresh: &mut fresh, release, document, stop, played: Vec::new() };
        self.case.play(&mut stage);
        let scenes = stage.played;
        let Rules { id: era, releases, .. } = *release.rules;
        Run { title: title.to_owned(), era, releases, scenes }
    }
}

/// The rules with the names of their release; those of a mixture, which is in no table, with the names of 9.1.
fn release_of(rules: &'static Rules) -> Release {
    let known = Release::find(rules.id).or_else(|| Release::find("9.1"));
    Release { rules, ..known.unwrap_or_else(|| unreachable!("9.1 is in the table")) }
}

#[cfg(test)]
mod tests {
    use super::super::{Ending, MemoryMaker};
    use super::*;
    use std::cell::Cell;

    #[test]
    fn a_run_that_is_stopped_is_the_beginning_of_the_whole() {
        for case in Case::ALL {
            let release = Release::find(case.default_release()).unwrap();
            let subject = Subject { case, release, document: None };
            let whole = subject.reproduce(&mut MemoryMaker, &|| false);
            let asked = Cell::new(0);
            subject.reproduce(&mut MemoryMaker, &|| {
                asked.set(asked.get() + 1);
                false
            });
            for patience in (0..asked.get()).step_by(7) {
                let left = Cell::new(patience);
                let part = subject.reproduce(&mut MemoryMaker, &|| {
                    let is_over = left.get() == 0;
                    left.set(left.get().max(1) - 1);
                    is_over
                });
                assert!(part.scenes().any(|scene| scene.ending == Ending::Interrupted), "{} {patience}", case.id());
                for (scene, all) in part.scenes().zip(whole.scenes()) {
                    assert!(all.timeline.starts_with(&scene.timeline), "{} {patience}: {scene:?}", case.id());
                    assert_eq!(scene.ending == Ending::Complete, scene.after == all.after && scene == all);
                }
            }
        }
    }
}
