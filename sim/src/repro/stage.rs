//! Where the scenes of a case are played.

use super::{Ending, Needs, NoSite, Played};
use crate::release::Release;
use crate::scene::{Recording, Scene, Site};
use ifrace_allocator::host::Failure;
use ifrace_allocator::rules::Rules;

/// A host for what a scene needs, under the rules of a release.
type Fresh<'m, S> = dyn FnMut(&[Needs], &Rules) -> Result<S, NoSite> + 'm;

/// Plays one scene after the other, each on a fresh host.
pub(super) struct Stage<'m, S> {
    pub(super) fresh: &'m mut Fresh<'m, S>,
    pub(super) release: Release,
    pub(super) document: Option<&'m str>,
    pub(super) stop: &'m dyn Fn() -> bool,
    pub(super) played: Vec<Played>,
}

impl<S: Site> Stage<'_, S> {
    pub(super) fn document(&self) -> Option<&str> {
        self.document
    }

    /// Plays one scene. What keeps it from its end is noted; the next one can be played all the same.
    pub(super) fn scene(&mut self, title: &str, needs: &[Needs], play: impl FnOnce(&mut Scene<'_, S>) -> Result<(), Failure>) {
        let mut played = Played {
            title: title.to_owned(),
            before: None,
            timeline: Vec::new(),
            after: None,
            violations: Vec::new(),
            ending: Ending::Interrupted,
        };
        if !(self.stop)() {
            match (self.fresh)(needs, self.release.rules) {
                Ok(mut site) => self.play(&mut site, &mut played, play),
                Err(NoSite::Missing(things)) => played.ending = Ending::Missing(things),
                Err(NoSite::Failed(why)) => played.ending = self.failed(&why),
            }
        }
        self.played.push(played);
    }

    fn play(&self, site: &mut S, played: &mut Played, play: impl FnOnce(&mut Scene<'_, S>) -> Result<(), Failure>) {
        let mut scene = match Scene::new(site, self.release, self.stop) {
            Ok(scene) => scene,
            Err(why) => return played.ending = self.failed(&why),
        };
        let outcome = play(&mut scene);
        let after = scene.observe();
        played.ending = match outcome.as_ref().err().or(after.as_ref().err()) {
            None => Ending::Complete,
            Some(why) => self.failed(why),
        };
        played.after = after.ok();
        let Recording { entries, before, violations } = scene.end();
        (played.timeline, played.before, played.violations) = (entries, before, violations);
    }

    /// What asks for the end may have hit a part of the host as well, as a signal of a terminal does.
    fn failed(&self, why: &Failure) -> Ending {
        if (self.stop)() { Ending::Interrupted } else { Ending::Failed(why.to_string()) }
    }
}
