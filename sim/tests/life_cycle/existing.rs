//! What each release does with a device that exists when a guest is started with its name.

use crate::kind::{Kind, Spec};
use crate::path::Path;
use crate::run::{Fault, Run};
use crate::world::{OWN_TAP, OWNER, SUBJECT, World, guest, host, name};
use ifrace_allocator::Mac;
use ifrace_allocator::guest::{Command, Next, Outcome, drive};
use ifrace_allocator::host::{Host, HostOp, Incarnation, Observe, OvsAddForm, Reply};
use ifrace_allocator::interface::VirtualPort;
use ifrace_allocator::memory::MemoryHost;
use ifrace_sim::release::Release;

/// For the types `bridge` and `network`, for `ethernet`, and for `ethernet` with `managed='no'`: whether the user's persistent
/// tap is used (commits a2ae3d299c and d6a8b9eef7; the first put the flag into the wrong branch).
fn adopts(id: &str) -> [bool; 3] {
    match id {
        "6.6" | "6.7" | "6.8" | "6.9" | "7.0" => [true, true, true],
        "9.0" => [false, true, false],
        _ => [false, false, true],
    }
}

fn has_own_tap(host: &mut MemoryHost) -> bool {
    host.observe().is_ok_and(|seen| seen.device(name(OWN_TAP)).is_some())
}

/// Whether the guest starts, and whether the tap is there at the end of its life.
fn live(release: &Release, kind: Kind) -> (bool, bool) {
    let (mut host, mut names) = (host(), release.daemon());
    let mut guest = guest(SUBJECT, release, &[Spec::new(kind, Some(OWN_TAP), false)]);
    guest.begin(Command::Start).expect("it is off");
    let starts = drive(&mut guest, &mut names, &mut host) == Outcome::Done;
    if starts {
        guest.begin(Command::Stop).expect("it runs");
        assert_eq!(drive(&mut guest, &mut names, &mut host), Outcome::Done);
    }
    assert!(host.belongings(guest.incarnation()).devices.is_empty());
    (starts, has_own_tap(&mut host))
}

#[test]
fn a_persistent_tap_is_adopted_or_refused() {
    for release in Release::all() {
        let [bridged, ethernet, unmanaged] = adopts(release.rules.id);
        for kind in [Kind::Bridge, Kind::NetworkBridge, Kind::Ovs, Kind::NetworkOvs] {
            assert_eq!(live(&release, kind), (bridged, true), "{kind:?}, rules {}", release.rules.id);
        }
        // At the stop of an `ethernet` interface the tap of that name is made to end (`virNetDevTapDelete`), also if the start
        // has failed because the tap exists. The hardened rules do not.
        let kept = release.rules.id == "hardened";
        assert_eq!(live(&release, Kind::Ethernet), (ethernet, kept), "rules {}", release.rules.id);
        assert_eq!(live(&release, Kind::UnmanagedTap), (unmanaged, true), "rules {}", release.rules.id);
        assert_eq!(live(&release, Kind::UnmanagedMacvtap), (true, true), "rules {}", release.rules.id);
    }
}

/// Where a tap of the user's name is adopted, and both guests have several queues, the second guest becomes another reader of the
/// first one's tap.
#[test]
fn a_tap_of_several_queues_may_get_two_guests() {
    for release in Release::all() {
        let [bridged, ethernet, _] = adopts(release.rules.id);
        for (kind, shared) in [(Kind::Ovs, bridged), (Kind::Ethernet, ethernet)] {
            let (mut host, mut names) = (host(), release.daemon());
            let spec = Spec::new(kind, Some("user-name"), true);
            let first = crate::world::started(OWNER, &release, &[Spec { full: true, ..spec }], &mut names, &mut host);
            let before = host.belongings(first.incarnation()).devices;
            let mut second = guest(SUBJECT, &release, &[spec]);
            second.begin(Command::Start).expect("it is off");
            let outcome = drive(&mut second, &mut names, &mut host);
            let told = format!("{kind:?}, rules {}: {outcome}", release.rules.id);
            let both = host.belongings(second.incarnation()).devices;
            // A filter of that name exists already, so that the `ethernet` interface fails later.
            assert_eq!(outcome == Outcome::Done, shared && kind == Kind::Ovs, "{told}");
            assert_eq!(both.iter().any(|device| device.queues() == 4), shared && kind == Kind::Ovs, "{told}");
            assert_eq!(host.belongings(first.incarnation()).devices.len(), before.len(), "{told}");
        }
    }
}

/// A port of the name that another guest has left in the switch: 7.0.0 replaces it on any bridge, 9.0.0 and later keep it on the
/// same bridge and fail on another (`virNetDevOpenvswitchAddPort`). The hardened rules take nothing over.
#[test]
fn a_port_that_exists_is_replaced_kept_or_refused() {
    let other = Incarnation::new(OWNER, 1);
    let spec = Spec::new(Kind::Ovs, Some("user-name"), false);
    for release in Release::all() {
        let (replaces, kept) = match release.rules.id {
            // Under the hardened rules the new device has the name for itself, so that the port was left behind.
            "6.6" | "6.7" | "6.8" | "6.9" | "7.0" | "hardened" => (true, false),
            _ => (false, true),
        };
        for bridge in ["ovsbr0", "ovsbr1"] {
            for path in [Path::Start, Path::Hotplug] {
                let mut host = host();
                let (name, port) = (name("user-name"), VirtualPort::default());
                let (bridge, form, mac) = (crate::world::name(bridge), OvsAddForm::Exclusive, Mac([2; 6]));
                let row = host.perform(other, &HostOp::AddOvsPort { name, bridge, form, port: &port, mac });
                let world = World::around(host, other, Vec::new());
                let mut run = Run::at(path, &[spec], &release, &world);
                let done = run.go(path.command(&[spec]), Fault::None).outcome == Some(Outcome::Done);
                let told = format!("{path:?}, {bridge}, rules {}", release.rules.id);
                assert_eq!(done, replaces || kept && bridge == crate::world::name("ovsbr0"), "{told}");
                if done {
                    let rows = run.host.belongings(run.guest.incarnation()).ovs_ports;
                    assert_eq!(Ok(Reply::OvsPort(rows[0].1.uuid)) == row, kept, "{told}");
                }
            }
        }
    }
}

/// From 10.3.0 on a port does not survive a restart of the switch (`other_config:transient`).
#[test]
fn ports_are_added_in_the_form_of_the_release() {
    for release in Release::all() {
        let (mut host, mut names) = (host(), release.daemon());
        let mut guest = guest(SUBJECT, &release, &[Spec::new(Kind::NetworkOvs, None, false)]);
        guest.begin(Command::Start).expect("it is off");
        let mut forms = Vec::new();
        while let Next::Op(op) = guest.next(&mut names) {
            if let HostOp::AddOvsPort { form, .. } = op {
                forms.push(form);
            }
            let result = host.perform(Incarnation::new(SUBJECT, 1), &op);
            guest.answer(result, &mut names);
        }
        let expected = match release.rules.id {
            "6.6" | "6.7" | "6.8" | "6.9" | "7.0" => OvsAddForm::Replace,
            "9.0" | "9.0-debian" | "9.1" => OvsAddForm::MayExist,
            "hardened" => OvsAddForm::Exclusive,
            _ => OvsAddForm::Transient,
        };
        assert_eq!(forms, [expected], "rules {}", release.rules.id);
    }
}
