//! A cleanup that comes late: the hypervisor is dead, its tap is gone, and another guest takes the name before the stop goes on.

use crate::facts::Facts;
use crate::inventory::{CardsByName, Inventory, Thing, inventory};
use crate::kind::{Kind, Spec};
use crate::world::{OWNER, SUBJECT, host, name};
use ifrace_allocator::guest::{Command, Guest, Next, Outcome, Settings, drive};
use ifrace_allocator::host::{Host, Incarnation};
use ifrace_allocator::memory::MemoryHost;
use ifrace_sim::release::{DaemonNames, Release};
use std::collections::BTreeSet;

const NAME: &str = "user-name";

/// A guest whose one interface has limits but no filter: a second binding of one name would be refused.
fn limited(number: u16, release: &Release, kind: Kind, named: bool) -> Guest<DaemonNames> {
    let mut interface = Spec::new(kind, named.then_some(NAME), true).interface();
    interface.filter = None;
    Guest::new(number, release.rules, Settings::default(), vec![interface.into()]).expect("the interface is fit")
}

fn things(host: &MemoryHost, guest: &Guest<DaemonNames>) -> Inventory {
    let cards: CardsByName = guest.cards().iter().filter_map(|card| Some((card.state.name?, 0))).collect();
    inventory(host, guest.incarnation(), &cards)
}

/// Two guests of one daemon; the one stops while the other starts.
struct Race {
    host: MemoryHost,
    names: DaemonNames,
    old: Guest<DaemonNames>,
    new: Guest<DaemonNames>,
}

/// What the race came to.
struct Raced {
    /// Whether the new guest was given the name of the old one.
    reused: bool,
    started: Outcome,
    lost: BTreeSet<Thing>,
}

impl Race {
    fn new(release: &Release, kind: Kind, named: bool) -> Self {
        let (old, new) = (limited(SUBJECT, release, kind, named), limited(OWNER, release, kind, named));
        let mut race = Self { host: host(), names: release.daemon(), old, new };
        race.old.begin(Command::Start).expect("it is off");
        assert_eq!(drive(&mut race.old, &mut race.names, &mut race.host), Outcome::Done, "rules {}", release.rules.id);
        race
    }

    /// The new guest starts when the hypervisor of the old one is dead, and then the old one goes on.
    fn run(mut self, how: Command) -> Raced {
        let old_name = self.old.cards()[0].state.name;
        self.old.begin(how).expect("the guest is in a phase for it");
        while self.host.hypervisor(self.old.incarnation()).is_some() {
            self.step();
        }
        self.new.begin(Command::Start).expect("it is off");
        let started = drive(&mut self.new, &mut self.names, &mut self.host);
        let reused = self.new.cards()[0].state.name == old_name;
        let (before, whole) = (things(&self.host, &self.new), self.host.belongings(self.new.incarnation()));
        drive(&mut self.old, &mut self.names, &mut self.host);
        let lost: BTreeSet<Thing> = before.difference(&things(&self.host, &self.new)).map(|(_, thing)| *thing).collect();
        assert_eq!(lost.is_empty(), self.host.belongings(self.new.incarnation()) == whole, "{lost:?}");
        Raced { reused, started, lost }
    }

    fn step(&mut self) {
        let Next::Op(op) = self.old.next(&mut self.names) else { panic!("the hypervisor is never killed") };
        let result = self.host.perform(Incarnation::new(SUBJECT, 1), &op);
        self.old.answer(result, &mut self.names);
    }
}

/// What a stop by name takes from a guest that has the name by now.
fn taken(kind: Kind, facts: Facts) -> BTreeSet<Thing> {
    match kind {
        Kind::Ovs if facts.has_ovs_qos() => BTreeSet::from([Thing::OvsRow, Thing::Receiving]),
        Kind::Ovs => BTreeSet::from([Thing::OvsRow, Thing::Limits]),
        _ => BTreeSet::from([Thing::Limits]),
    }
}

#[test]
fn a_late_stop_hits_a_generated_name_only_where_names_are_reused() {
    for release in Release::all() {
        let facts = Facts::of(&release);
        for kind in [Kind::Bridge, Kind::NetworkBridge, Kind::Ovs, Kind::Ethernet] {
            let raced = Race::new(&release, kind, false).run(Command::Stop);
            let told = format!("{kind:?}, rules {}", release.rules.id);
            assert_eq!((raced.started, raced.reused), (Outcome::Done, facts.reuses_names_at_once()), "{told}");
            assert_eq!(raced.lost, if raced.reused { taken(kind, facts) } else { BTreeSet::new() }, "{told}");
        }
        // A macvtap is there until the stop deletes it, so that its name is not free before.
        for kind in [Kind::Direct, Kind::NetworkMacvtap] {
            let raced = Race::new(&release, kind, false).run(Command::Stop);
            assert_eq!((raced.started, raced.reused, raced.lost), (Outcome::Done, false, BTreeSet::new()), "{kind:?}");
        }
    }
}

/// Counters do not help a name that users chose twice.
#[test]
fn a_late_stop_hits_a_name_that_the_user_chose_twice() {
    for release in Release::all() {
        let facts = Facts::of(&release);
        for kind in [Kind::Bridge, Kind::NetworkBridge, Kind::Ovs, Kind::Ethernet] {
            let raced = Race::new(&release, kind, true).run(Command::Stop);
            let told = format!("{kind:?}, rules {}", release.rules.id);
            // The device of the old guest is still there, and none is taken over.
            assert_eq!(raced.started == Outcome::Done, !facts.is_hardened(), "{told}: {}", raced.started);
            assert_eq!(raced.lost, if facts.is_hardened() { BTreeSet::new() } else { taken(kind, facts) }, "{told}");
        }
    }
}

/// The daemon restarts, its counters begin anew, and a guest that starts before the dead one is found gets the name. The stop of
/// the dead one knows only what the status file says (9.0.0, `qemuProcessReconnect`). Under the hardened rules its tap is still there,
/// and the next name is tried.
#[test]
fn a_restart_makes_counters_reuse_names() {
    for release in Release::all() {
        let facts = Facts::of(&release);
        for kind in [Kind::Bridge, Kind::Ovs] {
            let mut race = Race::new(&release, kind, false);
            race.host.hypervisor_dies(race.old.incarnation());
            race.host.daemon_crash(race.old.incarnation());
            race.old.daemon_died();
            race.names = release.daemon();
            let raced = race.run(Command::Reconnect);
            let told = format!("{kind:?}, rules {}", release.rules.id);
            assert_eq!((raced.started == Outcome::Done, raced.reused), (true, !facts.is_hardened()), "{told}: {}", raced.started);
            assert_eq!(raced.lost, if facts.is_hardened() { BTreeSet::new() } else { taken(kind, facts) }, "{told}");
        }
    }
}

/// What a restarted daemon reserves when it finds a guest (`qemuProcessNotifyNets`) is not handed out while the guest stops.
#[test]
fn a_guest_that_was_found_again_keeps_its_name() {
    for release in Release::all() {
        let reuses = Facts::of(&release).reuses_names_at_once();
        for kind in [Kind::Bridge, Kind::Ovs, Kind::Ethernet, Kind::Direct] {
            let mut race = Race::new(&release, kind, false);
            race.host.daemon_crash(race.old.incarnation());
            race.old.daemon_died();
            race.names = release.daemon();
            race.old.begin(Command::Reconnect).expect("it has a status file");
            assert_eq!(drive(&mut race.old, &mut race.names, &mut race.host), Outcome::Done);
            let raced = race.run(Command::Stop);
            let told = format!("{kind:?}, rules {}", release.rules.id);
            assert_eq!((raced.started, raced.reused), (Outcome::Done, reuses && kind != Kind::Direct), "{told}");
            assert_eq!(raced.lost.is_empty(), !raced.reused, "{told}");
        }
    }
}

/// The canary of the races: without a stop in between nothing is lost.
#[test]
fn a_stop_in_time_hits_nobody() {
    for release in Release::all() {
        for kind in [Kind::Bridge, Kind::Ovs] {
            let mut race = Race::new(&release, kind, true);
            race.old.begin(Command::Stop).expect("it runs");
            assert_eq!(drive(&mut race.old, &mut race.names, &mut race.host), Outcome::Done);
            race.new.begin(Command::Start).expect("it is off");
            assert_eq!(drive(&mut race.new, &mut race.names, &mut race.host), Outcome::Done);
            let all = things(&race.host, &race.new);
            assert!(all.is_superset(&taken(kind, Facts::of(&release)).into_iter().map(|thing| (0, thing)).collect()), "{all:?}");
            assert_eq!(race.host.owner_of_device(name(NAME)), Some(race.new.incarnation()));
        }
    }
}
