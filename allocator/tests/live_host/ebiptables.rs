//! Filters with `ebtables`, `iptables` and `ip6tables`.

use crate::support::{A, MAC_A, filter, host, name, output};
use ifrace_allocator::host::{ExistingFilter, FilterDriver, HostOp, Key};
use ifrace_allocator::interface::Filter;

const DRIVER: FilterDriver = FilterDriver::Ebiptables;

/// What removes the chains of one stage with one of the two commands, as libvirt's `nwfilterebiptablestest` has it.
fn remove(tool: &str, letters: [&str; 3], post: bool) -> Vec<String> {
    let [out, incoming, host] = letters;
    let mut commands = vec![
        format!("{tool} -w -D libvirt-out -m physdev --physdev-is-bridged --physdev-out vnet0 -g {out}-vnet0"),
        format!("{tool} -w -D libvirt-out -m physdev --physdev-out vnet0 -g {out}-vnet0"),
        format!("{tool} -w -D libvirt-in -m physdev --physdev-in vnet0 -g {incoming}-vnet0"),
        format!("{tool} -w -D libvirt-host-in -m physdev --physdev-in vnet0 -g {host}-vnet0"),
    ];
    if post {
        commands.push(format!("{tool} -w -D libvirt-in-post -m physdev --physdev-in vnet0 -j ACCEPT"));
    }
    for chain in [out, incoming, host] {
        commands.extend(["-F", "-X"].map(|action| format!("{tool} -w {action} {chain}-vnet0")));
    }
    commands
}

fn remove_frames(incoming: &str, outgoing: &str, subjects: [&[&str]; 2]) -> Vec<String> {
    let nat = "ebtables --concurrent -t nat";
    let mut commands = vec![
        format!("{nat} -D PREROUTING -i vnet0 -j libvirt-{incoming}-vnet0"),
        format!("{nat} -D POSTROUTING -o vnet0 -j libvirt-{outgoing}-vnet0"),
        format!("{nat} -L libvirt-{incoming}-vnet0"),
        format!("{nat} -L libvirt-{outgoing}-vnet0"),
    ];
    for root in [incoming, outgoing] {
        commands.extend(["-F", "-X"].map(|action| format!("{nat} {action} libvirt-{root}-vnet0")));
    }
    for (letter, subjects) in [incoming, outgoing].iter().zip(subjects) {
        for subject in subjects {
            commands.extend(["-F", "-X"].map(|action| format!("{nat} {action} {letter}-vnet0-{subject}")));
        }
    }
    commands
}

const TEMPORARY: [&str; 3] = ["FP", "FJ", "HJ"];
const REAL: [&str; 3] = ["FO", "FI", "HI"];

/// What builds the rules of `no-mac-spoofing` beside the old ones.
const BUILT: [&str; 11] = [
    "-N libvirt-J-vnet0",
    "-N libvirt-P-vnet0",
    "-N J-vnet0-mac",
    "-A libvirt-J-vnet0 -j J-vnet0-mac",
    "-N P-vnet0-mac",
    "-A libvirt-P-vnet0 -j P-vnet0-mac",
    "-A J-vnet0-mac -s 52:54:00:00:00:0a -j RETURN",
    "-A J-vnet0-mac -j DROP",
    "-A P-vnet0-mac -s 52:54:00:00:00:0a -j DROP",
    "-A PREROUTING -i vnet0 -j libvirt-J-vnet0",
    "-A POSTROUTING -o vnet0 -j libvirt-P-vnet0",
];

/// What renames them after the old ones were removed.
const PUT_IN_FORCE: [&str; 10] = [
    "-L libvirt-J-vnet0",
    "-L libvirt-P-vnet0",
    "-E libvirt-J-vnet0 libvirt-I-vnet0",
    "-E libvirt-P-vnet0 libvirt-O-vnet0",
    "-F I-vnet0-mac",
    "-X I-vnet0-mac",
    "-E J-vnet0-mac I-vnet0-mac",
    "-F O-vnet0-mac",
    "-X O-vnet0-mac",
    "-E P-vnet0-mac O-vnet0-mac",
];

/// What makes the base chains and leads them to those of the device, with either command.
const BASE: [&str; 20] = [
    "-N libvirt-in",
    "-N libvirt-out",
    "-N libvirt-in-post",
    "-N libvirt-host-in",
    "-D FORWARD -j libvirt-in",
    "-D FORWARD -j libvirt-out",
    "-D FORWARD -j libvirt-in-post",
    "-D INPUT -j libvirt-host-in",
    "-I FORWARD 1 -j libvirt-in",
    "-I FORWARD 2 -j libvirt-out",
    "-I FORWARD 3 -j libvirt-in-post",
    "-I INPUT 1 -j libvirt-host-in",
    "-N FP-vnet0",
    "-N FJ-vnet0",
    "-N HJ-vnet0",
    "-A libvirt-out -m physdev --physdev-is-bridged --physdev-out vnet0 -g FP-vnet0",
    "-A libvirt-in -m physdev --physdev-in vnet0 -g FJ-vnet0",
    "-A libvirt-host-in -m physdev --physdev-in vnet0 -g HJ-vnet0",
    "-D libvirt-in-post -m physdev --physdev-in vnet0 -j ACCEPT",
    "-A libvirt-in-post -m physdev --physdev-in vnet0 -j ACCEPT",
];

fn create(filter: &Filter) -> HostOp<'_> {
    HostOp::CreateFilter { name: name("vnet0"), filter, mac: MAC_A, driver: DRIVER, existing: ExistingFilter::Refused }
}

#[test]
fn a_teardown_runs_the_commands_of_libvirt() {
    let mut test = host();
    test.tap(A, "vnet0");
    let teardown = HostOp::DeleteFilter { name: name("vnet0"), driver: DRIVER, key: Key::Name };
    let wanted = |subjects| {
        [
            remove("iptables", TEMPORARY, false),
            remove("ip6tables", TEMPORARY, false),
            remove_frames("J", "P", [&[], &[]]),
            remove("iptables", REAL, true),
            remove("ip6tables", REAL, true),
            remove_frames("I", "O", subjects),
        ]
        .concat()
    };
    assert_eq!(test.commands_of(A, teardown), wanted([&[], &[]]));
    test.done(A, create(&filter("clean-traffic", &["10.0.0.1"])));
    assert_eq!(test.commands_of(A, teardown), wanted([&["mac", "ipv4-ip"], &["mac"]]));
}

#[test]
fn rules_are_built_beside_the_old_ones_and_renamed() {
    let mut test = host();
    test.tap(A, "vnet0");
    let nat = |rest: &str| format!("ebtables --concurrent -t nat {rest}");
    let renamed = |tool: &str| {
        let pairs = [("FP", "FO"), ("FJ", "FI"), ("HJ", "HI")];
        pairs.map(|(from, to)| format!("{tool} -w -E {from}-vnet0 {to}-vnet0")).to_vec()
    };
    let wanted = [
        remove_frames("J", "P", [&[], &[]]),
        BUILT.map(nat).to_vec(),
        remove("iptables", REAL, false),
        renamed("iptables"),
        remove("ip6tables", REAL, false),
        renamed("ip6tables"),
        remove_frames("I", "O", [&[], &[]]),
        PUT_IN_FORCE.map(nat).to_vec(),
    ]
    .concat();
    assert_eq!(test.commands_of(A, create(&filter("no-mac-spoofing", &[]))), wanted);
}

#[test]
fn the_base_chains_stand_first() {
    let mut test = host();
    test.tap(A, "vnet0");
    let filter = filter("no-ip-spoofing", &["10.0.0.1", "2001:db8::1"]);
    let commands = test.commands_of(A, create(&filter));
    for tool in ["iptables", "ip6tables"] {
        let first = commands.iter().position(|command| *command == format!("{tool} -w -N libvirt-in")).unwrap();
        let wanted = BASE.map(|rest| format!("{tool} -w {rest}"));
        assert_eq!(commands[first..first + wanted.len()], wanted);
    }
    let kept = output("iptables", "-S");
    for line in
        ["-A libvirt-in -m physdev --physdev-in vnet0 -g FI-vnet0", "-A FI-vnet0 -s 10.0.0.1/32 -j RETURN", "-A HI-vnet0 -j DROP"]
    {
        assert!(kept.lines().any(|one| one == line), "{line} is not in {kept}");
    }
    assert!(!kept.contains("FJ-vnet0") && output("ip6tables", "-S").contains("-A FI-vnet0 -s 2001:db8::1/128 -j RETURN"));
    let frames = output("ebtables", "-t nat -L");
    for line in ["-p IPv4 -j I-vnet0-ipv4-ip", "-p IPv6 -j I-vnet0-ipv6-ip", "-p IPv4 --ip-src 10.0.0.1 -j RETURN"] {
        assert!(frames.lines().any(|one| one.trim_end() == line), "{line} is not in {frames}");
    }
    test.done(A, HostOp::DeleteFilter { name: name("vnet0"), driver: DRIVER, key: Key::Name });
    for (tool, words) in [("iptables", "-S"), ("ip6tables", "-S"), ("ebtables", "-t nat -L")] {
        let left = output(tool, words);
        assert!(!left.contains("vnet0"), "{tool}: {left}");
    }
}

#[test]
fn rules_that_a_crash_left_are_replaced() {
    let mut test = host();
    test.tap(A, "vnet0");
    for leftover in ["-N libvirt-J-vnet0", "-N J-vnet0-arp", "-A libvirt-J-vnet0 -j J-vnet0-arp", "-N libvirt-I-vnet0"] {
        output("ebtables", &format!("-t nat {leftover}"));
    }
    assert_eq!(test.seen().filters, [name("vnet0")]);
    test.done(A, create(&filter("clean-traffic", &[])));
    let frames = output("ebtables", "-t nat -L");
    assert!(!frames.contains("J-vnet0") && !frames.contains("arp") && frames.contains("-j I-vnet0-mac"), "{frames}");
}
