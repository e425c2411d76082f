//! What has to go as the author of a scene expects: what follows would mean nothing otherwise.

use super::turn::Turn;
use super::{PlayerId, Scene, Site};
use ifrace_allocator::guest::{Command, Outcome};
use ifrace_allocator::host::{Failure, HostOp};
use std::cell::Cell;

impl<S: Site> Scene<'_, S> {
    /// Starts a guest that has to run.
    ///
    /// # Errors
    /// It does not, or a [`Failure`] of looking at the host, or the scene is to end.
    pub fn must_run(&mut self, player: PlayerId) -> Result<(), Failure> {
        self.begin(player, Command::Start)?;
        match self.finish(player)? {
            Outcome::Done => Ok(()),
            Outcome::Failed(trouble) => Err(self.unexpected(player, &format!("has to run, and does not start: {trouble}"))),
        }
    }

    /// Starts a guest that runs, or that is refused because something has a name that it wants: then its outcome is that
    /// failure.
    ///
    /// # Errors
    /// It fails for another reason, or as for [`must_run`](Self::must_run).
    pub fn must_run_or_conflict(&mut self, player: PlayerId) -> Result<Outcome, Failure> {
        self.begin(player, Command::Start)?;
        let outcome = self.finish(player)?;
        match &outcome {
            Outcome::Failed(trouble) if !self.players[player.0].conflict => {
                Err(self.unexpected(player, &format!("fails to start, and not because its name is taken: {trouble}")))
            }
            _ => Ok(outcome),
        }
    }

    /// Starts a guest that has to be refused because something has a name that it wants.
    ///
    /// # Errors
    /// It starts, or as for [`must_run_or_conflict`](Self::must_run_or_conflict).
    pub fn must_conflict(&mut self, player: PlayerId) -> Result<(), Failure> {
        match self.must_run_or_conflict(player)? {
            Outcome::Failed(_) => Ok(()),
            Outcome::Done => Err(self.unexpected(player, "has to be refused, as its name is taken, and starts")),
        }
    }

    /// Lets a guest go on until it has performed such an operation, which has to succeed.
    ///
    /// # Errors
    /// The operation fails, or the command ends without it; or as for [`finish`](Self::finish).
    pub fn go_past(&mut self, player: PlayerId, is_last: impl Fn(&HostOp<'_>) -> bool) -> Result<(), Failure> {
        let is_there = Cell::new(false);
        loop {
            let turn = self.turn(player, &|op| {
                is_there.set(is_last(op));
                None
            })?;
            match turn {
                Turn::Ended(_) => return Err(self.unexpected(player, "was to halt at an operation that it did not come to")),
                Turn::Performed(failure) if is_there.get() => return failure.map_or(Ok(()), Err),
                Turn::Performed(_) => {}
            }
        }
    }

    fn unexpected(&self, player: PlayerId, what: &str) -> Failure {
        Failure::other(format!("{} {what}", self.players[player.0].label))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::release::Release;
    use ifrace_allocator::IfName;
    use ifrace_allocator::interface::{Interface, InterfaceType, Source};
    use ifrace_allocator::memory::MemoryHost;

    fn tap() -> Vec<Interface> {
        vec![Interface { target: IfName::new("web0"), ..Interface::new(InterfaceType::Ethernet, Source::Other) }]
    }

    fn in_scene(play: impl FnOnce(&mut Scene<'_, MemoryHost>) -> Result<(), Failure>) -> String {
        let (mut host, release) = (MemoryHost::new(), Release::find("9.1").unwrap());
        let mut scene = Scene::new(&mut host, release, &|| false).unwrap();
        play(&mut scene).map_or_else(|why| why.to_string(), |()| "done".to_owned())
    }

    #[test]
    fn an_operation_that_never_comes_is_an_error_of_the_scene() {
        let to = |is_last: fn(&HostOp<'_>) -> bool| {
            in_scene(|scene| {
                let guest = scene.guest("A", tap())?;
                scene.must_run(guest)?;
                scene.begin(guest, Command::Stop)?;
                scene.go_past(guest, is_last)
            })
        };
        assert_eq!(to(|op| *op == HostOp::Kill), "done");
        assert_eq!(to(|op| *op == HostOp::Spawn), "A was to halt at an operation that it did not come to");
    }

    #[test]
    fn guests_do_what_their_scene_expects() {
        let second = |expected: fn(&mut Scene<'_, MemoryHost>, PlayerId) -> Result<(), Failure>| {
            in_scene(|scene| {
                let guests = [scene.guest("A", tap())?, scene.guest("B", tap())?];
                scene.must_run(guests[0])?;
                expected(scene, guests[1])
            })
        };
        let exists = "B has to run, and does not start: interface 0: the device web0 already exists";
        assert_eq!(second(|scene, guest| scene.must_run(guest)), exists);
        assert_eq!(second(|scene, guest| scene.must_conflict(guest)), "done");
        let alone = in_scene(|scene| {
            let guest = scene.guest("A", tap())?;
            scene.must_conflict(guest)
        });
        assert_eq!(alone, "A has to be refused, as its name is taken, and starts");
    }
}
