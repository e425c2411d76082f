//! A start that is refused because the name is taken removes what the owner of the name has (macvtaps up to 9.0, commit
//! 61d1b9e659; taps in every release).

use super::Needs;
use super::cards::{bridged, direct, filter, limits, name, switched};
use super::stage::Stage;
use crate::scene::{Scene, Site};
use ifrace_allocator::host::Failure;
use ifrace_allocator::interface::Interface;

const NAME: &str = "web0";
const BRIDGE: &str = "br0";
const SWITCH: &str = "ovsbr0";
const LOWER: &str = "eth0";

pub(super) fn play<S: Site>(stage: &mut Stage<'_, S>) {
    let named = |interface| Interface { target: Some(name(NAME)), ..interface };
    let tap = || named(Interface { bandwidth: limits(), filter: filter(), ..bridged(BRIDGE) });
    stage.scene("tap with bandwidth and filter", &[Needs::Taps, Needs::Bridges, Needs::Bandwidth, Needs::Filters], |scene| {
        scene.furnish(|site| site.add_bridge(name(BRIDGE)))?;
        conflict(scene, tap(), tap())
    });
    let port = || named(switched(SWITCH));
    stage.scene("port of Open vSwitch", &[Needs::Taps, Needs::OpenVswitch], |scene| {
        scene.furnish(|site| site.add_ovs_bridge(name(SWITCH)))?;
        conflict(scene, port(), port())
    });
    let macvtap = || named(direct(LOWER));
    stage.scene("macvtap", &[Needs::Macvtaps], |scene| {
        scene.furnish(|site| site.add_lower(name(LOWER)))?;
        conflict(scene, macvtap(), macvtap())
    });
}

/// G runs under a name that its user chose. The user gives the same name to B and starts it.
fn conflict<S: Site>(scene: &mut Scene<'_, S>, first: Interface, second: Interface) -> Result<(), Failure> {
    let owner = scene.guest("G", vec![first])?;
    scene.must_run(owner)?;
    scene.before()?;
    let refused = scene.guest("B", vec![second])?;
    scene.must_conflict(refused)
}

#[cfg(test)]
mod tests {
    use super::super::{Case, MemoryMaker, Subject};
    use crate::release::Release;

    #[test]
    fn the_refused_start_cleans_up_by_the_name_of_the_owner() {
        let release = Release::find("11.3").unwrap();
        let subject = Subject { case: Case::NamedConflict, release, document: None };
        let runs = subject.reproduce(&mut MemoryMaker, &|| false).runs;
        let violations = |run: usize, scene: usize| runs[run].scenes[scene].violations.len();
        assert_eq!(
            (violations(0, 0), violations(0, 1), violations(0, 2)),
            (4, 2, 0),
            "11.3: both the stomp and the harm of the failed start"
        );
        assert_eq!(violations(1, 2), 2, "9.0 deletes the macvtap");
        assert!(runs[2].holds(), "{:?}", runs[2].violations().collect::<Vec<_>>());
    }
}
