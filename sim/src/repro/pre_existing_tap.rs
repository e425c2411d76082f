//! A guest takes over, or destroys, a persistent tap that existed before (commits a2ae3d299c, d6a8b9eef7).

use super::Needs;
use super::cards::{bridged, ethernet, name};
use super::stage::Stage;
use crate::scene::{Scene, Site};
use ifrace_allocator::guest::{Command, Outcome};
use ifrace_allocator::host::Failure;
use ifrace_allocator::interface::Interface;

const TAP: &str = "admin0";
const THEIRS: &str = "br1";
const OURS: &str = "br0";

pub(super) fn play<S: Site>(stage: &mut Stage<'_, S>) {
    let named = |interface| Interface { target: Some(name(TAP)), ..interface };
    stage.scene("type bridge", &[Needs::Taps, Needs::Bridges], |scene| take(scene, named(bridged(OURS))));
    stage.scene("type ethernet", &[Needs::Taps, Needs::Bridges], |scene| take(scene, named(ethernet())));
}

/// The administrator has a persistent tap in a bridge. A guest whose interface has that name starts, and stops if it ran.
fn take<S: Site>(scene: &mut Scene<'_, S>, interface: Interface) -> Result<(), Failure> {
    scene.furnish(|site| {
        site.add_bridge(name(OURS))?;
        site.add_bridge(name(THEIRS))?;
        site.add_persistent_tap_in(name(TAP), name(THEIRS))
    })?;
    scene.protect("the administrator", vec![name(TAP)]);
    scene.before()?;
    let guest = scene.guest("A", vec![interface])?;
    if scene.must_run_or_conflict(guest)? == Outcome::Done {
        scene.begin(guest, Command::Stop)?;
        scene.finish(guest)?;
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::super::{Case, MemoryMaker, Subject};
    use crate::release::Release;
    use crate::scene::GuestInvariant;

    #[test]
    fn a_tap_is_adopted_or_destroyed() {
        let release = Release::find("7.0").unwrap();
        let subject = Subject { case: Case::PreExistingTap, release, document: None };
        let runs = subject.reproduce(&mut MemoryMaker, &|| false).runs;
        let after = |run: usize, scene: usize| runs[run].scenes[scene].after.clone().unwrap().to_string();
        assert_eq!(after(0, 0), "admin0 tap, up, in br0", "7.0 moves it into its bridge, and leaves it there");
        assert!(runs[0].violations().any(|one| one.invariant == GuestInvariant::NoAdoption));
        assert_eq!(after(1, 0), "admin0 tap, up, in br1", "9.0 refuses it");
        assert_eq!(after(2, 1), "nothing", "the cleanup of the start that 9.1 refuses destroys it");
        assert!(runs[3].holds());
    }
}
