//! Every path ends as it should if nothing goes wrong, and a whole life leaves what the release is known to leave.

use crate::expect::{Known, running, stopped};
use crate::facts::Facts;
use crate::inventory::{Inventory, Thing};
use crate::kind::{Kind, Spec};
use crate::matrix::guests;
use crate::path::Path;
use crate::run::{Fault, Run, Went};
use crate::what::What;
use crate::world::{SUBJECT, World, guest, host, started};
use ifrace_allocator::guest::{Command, Outcome, Phase, drive};
use ifrace_allocator::host::{FilterDriver, Observe};
use ifrace_allocator::memory::Cpus;
use ifrace_sim::release::Release;
use std::fmt::Arguments;

/// What a guest has at the end of a path.
pub(crate) fn end_of(path: Path, specs: &[Spec], facts: Facts) -> Inventory {
    let cards = path.cards(specs);
    // It is set for the daemon, and the guests of the tests have one each.
    let mac_filter = path.defined(specs).iter().any(|spec| spec.full);
    let all = running(&cards, mac_filter, facts);
    match path {
        Path::Unplug => all.into_iter().filter(|(card, _)| *card == 0).collect(),
        _ if path.is_stop() || path == Path::ReconnectDead => stopped(&all, |_| Known::EVERYTHING, &cards, facts),
        _ => all,
    }
}

fn phase_after(path: Path) -> Phase {
    match path {
        Path::Incoming => Phase::Incoming,
        Path::Pause => Phase::Paused,
        _ if path.is_stop() || path == Path::ReconnectDead => Phase::Off,
        _ => Phase::Running,
    }
}

/// The phase is that of the hypervisor, and macvtaps are up if and only if the CPUs may send.
fn check_state(run: &Run<'_>, release: &Release, told: &Arguments<'_>) {
    let expected = match run.guest.phase() {
        Phase::Running => Some(Cpus::Running),
        Phase::Paused | Phase::Incoming => Some(Cpus::Paused),
        Phase::Off | Phase::Unknown => None,
    };
    let of = run.guest.incarnation();
    assert_eq!(run.host.hypervisor(of), expected, "{told}");
    assert_eq!(run.host.has_status(of), run.guest.phase() != Phase::Off, "{told}");
    let by_nft = Facts::of(release).filters_by_nft();
    let driver = if by_nft { FilterDriver::Nftables } else { FilterDriver::Ebiptables };
    assert!(run.host.belongings(of).filters.iter().all(|(_, binding)| binding.driver == driver && binding.rules), "{told}");
    let made = run.host.belongings(of).devices.into_iter().filter(|device| device.owner == Some(of));
    for device in made {
        let up = device.lower.is_none() || expected == Some(Cpus::Running);
        assert_eq!(device.up, up, "{told}: {device:?}");
    }
}

fn check_scripts(run: &Run<'_>, specs: &[Spec], stopped: bool, told: &Arguments<'_>) {
    let count = |path: &str| run.scripts().filter(|script| script.path == path).count();
    let expected = specs.iter().filter(|spec| spec.full && (spec.kind == Kind::Ethernet || spec.kind.is_unmanaged())).count();
    assert_eq!((count("/etc/up"), count("/etc/down")), (expected, if stopped { expected } else { 0 }), "{told}");
}

fn check(path: Path, specs: &[Spec], release: &Release, world: &World) {
    let told = &format_args!("{path:?} of {specs:?}, rules {}", release.rules.id);
    let facts = Facts::of(release);
    let mut run = Run::at(path, specs, release, world);
    let went = run.go(path.command(specs), Fault::None);
    let done = went.outcome == Some(Outcome::Done);
    assert_eq!(done, path != Path::ReconnectDead, "{told}: {went:?}");
    assert_eq!(run.guest.phase(), phase_after(path), "{told}");
    assert_eq!(run.inventory(), end_of(path, specs, facts), "{told}");
    check_state(&run, release, told);
    check_no_queue(&went, path, specs, facts);
    check_scripts(&run, specs, run.guest.phase() == Phase::Off || path == Path::Unplug, told);
    assert_eq!(world.harm(&mut run.host), None, "{told}");
    if run.guest.phase() != Phase::Off {
        let before = run.inventory();
        assert_eq!(run.go(Command::Stop, Fault::None).outcome, Some(Outcome::Done), "{told}");
        let cards = path.cards(specs);
        assert_eq!(run.inventory(), stopped(&before, |_| Known::EVERYTHING, &cards, facts), "{told}, stopped");
        check_state(&run, release, told);
        check_scripts(&run, specs, true, told);
    }
    assert_eq!(world.harm(&mut run.host), None, "{told}");
}

/// A device gets the queueing discipline `noqueue`, but no port of a switch.
fn check_no_queue(went: &Went, path: Path, specs: &[Spec], facts: Facts) {
    let plain = specs.iter().filter(|spec| spec.kind.has_device() && !spec.kind.is_switched()).count();
    let expected = if facts.sets_no_queue() && (path.is_start() || path == Path::Hotplug) { plain } else { 0 };
    assert_eq!(went.steps.iter().filter(|what| **what == What::NoQueue).count(), expected, "{path:?} of {specs:?}");
}

#[test]
fn every_path_ends_as_it_should() {
    let mut count = 0;
    for release in Release::all() {
        let world = World::new(&release);
        for path in Path::ALL {
            for specs in guests(path, &release) {
                check(path, &specs, &release, &world);
                count += 1;
            }
        }
    }
    let releases = Release::all().count();
    assert!(releases >= 11 && count >= releases * Path::ALL.len() * 35, "{count} runs of {releases} releases");
    println!("{count} runs without a fault");
}

/// Rows of Open vSwitch that limit a port are all that a fault-free life leaves, in 9.0 to 10.2, whose stop calls `tc` for them
/// (`virDomainClearNetBandwidth`; fixed in 10.3.0).
#[test]
fn only_the_limits_of_the_switch_leak() {
    let facts = |id: &str| Facts::of(&Release::find(id).expect("the release exists"));
    for release in Release::all() {
        for specs in guests(Path::Stop, &release) {
            let left = end_of(Path::Stop, &specs, Facts::of(&release));
            let leaks = specs.iter().enumerate().filter(|(_, spec)| spec.full && spec.kind.is_switched());
            let expected: Inventory = leaks.map(|(card, _)| (card, Thing::Sending)).collect();
            let is_leaky = ["9.0", "9.0-debian", "9.1"].contains(&release.rules.id);
            assert_eq!(left, if is_leaky { expected } else { Inventory::new() }, "{specs:?}, rules {}", release.rules.id);
        }
    }
    assert!(!end_of(Path::Stop, &[Spec::new(Kind::Ovs, None, true)], facts("9.0")).is_empty());
    assert!(end_of(Path::Unplug, &[Spec::new(Kind::Ovs, None, true)], facts("9.0")).iter().all(|(card, _)| *card == 0));
}

/// Types that have no device leave the host alone.
#[test]
fn types_without_a_device_touch_nothing() {
    for release in Release::all() {
        for kind in Kind::all().filter(|kind| !kind.has_device()) {
            let (mut host, mut names) = (host(), release.daemon());
            let before = host.observe();
            let mut guest = guest(0, &release, &[Spec::new(kind, Some("user-name"), true)]);
            for command in [Command::Start, Command::Pause, Command::Resume, Command::Unplug(0), Command::Stop] {
                guest.begin(command).expect("the guest is in a phase for it");
                assert_eq!(drive(&mut guest, &mut names, &mut host), Outcome::Done);
                assert_eq!(host.observe(), before, "{kind:?}, rules {}", release.rules.id);
            }
        }
    }
}

/// An interface that is plugged in where another was unplugged gets an address, and so a port in its network, of its own.
#[test]
fn a_plugged_interface_shares_nothing_with_the_others() {
    for release in Release::all() {
        let spec = Spec::new(Kind::NetworkBridge, None, true);
        let (mut host, mut names) = (host(), release.daemon());
        let mut guest = started(SUBJECT, &release, &[spec, spec], &mut names, &mut host);
        let mut go = |command| {
            guest.begin(command).expect("the guest is in a phase for it");
            assert_eq!(drive(&mut guest, &mut names, &mut host), Outcome::Done);
            host.belongings(guest.incarnation()).ports.len()
        };
        let ports =
            [Command::Unplug(0), Command::Hotplug(spec.interface().into()), Command::Unplug(0), Command::Stop].map(&mut go);
        assert_eq!(ports, [1, 2, 1, 0], "rules {}", release.rules.id);
    }
}
