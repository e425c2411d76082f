//! The order of what each path does, for a guest with one tap, one macvtap and one port of Open vSwitch.

use crate::facts::Facts;
use crate::kind::{Kind, Spec};
use crate::path::Path;
use crate::run::{Fault, Run};
use crate::what::What::{self, *};
use crate::world::World;
use ifrace_sim::release::Release;

const CARDS: [Spec; 3] =
    [Spec::new(Kind::Ethernet, None, true), Spec::new(Kind::Passthrough, None, true), Spec::new(Kind::NetworkOvs, None, true)];

/// The operations of a path, without the search for names.
fn steps(path: Path, specs: &[Spec], release: &Release, fault: Fault) -> Vec<What> {
    let world = World::new(release);
    let steps = Run::at(path, specs, release, &world).go(path.command(specs), fault).steps;
    steps.into_iter().filter(|what| !matches!(what, Probe | Mtu)).collect()
}

/// `qemuProcessStart`, and `qemuInterface*Connect` for each interface in turn.
#[test]
fn a_start_connects_one_interface_after_the_other() {
    for release in Release::all() {
        let facts = Facts::of(&release);
        let no_queue: &[What] = if facts.sets_no_queue() { &[NoQueue] } else { &[] };
        // What is known before something is made is saved, and a tap outlives its hypervisor.
        let (save, keep): (&[What], &[What]) = if facts.is_hardened() { (&[Save], &[Keep]) } else { (&[], &[]) };
        // A port that was left behind under the name of the new device is removed.
        let make_room: &[What] = if facts.is_hardened() { &[DeleteOvsPort] } else { &[] };
        let connected = [
            &[save, &[TakePort, Prepare], save].concat(),
            &[save, &[Create, Mac], keep, &[Up, Script, AllowMac, Filter], no_queue, &[Limit]].concat(),
            &[&[Borrow], save, &[Create, Open], no_queue, &[Limit]].concat()[..],
            &[save, &[Create, Mac], keep, make_room, &[Attach, Up, AllowMac, Limit, Spawn, Save]].concat(),
        ]
        .concat();
        assert_eq!(steps(Path::Incoming, &CARDS, &release, Fault::None), connected, "rules {}", release.rules.id);
        // Macvtaps are set up before the CPUs run (`qemuProcessStartCPUs`).
        let finish = [Up, Resume, Save];
        assert_eq!(steps(Path::Finish, &CARDS, &release, Fault::None), finish, "rules {}", release.rules.id);
        assert_eq!(steps(Path::Start, &CARDS, &release, Fault::None), [&connected[..], &finish].concat());
        assert_eq!(steps(Path::Pause, &CARDS, &release, Fault::None), [Pause, Down, Save], "rules {}", release.rules.id);
    }
}

/// `qemuProcessStop`: 7.0.0 runs the downscript before the hypervisor is surely dead, and from 11.3.0 on it is dead first of all.
fn stop(release: &Release) -> Vec<What> {
    let limits = if Facts::of(release).stop_clears_ovs_qos() { ClearOvsQos } else { ClearTc };
    let by_name = [ClearTc, ClearTc, limits, DeleteFilter, DisallowMac, DisallowMac];
    let devices = [DeleteTap, DeleteLink, RestoreLower, DeleteOvsPort, DeletePort, RemoveStatus];
    match release.rules.id {
        "7.0" => [&[Kill], &by_name[..], &[Downscript, Kill], &devices].concat(),
        "11.3" | "nftables" => [&[Kill, Kill, Downscript], &by_name[..], &devices].concat(),
        "hardened" => {
            let tap = [Kill, Kill, Downscript, ClearTc, DeleteFilter, DisallowMac, DeleteLink];
            let macvtap = [ClearTc, DeleteLink, RestoreLower];
            [&tap[..], &macvtap, &[ClearOvsQos, DisallowMac, DeleteOvsPort, DeleteLink, DeletePort, RemoveStatus]].concat()
        }
        _ => [&[Kill], &by_name[..], &[Kill, Downscript], &devices].concat(),
    }
}

#[test]
fn a_stop_cleans_up_in_the_order_of_the_release() {
    for release in Release::all() {
        for path in [Path::Stop, Path::StopPaused, Path::StopIncoming] {
            assert_eq!(steps(path, &CARDS, &release, Fault::None), stop(&release), "{path:?}, rules {}", release.rules.id);
        }
        // The job that kills the hypervisor at the beginning is not that of a guest that is found dead.
        let found = steps(Path::ReconnectDead, &CARDS, &release, Fault::None);
        let reserved = found.strip_prefix(&[Monitor]).expect("the monitor is tried first");
        assert_eq!(reserved, &stop(&release)[1..], "rules {}", release.rules.id);
    }
}

/// `qemuDomainRemoveNetDevice`; the hardened rules note what is about to go, clear limits when the device is out of use, and delete a
/// device last.
#[test]
fn an_unplugging_clears_limits_while_the_device_is_in_use() {
    for release in Release::all() {
        let facts = Facts::of(&release);
        let by_switch = if facts.has_ovs_qos() { ClearOvsQos } else { ClearTc };
        for (spec, limits, stop, rest, hardened) in [
            (
                CARDS[0],
                ClearTc,
                &[][..],
                &[DeleteFilter, DisallowMac, Downscript][..],
                &[Downscript, ClearTc, DeleteFilter, DisallowMac, DeleteLink][..],
            ),
            (CARDS[1], ClearTc, &[Down], &[DeleteLink, RestoreLower], &[ClearTc, DeleteLink, RestoreLower]),
            (
                CARDS[2],
                by_switch,
                &[],
                &[DisallowMac, DeleteOvsPort, DeletePort],
                &[ClearOvsQos, DisallowMac, DeleteOvsPort, DeleteLink, DeletePort],
            ),
        ] {
            let expected = match facts.is_hardened() {
                true => [stop, &[Save, Unplug], hardened, &[Save]].concat(),
                false => [&[limits], stop, &[Unplug], rest, &[Save]].concat(),
            };
            // The setting is the daemon's; the card that stays has its share in it.
            assert_eq!(steps(Path::Unplug, &[spec], &release, Fault::None), expected, "{spec:?}, rules {}", release.rules.id);
        }
    }
}

/// `qemuDomainAttachNetDevice`: the descriptors are closed first; neither limits nor the rule for the address are undone.
#[test]
fn a_failed_hotplug_closes_first() {
    for release in Release::all() {
        for (kind, rest) in [
            (Kind::NetworkBridge, &[DeleteFilter, DeletePort][..]),
            (Kind::Passthrough, &[DeleteLink, RestoreLower]),
            (Kind::NetworkOvs, &[DeleteOvsPort, DeletePort]),
        ] {
            let specs = [Spec::new(kind, None, true)];
            let world = World::new(&release);
            let all = Run::at(Path::Hotplug, &specs, &release, &world).go(Path::Hotplug.command(&specs), Fault::None).steps;
            let plug = all.iter().position(|what| *what == Plug).expect("it is plugged");
            let failed = steps(Path::Hotplug, &specs, &release, Fault::Refuse(plug));
            let after = failed.split(|what| *what == Plug).next_back().expect("there is a rest");
            assert_eq!(after.first(), Some(&Close), "{kind:?}, rules {}", release.rules.id);
            if !Facts::of(&release).is_hardened() {
                assert_eq!(&after[1..], rest, "{kind:?}, rules {}", release.rules.id);
            }
        }
    }
}

/// A restarted daemon first talks to the hypervisor (`qemuProcessReconnect`); the hardened rules do nothing by a name.
#[test]
fn a_reconnect_reattaches_and_restores() {
    let specs = [Spec::new(Kind::Bridge, None, true), Spec::new(Kind::Direct, None, true), Spec::new(Kind::Ethernet, None, true)];
    for release in Release::all() {
        let hardened = Facts::of(&release).is_hardened();
        let expected: &[What] = if hardened { &[Monitor, Save] } else { &[Monitor, Attach, Filter, Filter, Save] };
        assert_eq!(steps(Path::Reconnect, &specs, &release, Fault::None), expected, "rules {}", release.rules.id);
    }
}
