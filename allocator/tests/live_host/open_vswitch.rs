//! Open vSwitch: a private one.

use crate::support::{A, B, MAC_A, MAC_B, TestHost, host_with, inbound, name};
use ifrace_allocator::host::{Host, HostOp, Incarnation, Key, OvsAddForm, OvsPortSeen, Reply};
use ifrace_allocator::interface::{Bandwidth, Rate, VirtualPort};
use ifrace_allocator::linux::host::PrivateOpenVswitch;

/// A host with a switch that has the bridges `ovsbr0` and `ovsbr1`.
pub(crate) fn host_with_switch() -> (TestHost, PrivateOpenVswitch) {
    let mut switch = None;
    let test = host_with(|config| {
        let mut started = PrivateOpenVswitch::start().unwrap();
        started.add_bridge(name("ovsbr0")).unwrap();
        started.add_bridge(name("ovsbr1")).unwrap();
        config.open_vswitch = Some(started.socket());
        switch = Some(started);
    });
    (test, switch.unwrap())
}

pub(crate) fn add<'d>(text: &str, bridge: &str, form: OvsAddForm, port: &'d VirtualPort, actor: Incarnation) -> HostOp<'d> {
    HostOp::AddOvsPort { name: name(text), bridge: name(bridge), form, port, mac: if actor == A { MAC_A } else { MAC_B } }
}

pub(crate) fn row(reply: Reply) -> u128 {
    match reply {
        Reply::OvsPort(row) => row,
        reply => panic!("{reply}"),
    }
}

fn profile() -> VirtualPort {
    let parameters = [("interfaceid", "11111111-2222-3333-4444-555555555555"), ("profileid", "a \"b\"")];
    VirtualPort { kind: None, parameters: parameters.map(|(name, value)| (name.to_owned(), value.to_owned())).into() }
}

/// The commands without the socket, which is another one each time.
fn commands_of(test: &mut TestHost, switch: &PrivateOpenVswitch, actor: Incarnation, op: HostOp<'_>) -> Vec<String> {
    let socket = format!(" --db=unix:{}", switch.socket().display());
    test.commands_of(actor, op).into_iter().map(|command| command.replace(&socket, "")).collect()
}

/// The forms of `add-port`, each without and with a profile where that makes a difference.
fn forms() -> Vec<(OvsAddForm, VirtualPort, String)> {
    let set = |value: &str| format!("-- set Interface vnet0 {value}");
    let ids = |iface: &str, rest: &[&str]| {
        let mut all = vec![
            set("'external-ids:attached-mac=\"52:54:00:00:00:0a\"'"),
            set(&format!("'external-ids:iface-id=\"{iface}\"'")),
            set("'external-ids:vm-id=\"ifrace:0\"'"),
        ];
        all.extend(rest.iter().map(|value| set(value)));
        all.push(set("external-ids:iface-status=active"));
        all.join(" ")
    };
    let own = "00000000-0000-4000-8000-52540000000a";
    let given = "11111111-2222-3333-4444-555555555555";
    let profiled = ["'external-ids:port-profile=\"a \\\\\"b\\\\\"\"'", "'external-ids:ifname=\"vnet0\"'"];
    let start = "ovs-vsctl --timeout=5 --";
    vec![
        (
            OvsAddForm::Replace,
            VirtualPort::default(),
            format!("{start} --if-exists del-port vnet0 -- add-port ovsbr0 vnet0 {}", ids(own, &[])),
        ),
        (
            OvsAddForm::Replace,
            profile(),
            format!("{start} --if-exists del-port vnet0 -- add-port ovsbr0 vnet0 {}", ids(given, &profiled[..1])),
        ),
        (OvsAddForm::MayExist, VirtualPort::default(), format!("{start} --may-exist add-port ovsbr0 vnet0 {}", ids(own, &[]))),
        (OvsAddForm::MayExist, profile(), format!("{start} --may-exist add-port ovsbr0 vnet0 {}", ids(given, &profiled))),
        (
            OvsAddForm::Transient,
            VirtualPort::default(),
            format!("{start} --may-exist add-port ovsbr0 vnet0 {} -- set Port vnet0 other_config:transient=true", ids(own, &[])),
        ),
        (OvsAddForm::Exclusive, VirtualPort::default(), format!("{start} add-port ovsbr0 vnet0 {}", ids(own, &[]))),
    ]
}

#[test]
fn ports_are_added_in_the_forms_of_the_releases() {
    let (mut test, switch) = host_with_switch();
    for (form, port, command) in forms() {
        test.tap(A, "vnet0");
        let commands = commands_of(&mut test, &switch, A, add("vnet0", "ovsbr0", form, &port, A));
        assert_eq!(commands, [command, "ovs-vsctl --timeout=5 get Port vnet0 _uuid".to_owned()]);
        let seen = OvsPortSeen { name: name("vnet0"), bridge: name("ovsbr0"), limited: false };
        assert_eq!(test.seen().ovs_ports, [seen], "those of the bridges themselves are not listed");
        assert_eq!(test.seen().devices.len(), 1, "and neither are their devices");
        let delete = HostOp::DeleteOvsPort { name: name("vnet0"), row: None, key: Key::Name };
        assert_eq!(commands_of(&mut test, &switch, A, delete), ["ovs-vsctl --timeout=5 -- --if-exists del-port vnet0"]);
        test.done(A, delete);
        test.done(A, HostOp::CloseDevice { name: name("vnet0") });
    }
    test.assert_empty();
}

#[test]
fn the_forms_differ_on_a_name_that_has_a_row() {
    let (mut test, _switch) = host_with_switch();
    let port = VirtualPort::default();
    let first = row(test.done(A, add("vnet0", "ovsbr0", OvsAddForm::Exclusive, &port, A)));
    assert!(test.fails(B, add("vnet0", "ovsbr0", OvsAddForm::Exclusive, &port, B)).to_string().contains("already exists"));
    for form in [OvsAddForm::MayExist, OvsAddForm::Transient] {
        assert_eq!(row(test.done(B, add("vnet0", "ovsbr0", form, &port, B))), first, "the row is kept");
        assert!(test.fails(B, add("vnet0", "ovsbr1", form, &port, B)).to_string().contains("actually attached"));
    }
    assert_ne!(row(test.done(B, add("vnet0", "ovsbr1", OvsAddForm::Replace, &port, B))), first);
    assert_eq!(test.seen().ovs_ports[0].bridge, name("ovsbr1"), "taken over from another bridge");
    assert!(test.fails(B, add("vnet1", "none", OvsAddForm::Replace, &port, B)).to_string().contains("none"));
}

#[test]
fn limits_are_rows_and_columns() {
    let (mut test, switch) = host_with_switch();
    test.tap(A, "vnet0");
    test.done(A, add("vnet0", "ovsbr0", OvsAddForm::MayExist, &VirtualPort::default(), A));
    let rate = Rate { average: 1000, peak: Some(2000), burst: Some(3), floor: None };
    let set = |bandwidth| HostOp::SetOvsQos { name: name("vnet0"), bandwidth };
    let ids = "'external-ids:vm-id=\"ifrace:0\"' 'external-ids:ifname=\"vnet0\"'";
    let figures = "other_config:min-rate=8000000 other_config:burst=24576 other_config:max-rate=16000000";
    let find = |table: &str| format!("ovs-vsctl --timeout=5 --no-heading --columns=_uuid find {table} {ids}");
    assert_eq!(
        commands_of(&mut test, &switch, A, set(Bandwidth { inbound: Some(rate), outbound: Some(rate) })),
        [
            find("queue"),
            find("qos"),
            format!(
                "ovs-vsctl --timeout=5 set port vnet0 qos=@qos1 {ids} -- --id=@qos1 create qos type=linux-htb {figures} \
                 queues:0=@queue0 {ids} -- --id=@queue0 create queue {figures} {ids}"
            ),
            "ovs-vsctl --timeout=5 set Interface vnet0 ingress_policing_rate=8000 ingress_policing_burst=24".to_owned(),
        ]
    );
    assert!(test.seen().ovs_ports[0].limited);
    let again = commands_of(&mut test, &switch, A, set(inbound(500)));
    assert!(again[2].contains("set queue") && again[3].contains("set qos") && again[4].contains("ingress_policing_rate=0"));
    test.done(B, HostOp::ClearOvsQos { name: name("vnet0"), key: Key::Name });
    assert!(test.seen().ovs_ports[0].limited, "the rows are found by the guest as well");
    let cleared = commands_of(&mut test, &switch, A, HostOp::ClearOvsQos { name: name("vnet0"), key: Key::Name });
    assert_eq!(cleared.iter().filter(|command| command.contains(" destroy ")).count(), 2, "{cleared:#?}");
    assert_eq!(
        cleared.last().unwrap(),
        "ovs-vsctl --timeout=5 set Interface vnet0 ingress_policing_rate=0 ingress_policing_burst=0"
    );
    assert!(!test.seen().ovs_ports[0].limited);
    test.done(A, set(Bandwidth { inbound: None, outbound: Some(rate) }));
    test.done(A, HostOp::ClearOvsQos { name: name("vnet0"), key: Key::Identity });
    assert!(test.seen().ovs_ports[0].limited, "the policing belongs to the row");
    test.done(A, HostOp::DeleteOvsPort { name: name("vnet0"), row: None, key: Key::Name });
    test.done(A, HostOp::ClearOvsQos { name: name("vnet0"), key: Key::Name });
    assert!(test.host.perform(A, &set(inbound(1))).is_err(), "there is no port");
}

#[test]
fn a_private_switch_leaves_nothing() {
    let (test, switch) = host_with_switch();
    let folder = switch.socket().parent().unwrap().to_owned();
    assert!(folder.exists());
    drop(switch);
    drop(test);
    assert!(!folder.exists());
    assert_eq!(std::fs::read_to_string("/proc/thread-self/children").unwrap(), "");
}
