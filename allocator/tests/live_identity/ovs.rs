//! Ports of Open vSwitch: B's, of the same name, is left alone.

use crate::support::{enter, run, unmarked_tap};
use ifrace_allocator::IfName;
use ifrace_allocator::linux::host::PrivateOpenVswitch;
use ifrace_allocator::linux::identity::{OvsPortIdentity, Ovsdb, OvsdbError, Removal};
use rustix::process::{Pid, Signal, kill_process};
use std::time::Duration;

/// How long answers may take on a machine that has a lot to do.
const PATIENCE: Duration = Duration::from_secs(60);

struct Switch {
    switch: PrivateOpenVswitch,
}

impl Switch {
    fn start() -> Self {
        let mut switch = PrivateOpenVswitch::start().unwrap();
        switch.add_bridge(IfName::new("ovsbr0").unwrap()).unwrap();
        Self { switch }
    }

    fn vsctl(&self, words: &str) -> String {
        run("ovs-vsctl", &format!("--timeout=60 --db=unix:{} {words}", self.switch.socket().display()))
    }

    /// Adds a port that is marked; its identity.
    fn add(&self, name: &str, owner: &str) -> OvsPortIdentity {
        self.vsctl(&format!("add-port ovsbr0 {name} -- set Interface {name} external_ids:vm-id={owner} external_ids:x=y"));
        let row = u128::from_str_radix(&self.vsctl(&format!("get Port {name} _uuid")).trim().replace('-', ""), 16).unwrap();
        OvsPortIdentity { row, name: name.to_owned(), mark: "vm-id".to_owned(), owner: owner.to_owned() }
    }

    fn remove(&self, port: &OvsPortIdentity) -> Result<Removal, OvsdbError> {
        Ovsdb::new(self.switch.socket(), PATIENCE).remove_port(port)
    }

    /// Which generation of the database there is, and by which one the switch works.
    fn generations(&self) -> [u64; 2] {
        let read = |column| self.vsctl(&format!("--no-wait get Open_vSwitch . {column}")).trim().parse().unwrap();
        ["next_cfg", "cur_cfg"].map(read)
    }

    /// The ports of the bridge, and how many rows there are of ports and of interfaces, those of the bridge among them.
    fn state(&self) -> (String, [usize; 2]) {
        let rows = ["Port", "Interface"].map(|table| self.vsctl(&format!("--bare --columns=_uuid list {table}")));
        (self.vsctl("list-ports ovsbr0"), rows.map(|rows| rows.split_ascii_whitespace().count()))
    }
}

#[test]
fn a_port_is_removed_once_with_its_interface() {
    let (_bench, switch) = (enter(), Switch::start());
    let _device = unmarked_tap("vnet0", None);
    let port = switch.add("vnet0", "a");
    switch.add("vnet1", "a");
    assert_eq!(switch.remove(&port).unwrap(), Removal::Removed);
    assert_eq!(switch.state(), ("vnet1\n".to_owned(), [2, 2]));
    assert_eq!(switch.remove(&port).unwrap(), Removal::Gone);
}

#[test]
fn a_later_port_of_the_same_name_is_left_alone() {
    let (_bench, switch) = (enter(), Switch::start());
    let ours = switch.add("vnet0", "a");
    switch.vsctl("del-port vnet0");
    let theirs = switch.add("vnet0", "b");
    let before = switch.state();
    assert_eq!(switch.remove(&ours).unwrap(), Removal::Gone);
    assert_eq!(switch.state(), before);
    assert_eq!(switch.remove(&theirs).unwrap(), Removal::Removed);
}

#[test]
fn a_row_that_somebody_took_over_is_left_alone() {
    let (_bench, switch) = (enter(), Switch::start());
    let ours = switch.add("vnet0", "a");
    switch.vsctl("set Interface vnet0 external_ids:vm-id=b");
    let before = switch.state();
    assert_eq!(switch.remove(&ours).unwrap(), Removal::NotOurs);
    switch.vsctl("remove Interface vnet0 external_ids vm-id");
    assert_eq!(switch.remove(&ours).unwrap(), Removal::NotOurs, "nobody's");
    let elsewhere = OvsPortIdentity { name: "vnet1".to_owned(), ..ours.clone() };
    switch.add("vnet1", "a");
    assert_eq!(switch.remove(&elsewhere).unwrap(), Removal::NotOurs, "the mark is on another port");
    switch.vsctl("del-port vnet1");
    assert_eq!(switch.state(), before);
    switch.vsctl("set Interface vnet0 external_ids:vm-id=a");
    assert_eq!(switch.remove(&ours).unwrap(), Removal::Removed);
}

#[test]
fn the_switch_has_closed_the_port_on_return() {
    let (_bench, switch) = (enter(), Switch::start());
    let port = switch.add("vnet0", "a");
    let [next, current] = switch.generations();
    assert_eq!(next, current, "ovs-vsctl waits as well");
    assert_eq!(switch.remove(&port).unwrap(), Removal::Removed);
    assert_eq!(switch.generations(), [next + 1; 2]);
}

#[test]
fn a_switch_that_does_not_answer_is_told_from_one_that_does() {
    let (_bench, switch) = (enter(), Switch::start());
    let port = switch.add("vnet0", "a");
    let children = std::fs::read_to_string("/proc/thread-self/children").unwrap();
    let is_switch = |child: &&str| std::fs::read_to_string(format!("/proc/{child}/comm")).unwrap() == "ovs-vswitchd\n";
    let daemon = children.split_ascii_whitespace().find(is_switch).and_then(|child| child.parse().ok()).and_then(Pid::from_raw);
    kill_process(daemon.unwrap(), Signal::STOP).unwrap();
    let failure = Ovsdb::new(switch.switch.socket(), Duration::from_secs(4)).remove_port(&port).unwrap_err();
    let wanted = "the port vnet0 is removed from the database, and ovs-vswitchd has not taken note within 2s: is it running?";
    assert_eq!(failure.to_string(), wanted);
    kill_process(daemon.unwrap(), Signal::CONT).unwrap();
    assert_eq!(switch.remove(&port).unwrap(), Removal::Gone);
}

#[test]
fn a_database_that_is_not_there_is_named() {
    let failure = Ovsdb::new("/nowhere/db.sock", PATIENCE).remove_port(&OvsPortIdentity {
        row: 1,
        name: "vnet0".to_owned(),
        mark: "vm-id".to_owned(),
        owner: "a".to_owned(),
    });
    assert!(failure.unwrap_err().to_string().starts_with("/nowhere/db.sock: No such file or directory"));
}
