//! Every mistake has its text and its place.

mod groups;
mod host;

use super::{Parameter, Parameters, Scenario};

const GOOD: &str = r#"name = "mine"
summary = "two guests"
about = ["both-running"]

[parameters]
guests = 3
cycles = 2
daemons = 2
queues = 2
first-id = 0
last-id = 9

[interfaces]
card = "<interface type='bridge'><source bridge='br0'/><driver queues='{queues}'/></interface>"
macvtap = "<interface type='direct'><source dev='eth0'/></interface>"
named = "<interface type='ethernet'><target dev='tap{guest}'/></interface>"

[[guest]]
count = 1
daemon = 0
interfaces = ["card"]
tasks = ["start"]
cycles = 1

[[guest]]
count = "rest"
daemon = "spread"
interfaces = ["card", "named"]
tasks = ["start", { hotplug = "macvtap" }, { unplug = 1 }, "pause", "resume", "stop"]

[[foreign]]
tasks = [{ take = "vnet%d" }, "release"]

[furniture]
bridges = ["br0"]
ovs-bridges = ["ovsbr0"]
lowers = ["eth0"]
taps = ["admin0"]
networks = [{ name = "lan", interface = "card2" }]
stale-ports = [{ name = "vnet0", bridge = "ovsbr0" }]
occupied = [{ template = "vnet%d", first = 5, count = 10 }]

[faults]
operations = 1

[[breaks]]
eras = ["6.7"]
violated = ["no-leak"]

[[holds]]
eras = ["11.3", "by-name@lowest-free"]
"#;

/// The good one, in which the network's interface exists.
fn good() -> String {
    GOOD.replace("\"card2\"", "\"<interface type='bridge'><source bridge='br0'/></interface>\"")
}

/// What is said of the good scenario with one change, and whether it stands where the change does.
#[track_caller]
fn says(from: &str, to: &str, expected: &str) {
    let good = good();
    assert_eq!(good.matches(from).count(), 1, "{from} is one place");
    let error = Scenario::parse(&good.replace(from, to)).map(drop).expect_err(to);
    assert_eq!(error.to_string(), expected);
}

#[test]
fn the_good_one_is_good() {
    let plan = Scenario::parse(&good()).and_then(|scenario| scenario.plan(&Parameters::default())).expect("it is good");
    assert_eq!(plan.guests.iter().map(|guest| guest.daemon).collect::<Vec<_>>(), [0, 1, 0]);
    assert!(plan.guests[2].interfaces[0].contains("queues='2'") && plan.guests[2].interfaces[1].contains("dev='tap2'"));
    assert_eq!((plan.daemons.len(), plan.daemons[1].last_id, plan.foreign[0].cycles), (2, Some(9), 2));
}

#[test]
fn the_form_of_the_file() {
    says(
        "about = [",
        "abuot = [",
        "3:1: unknown field `abuot`, expected one of `name`, `summary`, `description`, `about`, \
        `parameters`, `daemon`, `interfaces`, `guest`, `foreign`, `furniture`, `faults`, `breaks`, `holds`",
    );
    says(
        "guests = 3",
        "guest = 3",
        "6:1: unknown field `guest`, expected one of `guests`, `cycles`, `daemons`, `queues`, \
        `first-id`, `last-id`",
    );
    says("name = \"mine\"\n", "", "1:1: missing field `name`");
    says("\"two guests\"", "two", "2:11: invalid boolean, expected `true`");
    says("\"two guests\"", "\"\"", "2:11: summary is not one line; say in a line what happens");
    says("\"mine\"", "\"My Own\"", "1:8: name is `My Own`; it can be small letters and digits, with - between them");
    says("\"both-running\"", "\"running\"", &format!("3:10: there is no property `running`; there is {}", properties()));
}

fn properties() -> String {
    crate::flaw::any_of(crate::world::property::Property::ALL.iter().map(|one| one.id()))
}

#[test]
fn parameters_within_their_limits() {
    says("guests = 3", "guests = 300", "6:10: guests is 300; it can be 1 to 8");
    says("guests = 3", "guests = \"3\"", "6:10: a parameter is a number, or { default = 3, least = 2, most = 5 }");
    says("guests = 3", "guests = { default = 3, least = 4 }", "6:10: guests is 3; it can be 4 to 8");
    says(
        "guests = 3",
        "guests = { default = 3, least = 4, most = 2 }",
        "6:10: least of guests is 4, which is more than its most, 2",
    );
    says("cycles = 2", "cycles = -1", "7:10: cycles is -1; it can be 1 to 200");
    says("daemons = 2", "daemons = 5", "8:11: daemons is 5; it can be 1 to 4");
    says("queues = 2", "queues = 257", "9:10: queues is 257; it can be 1 to 256");
    says("last-id = 9", "last-id = 0", "11:11: last-id is 0; it can be 1 to 2147483647");
    says("first-id = 0", "first-id = 2147483647", "10:12: first-id is 2147483647; it can be 0 to 2147483646");
    says("first-id = 0", "first-id = 10", "first-id is 10, which is more than last-id, 9");
}

#[test]
fn parameters_that_change_nothing() {
    says("count = \"rest\"", "count = 2", "6:10: the parameter guests changes nothing: no group has count = \"rest\"");
    says("queues='{queues}'", "queues='2'", "9:10: the parameter queues changes nothing: {queues} is in no interface");
    let alone = |parameter: &str| {
        let file = "name = 'a'\nsummary = 'b'\n[parameters]\n_ = 2\n[[guest]]\ninterfaces = [\"<interface type='user'/>\"]\n\
            tasks = ['start', 'stop']\ncycles = 1\n";
        Scenario::parse(&file.replace('_', parameter)).map(drop).map_err(|error| error.to_string())
    };
    assert_eq!(alone("cycles"), Err("4:10: the parameter cycles changes nothing: every group has cycles of its own".into()));
    let why = "no group has a daemon; give one daemon = \"spread\"";
    assert_eq!(alone("daemons"), Err(format!("4:11: the parameter daemons changes nothing: {why}")));
    assert_eq!(alone("last-id"), Ok(()));
}

#[test]
fn values_that_are_given() {
    let scenario = Scenario::parse(&good()).expect("it is good");
    let says = |parameter, value| {
        scenario.plan(&Parameters::default().with(parameter, value)).map(drop).map_err(|error| error.to_string())
    };
    assert_eq!(says(Parameter::Guests, 300), Err("guests is 300; it can be 2 to 8".into()), "one is of the first group");
    assert_eq!(says(Parameter::Guests, 1), Err("guests is 1; it can be 2 to 8".into()));
    assert_eq!(says(Parameter::LastId, 0), Err("last-id is 0; it can be 1 to 2147483647".into()));
    assert_eq!(says(Parameter::Guests, 8), Ok(()));
    let plain = "name = 'a'\nsummary = 'b'\n[[guest]]\ninterfaces = [\"<interface type='user'/>\"]\ntasks = ['start']\n";
    let given = Scenario::parse(plain).and_then(|plain| plain.plan(&Parameters::default().with(Parameter::Cycles, 2)));
    assert_eq!(given.unwrap_err().to_string(), "the scenario has no parameter cycles; it has none");
}
