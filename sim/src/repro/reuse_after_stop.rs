//! The late cleanup of a stopped guest hits the new guest that got its name (libvirt up to 6.7, commits d7f38beb2e, 95089f481e).

use super::Needs;
use super::cards::{bridged, filter, limits, name, switched};
use super::stage::Stage;
use crate::scene::{Scene, Site};
use ifrace_allocator::guest::Command;
use ifrace_allocator::host::{Failure, HostOp};
use ifrace_allocator::interface::Interface;

const BRIDGE: &str = "br0";
const SWITCH: &str = "ovsbr0";

pub(super) fn play<S: Site>(stage: &mut Stage<'_, S>) {
    let limited = || Interface { bandwidth: limits(), ..bridged(BRIDGE) };
    stage.scene("bandwidth", &[Needs::Taps, Needs::Bridges, Needs::Bandwidth], |scene| {
        scene.furnish(|site| site.add_bridge(name(BRIDGE)))?;
        reuse(scene, limited(), limited())
    });
    let filtered = || Interface { filter: filter(), ..bridged(BRIDGE) };
    stage.scene("network filter", &[Needs::Taps, Needs::Bridges, Needs::Filters], |scene| {
        scene.furnish(|site| site.add_bridge(name(BRIDGE)))?;
        reuse(scene, filtered(), filtered())
    });
    stage.scene("Open vSwitch", &[Needs::Taps, Needs::OpenVswitch], |scene| {
        scene.furnish(|site| site.add_ovs_bridge(name(SWITCH)))?;
        reuse(scene, switched(SWITCH), switched(SWITCH))
    });
}

/// A stops; its tap is gone with its hypervisor. B starts at that moment. Then A's cleanup goes on.
fn reuse<S: Site>(scene: &mut Scene<'_, S>, first: Interface, second: Interface) -> Result<(), Failure> {
    let stopped = scene.guest("A", vec![first])?;
    scene.must_run(stopped)?;
    scene.begin(stopped, Command::Stop)?;
    scene.go_past(stopped, |op| *op == HostOp::Kill)?;
    scene.note("A's hypervisor is dead and its tap gone; A's cleanup is late");
    let started = scene.guest("B", vec![second])?;
    // The binding of A's filter may keep B from it.
    scene.must_run_or_conflict(started)?;
    scene.before()?;
    scene.note("A's cleanup goes on");
    scene.finish(stopped).map(drop)
}

#[cfg(test)]
mod tests {
    use super::super::{Case, MemoryMaker, Subject};
    use crate::release::Release;
    use crate::scene::GuestInvariant;

    #[test]
    fn a_name_that_is_reused_at_once_is_hit_by_the_late_cleanup() {
        let release = Release::find("6.7").unwrap();
        let subject = Subject { case: Case::ReuseAfterStop, release, document: None };
        let runs = subject.reproduce(&mut MemoryMaker, &|| false).runs;
        let found = |scene: usize| runs[0].scenes[scene].violations.iter().map(|one| one.invariant).collect::<Vec<_>>();
        assert_eq!(found(0), [GuestInvariant::NoReuseBeforeCleanup, GuestInvariant::NoStomp]);
        assert!(found(1).contains(&GuestInvariant::NoReuseBeforeCleanup));
        assert_eq!(found(2), [GuestInvariant::NoReuseBeforeCleanup, GuestInvariant::NoStomp]);
        assert!(
            runs[1..].iter().all(|run| run.holds()),
            "{:?}",
            runs[1..].iter().map(|run| run.violations().collect::<Vec<_>>())
        );
    }
}
