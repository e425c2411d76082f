//! Mistakes in what guests are and do.

use super::{Scenario, says};

#[test]
fn groups_of_guests() {
    says("count = 1\n", "count = 0\n", "19:9: count is 0; it can be 1 to 8");
    says("count = 1\n", "count = -1\n", "19:9: count is -1; it can be 1 to 8");
    says(
        "count = 1\n",
        "count = \"all\"\n",
        "19:9: count is a number, or \"rest\" for the parameter guests without the other groups",
    );
    says("count = 1\n", "count = \"rest\"\n", "26:9: count = \"rest\" stands twice; give one group a number");
    says("count = 1\n", "count = 3\n", "26:9: nobody is left for count = \"rest\": guests is 3, and the other groups have 3");
    says("guests = 3\n", "", "25:9: count = \"rest\" needs the parameter guests; add guests = 3 to [parameters]");
    let nine = "count = 8\ninterfaces = ['card']\ntasks = ['start']\ncycles = 1\n[[guest]]";
    says("count = 1\n", &format!("{nine}\ncount = 1\n"), "23:1: with this group there are 9 guests; there can be 8");
    says(
        "daemon = 0",
        "daemon = 2",
        "20:10: there is no daemon 2: there are 2 daemons, and they are counted from 0; \
        set the parameter daemons",
    );
    says("daemons = 2\n", "", "26:10: daemon = \"spread\" needs the parameter daemons; add daemons = 2 to [parameters]");
    let file = "name = 'a'\nsummary = 'b'\n";
    let none = Scenario::parse(file).unwrap_err().to_string();
    assert_eq!(none, "there is no guest; add [[guest]] with interfaces and tasks");
}

#[test]
fn interfaces() {
    says("[\"card\"]", "[\"cart\"]", "21:15: there is no interface `cart` in [interfaces]; there is card, macvtap or named");
    says("[\"card\"]", "[]", "21:14: there are 0 interfaces; there can be 1 to 4");
    says(
        "[\"card\"]",
        "[\"<interface\"]",
        "21:15: in this XML at 1:11: the document holds no element; give a <domain>, <devices> or <interface>",
    );
    says("[\"card\"]", "[\"<devices/>\"]", "21:15: there are 0 elements <interface> in this text; give one in each text");
    says(
        "dev='tap{guest}'",
        "dev='a/b'",
        "16:9: in this XML at 1:36: dev='a/b' names no device: \
        it has a slash or a colon; give another name, or none",
    );
    says("queues='{queues}'", "queues='{queues}{cues}'", "14:8: there is no placeholder {cues}; there is {guest} or {queues}");
    says("queues='{queues}'", "queues='{queues}{'", "14:8: a { has no }; write {guest} or {queues}");
    says("queues = 2\n", "", "13:8: {queues} needs the parameter queues; add queues = 2 to [parameters]");
    says("bridges = [\"br0\"]", "bridges = []", "39:41: there is no `br0` in bridges of [furniture]; add it there");
    says("lowers = [\"eth0\"]", "lowers = []", "15:11: there is no `eth0` in lowers of [furniture]; add it there");
    let twice = "28:14: two of these interfaces have the name tap1; give each a name of its own";
    says("\"card\", \"named\"", "\"named\", \"named\"", twice);
}

#[test]
fn tasks() {
    says("[\"start\"]", "[]", "22:9: tasks is empty; give some, such as [\"start\", \"stop\"]");
    says(
        "[\"start\"]",
        "[\"begin\"]",
        "22:10: there is no task `begin`; there is start, incoming, finish, stop, pause, resume, die, \
        { hotplug = … } or { unplug = … }",
    );
    says("[\"start\"]", "[1]", "22:10: a task is a word such as \"start\", or { hotplug = \"card\" }, or { unplug = 1 }");
    says("[\"start\"]", "[\"stop\"]", "22:10: a guest that is off cannot stop");
    says(
        "\"resume\", \"stop\"",
        "\"resume\"",
        "29:10: in cycle 2 a guest that is running cannot start; \
        end the tasks as they began, or give the group cycles = 1",
    );
    says("unplug = 1", "unplug = 3", "29:44: there is no interface 3 to unplug: they are counted from 0, and the guest has 3");
    says("unplug = 1", "unplug = 4", "29:44: the interface to unplug is 4; it can be 0 to 3");
    says(
        "{ unplug = 1 }",
        "{ hotplug = \"card\" }, { hotplug = \"card\" }",
        "29:66: this is interface 5, and a guest has up to 4; \
        unplug one before",
    );
    let many = format!("[\"start\", {}\"stop\"]", "\"pause\", \"resume\", ".repeat(10));
    says(
        "[\"start\"]\ncycles = 1",
        &format!("{many}\ncycles = 100"),
        "22:9: 22 tasks in 100 cycles are 2200; a guest has time for 2000",
    );
    says("[\"start\"]\ncycles = 1", "[\"start\"]\ncycles = 0", "23:10: cycles is 0; it can be 1 to 200");
}
