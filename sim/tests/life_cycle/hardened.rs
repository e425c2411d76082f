//! The hardened rules touch nothing that is somebody else's, whatever has the name and whatever fails.

use crate::inventory::Inventory;
use crate::kind::{Kind, Spec};
use crate::path::Path;
use crate::run::{Fault, Run};
use crate::stomps::{OWNERS, SHARED, subjects};
use crate::what::What;
use crate::world::{OWN_MACVTAP, OWN_TAP, OWNER, SUBJECT, World, host, name, started};
use ifrace_allocator::Mac;
use ifrace_allocator::guest::{Command, Outcome, Phase};
use ifrace_allocator::host::{ExistingFilter, FilterDriver, Host, HostOp, Incarnation, OvsAddForm};
use ifrace_allocator::interface::{Bandwidth, Filter, Rate, VirtualPort};
use ifrace_sim::release::Release;

const PATHS: [Path; 3] = [Path::Start, Path::Incoming, Path::Hotplug];

fn hardened() -> Release {
    Release::find("hardened").expect("the release exists")
}

/// What another guest left behind under the name, without a device: a filter's binding and a rule for an address, and, for a guest
/// that needs none itself, a port of the switch with limits.
fn leftovers(with_port: bool) -> World {
    let (mut host, other, name) = (host(), Incarnation::new(OWNER, 1), name(SHARED));
    let (port, mac) = (VirtualPort::default(), Mac([0x52, 0x54, 0, 0, 1, 0]));
    let filter = Filter { name: "clean-traffic".to_owned(), parameters: Vec::new() };
    let rate = Some(Rate { average: 7, ..Rate::default() });
    let bandwidth = Bandwidth { inbound: rate, outbound: rate };
    let bridge = crate::world::name("ovsbr0");
    let ops = [
        HostOp::CreateFilter { name, filter: &filter, mac, driver: FilterDriver::Nftables, existing: ExistingFilter::Refused },
        HostOp::AllowMac { name, mac },
        HostOp::AddOvsPort { name, bridge, form: OvsAddForm::Exclusive, port: &port, mac },
        HostOp::SetOvsQos { name, bandwidth },
    ];
    for op in ops.into_iter().take(if with_port { 4 } else { 2 }) {
        host.perform(other, &op).expect("the host takes it");
    }
    World::around(host, other, Vec::new())
}

/// A guest that wants a name, on a path to its end with a fault: refused operations, then crashes, one after the other.
fn try_all(path: Path, subject: Spec, world: &World) -> usize {
    let release = hardened();
    let specs = [subject];
    let steps = Run::at(path, &specs, &release, world).go(path.command(&specs), Fault::None).steps;
    for number in 0..steps.len() {
        for fault in [Fault::Refuse(number), Fault::Crash(number)] {
            let mut run = Run::at(path, &specs, &release, world);
            let before = run.inventory();
            let went = run.go(path.command(&specs), fault);
            let told = format!("{fault:?} of {path:?} of {subject:?}: {:?}", went.steps);
            let what = went.steps[number];
            if matches!(went.outcome, Some(Outcome::Failed(_))) && !what.is_cleanup() && what != What::Save {
                assert_eq!(run.inventory(), before, "{told}");
                check_scripts(&run, &told);
            }
            assert_eq!(world.harm(&mut run.host), None, "{told}");
            end(&mut run);
            assert_eq!(world.harm(&mut run.host), None, "{told}, to the end");
        }
    }
    2 * steps.len()
}

fn end(run: &mut Run<'_>) {
    if run.guest.phase() == Phase::Unknown {
        run.go(Command::Reconnect, Fault::None);
    }
    if run.guest.phase() != Phase::Off {
        run.go(Command::Stop, Fault::None);
    }
}

/// What a script has done is undone.
fn check_scripts(run: &Run<'_>, told: &str) {
    let count = |path: &str| run.scripts().filter(|script| script.path == path).count();
    assert_eq!(count("/etc/up"), count("/etc/down"), "{told}");
}

#[test]
fn another_guest_with_the_name_keeps_everything() {
    let mut cases = 0;
    for owner in OWNERS.map(|kind| Spec::new(kind, Some(SHARED), true)) {
        let world = World::owned(&hardened(), owner);
        for subject in subjects() {
            cases += PATHS.map(|path| try_all(path, subject, &world)).into_iter().sum::<usize>();
        }
    }
    assert!(cases > 800, "{cases} cases");
    println!("hardened: {cases} faults against a guest of the same name");
}

#[test]
fn what_another_guest_left_stays_where_it_is() {
    let (with_port, without, mut cases) = (leftovers(true), leftovers(false), 0);
    for subject in subjects() {
        // A port of its own device's name makes room, see `existing`.
        let world = if matches!(subject.kind, Kind::Ovs | Kind::NetworkOvs) { &without } else { &with_port };
        cases += PATHS.map(|path| try_all(path, subject, world)).into_iter().sum::<usize>();
    }
    assert!(cases > 800, "{cases} cases");
    println!("hardened: {cases} faults beside leftovers of the same name");
}

#[test]
fn the_users_own_devices_stay() {
    let (world, mut cases) = (World::new(&hardened()), 0);
    for subject in subjects() {
        for own in [OWN_TAP, OWN_MACVTAP] {
            let subject = Spec { named: Some(own), ..subject };
            cases += PATHS.map(|path| try_all(path, subject, &world)).into_iter().sum::<usize>();
        }
    }
    assert!(cases > 800, "{cases} cases");
    println!("hardened: {cases} faults beside the user's own devices");
}

/// A document that kept a generated name of the kind that the daemon generates: the name is another guest's.
#[test]
fn a_generated_name_in_a_document_hits_nobody() {
    let mut cases = 0;
    for (kind, generated) in [(OWNERS[0], "vnet0"), (OWNERS[1], "vnet0"), (OWNERS[2], "macvtap0"), (OWNERS[3], "vnet0")] {
        let world = World::owned(&hardened(), Spec::new(kind, None, true));
        assert!(world.host.owner_of_device(name(generated)).is_some());
        for subject in subjects() {
            let subject = Spec { named: Some(generated), ..subject };
            cases += PATHS.map(|path| try_all(path, subject, &world)).into_iter().sum::<usize>();
        }
    }
    assert!(cases > 800, "{cases} cases");
    println!("hardened: {cases} faults against a generated name");
}

/// A daemon that has found nobody yet tries every name by creating its device: neither a tap of several queues that another guest
/// has, nor an idle one, is taken for a new one.
#[test]
fn names_are_skipped_that_another_daemon_has_given() {
    let release = hardened();
    for (kind, full) in OWNERS.into_iter().flat_map(|kind| [(kind, false), (kind, true)]) {
        let (mut host, spec) = (host(), Spec::new(kind, None, full));
        let other = started(OWNER, &release, &[spec], &mut release.daemon(), &mut host);
        for idle in ["vnet1", "vnet2"] {
            host.add_persistent_tap(name(idle)).expect("the name is free");
        }
        let before = host.belongings(other.incarnation());
        let guest = started(SUBJECT, &release, &[spec], &mut release.daemon(), &mut host);
        let expected = if kind.is_macvtap() { "macvtap1" } else { "vnet3" };
        assert_eq!(guest.cards()[0].state.name, Some(name(expected)), "{spec:?}");
        assert_eq!(host.belongings(other.incarnation()), before, "{spec:?}");
    }
}

/// The canary of these tests: under the rules of 11.3 the same faults do harm.
#[test]
fn the_same_worlds_are_harmed_by_11_3() {
    let release = Release::find("11.3").expect("the release exists");
    let subject = subjects().find(|spec| spec.kind.is_switched() && spec.full).expect("there is one");
    for world in [leftovers(true), World::owned(&release, Spec::new(OWNERS[1], Some(SHARED), true))] {
        let mut run = Run::at(Path::Start, &[subject], &release, &world);
        run.go(Path::Start.command(&[subject]), Fault::Refuse(1));
        assert_ne!(world.harm(&mut run.host), None);
        assert_eq!(run.inventory(), Inventory::new());
    }
}
