//! The user gives a guest a name that another guest has: the start fails, and the stop that follows works by that name.

use crate::facts::Facts;
use crate::inventory::{CardsByName, Inventory, Thing, inventory};
use crate::kind::{Kind, Spec};
use crate::path::Path;
use crate::run::{Fault, Run};
use crate::what::What;
use crate::world::{OWNER, World, name};
use ifrace_allocator::guest::Outcome;
use ifrace_allocator::host::Incarnation;
use ifrace_allocator::memory::MemoryHost;
use ifrace_sim::release::Release;
use std::collections::BTreeSet;

/// The name that both have.
pub(crate) const SHARED: &str = "shared0";

/// The kinds of the guest that has the name.
pub(crate) const OWNERS: [Kind; 4] = [Kind::Bridge, Kind::Ovs, Kind::Direct, Kind::Ethernet];

/// The guests that want the name too.
pub(crate) fn subjects() -> impl Iterator<Item = Spec> {
    let kinds = Kind::WITH_DEVICE.into_iter().filter(|kind| !kind.is_unmanaged());
    kinds.flat_map(|kind| [false, true].map(|full| Spec::new(kind, Some(SHARED), full)))
}

fn belongs_to_owner(host: &MemoryHost) -> Inventory {
    inventory(host, Incarnation::new(OWNER, 1), &CardsByName::from([(name(SHARED), 0)]))
}

/// What the owner loses to the stop of the other guest (`qemuProcessStop`): limits that `tc` set, the binding of the filter, the
/// port of the switch, and whatever device has the name, if the release deletes a macvtap that it has not created.
///
/// The rule for the address and the rows of the sending side have a second key.
fn loses(what: What, owner: Spec, subject: Spec, facts: Facts) -> BTreeSet<Thing> {
    let kind = subject.kind;
    // The network has not said yet what the interface is.
    let resolved = !(kind.is_networked() && what == What::TakePort);
    let by_switch = resolved && kind.is_switched() && facts.stop_clears_ovs_qos();
    let deletes = resolved && kind.is_macvtap() && !facts.stop_wants_created();
    let conditions = [
        (Thing::Limits, subject.full && !by_switch || deletes),
        (Thing::Receiving, resolved && kind.is_switched()),
        (Thing::Filter, subject.full && kind.takes_filter()),
        (Thing::OvsRow, resolved && kind.is_switched()),
        (Thing::Tap, deletes),
        (Thing::Macvtap, deletes),
    ];
    let has = crate::expect::running(&[owner], true, facts);
    conditions.into_iter().filter(|&(thing, hit)| hit && has.contains(&(0, thing))).map(|(thing, _)| thing).collect()
}

/// The start, or the incoming migration, with one operation refused or none; what the owner loses.
fn hit(path: Path, owner: Spec, subject: Spec, release: &Release, world: &World, fault: Fault) -> (BTreeSet<Thing>, Vec<What>) {
    let mut run = Run::at(path, &[subject], release, world);
    let before = belongs_to_owner(&run.host);
    let went = run.go(path.command(&[subject]), fault);
    let told = format!("{path:?} of {subject:?} against {owner:?}, {fault:?}, rules {}", release.rules.id);
    assert!(matches!(went.outcome, Some(Outcome::Failed(_))), "{told}: {went:?}");
    let after = belongs_to_owner(&run.host);
    assert!(after.is_subset(&before), "{told}: {after:?}");
    let lost: BTreeSet<Thing> = before.difference(&after).map(|(_, thing)| *thing).collect();
    assert_eq!(lost.is_empty(), world.harm(&mut run.host).is_none(), "{told}: {lost:?}, {:?}", world.harm(&mut run.host));
    (lost, went.steps)
}

/// The steps before the cleanup that follows a failure.
fn strict(steps: &[What]) -> impl Iterator<Item = (usize, What)> {
    steps.iter().copied().take_while(|what| !what.is_cleanup()).enumerate()
}

#[test]
fn a_name_in_use_costs_its_owner_what_the_release_clears_by_name() {
    let (mut cases, mut hits) = (0, 0);
    for release in Release::all() {
        let facts = Facts::of(&release);
        for owner in OWNERS.map(|kind| Spec::new(kind, Some(SHARED), true)) {
            let world = World::owned(&release, owner);
            for subject in subjects() {
                for path in [Path::Start, Path::Incoming, Path::Hotplug] {
                    let (lost, steps) = hit(path, owner, subject, &release, &world, Fault::None);
                    // A hotplug cleans up nothing before the connection has succeeded (`qemuDomainAttachNetDevice`).
                    let spares = facts.is_hardened() || path == Path::Hotplug;
                    let due = |what| if spares { BTreeSet::new() } else { loses(what, owner, subject, facts) };
                    let told = format!("{path:?} of {subject:?} against {owner:?}, rules {}", release.rules.id);
                    assert_eq!(lost, due(What::Create), "{told}: {steps:?}");
                    for (number, what) in strict(&steps) {
                        let (lost, _) = hit(path, owner, subject, &release, &world, Fault::Refuse(number));
                        assert_eq!(lost, due(what), "{told}, {what:?} refused");
                        (cases, hits) = (cases + 1, hits + usize::from(!lost.is_empty()));
                    }
                }
            }
        }
    }
    assert!(cases > 4000 && hits > 1000 && cases - hits > 1000, "{hits} of {cases} cases hit the owner");
    println!("{hits} of {cases} failed starts hit the owner of the name");
}

/// An incoming migration whose document kept the name of a macvtap (type `network`, up to 6.6) fails before it has a device:
/// another guest's macvtap is deleted (commit 282d135ddb tells the story; 61d1b9e659 ends it in 9.1.0).
#[test]
fn a_failed_migration_deletes_a_foreign_macvtap_up_to_9_0() {
    for release in Release::all() {
        let world = World::owned(&release, Spec::new(Kind::Direct, None, false));
        let taken = name("macvtap0");
        let subject = Spec::new(Kind::NetworkMacvtap, Some("macvtap0"), false);
        let steps =
            Run::at(Path::Incoming, &[subject], &release, &world).go(Path::Incoming.command(&[subject]), Fault::None).steps;
        let at = steps.iter().position(|what| *what == What::Prepare).expect("the host is prepared");
        let mut run = Run::at(Path::Incoming, &[subject], &release, &world);
        let owner = Some(Incarnation::new(OWNER, 1));
        assert_eq!(run.host.owner_of_device(taken), owner);
        assert!(matches!(run.go(Path::Incoming.command(&[subject]), Fault::Refuse(at)).outcome, Some(Outcome::Failed(_))));
        let deletes = ["6.6", "6.7", "6.8", "6.9", "7.0", "9.0", "9.0-debian"].contains(&release.rules.id);
        assert_eq!(run.host.owner_of_device(taken), if deletes { None } else { owner }, "rules {}", release.rules.id);
    }
}

/// Had nothing failed, the macvtap would have got another name in the releases that look
/// (`virNetDevMacVLanCreateWithVPortProfile` up to 6.10): the fault is needed.
#[test]
fn the_migration_that_goes_well_picks_another_name_up_to_6_10() {
    for release in Release::all() {
        let world = World::owned(&release, Spec::new(Kind::Direct, None, false));
        let subject = Spec::new(Kind::NetworkMacvtap, Some("macvtap0"), false);
        let mut run = Run::at(Path::Incoming, &[subject], &release, &world);
        let done = run.go(Path::Incoming.command(&[subject]), Fault::None).outcome == Some(Outcome::Done);
        let picks = ["6.6", "6.7", "6.8", "6.9"].contains(&release.rules.id);
        assert_eq!(done, picks, "rules {}", release.rules.id);
        if picks {
            assert_eq!(world.harm(&mut run.host), None, "rules {}", release.rules.id);
            assert_ne!(run.guest.cards()[0].state.name, Some(name("macvtap0")));
        }
    }
}

/// Up to 6.10 a name with the prefix `vnet` is replaced when the tap is made (`qemuInterfaceBridgeConnect`): before that a
/// failure still works by it, and from then on nothing does.
#[test]
fn a_replaced_name_is_forgotten_when_the_tap_is_made() {
    for release in Release::all() {
        let world = World::owned(&release, Spec::new(Kind::Bridge, None, true));
        let subject = Spec::new(Kind::Bridge, Some("vnet0"), true);
        let harmed = |what| {
            let command = Path::Start.command(&[subject]);
            let steps = Run::at(Path::Start, &[subject], &release, &world).go(command.clone(), Fault::None).steps;
            // Where the name is not replaced, the start fails before it comes to that.
            let fault = steps.iter().position(|one| *one == what).map_or(Fault::None, Fault::Refuse);
            let mut run = Run::at(Path::Start, &[subject], &release, &world);
            assert!(matches!(run.go(command, fault).outcome, Some(Outcome::Failed(_))));
            world.harm(&mut run.host).is_some()
        };
        let facts = Facts::of(&release);
        let replaced = ["6.6", "6.7", "6.8", "6.9"].contains(&release.rules.id);
        let hits = [What::Prepare, What::Create, What::Mac].map(harmed);
        let due = !facts.is_hardened();
        assert_eq!(hits, [due, due && !replaced, due && !replaced], "rules {}", release.rules.id);
    }
}
