//! Filters with `nft`.

use crate::support::{A, B, MAC_A, MAC_B, TestHost, filter, host, name, output};
use ifrace_allocator::host::{ExistingFilter, FilterDriver, HostOp, Incarnation, Key};

const DRIVER: FilterDriver = FilterDriver::Nftables;

fn ruleset() -> String {
    output("nft", "list ruleset bridge")
}

fn delete(test: &mut TestHost, actor: Incarnation, text: &str, key: Key) {
    test.done(actor, HostOp::DeleteFilter { name: name(text), driver: DRIVER, key });
}

fn create(test: &mut TestHost, actor: Incarnation, text: &str, addresses: &[&str]) {
    let (mac, filter) = (if actor == A { MAC_A } else { MAC_B }, filter("clean-traffic", addresses));
    test.done(
        actor,
        HostOp::CreateFilter { name: name(text), filter: &filter, mac, driver: DRIVER, existing: ExistingFilter::Refused },
    );
}

#[test]
fn rules_are_reached_by_index_and_marked() {
    let mut test = host();
    let (_, index) = test.tap(A, "vnet0");
    create(&mut test, A, "vnet0", &["10.0.0.1", "10.0.0.2", "2001:db8::1"]);
    let rules = ruleset();
    let lines = [
        "iif vmap @vmap-iif".to_owned(),
        "oif vmap @vmap-oif".to_owned(),
        "elements = { \"vnet0\" : jump vnet0-in }".to_owned(),
        "elements = { \"vnet0\" : jump vnet0-out }".to_owned(),
        format!("ether saddr != 52:54:00:00:00:0a drop comment \"ifrace:0.1 index {index}\""),
        format!("ether saddr 52:54:00:00:00:0a drop comment \"ifrace:0.1 index {index}\""),
        format!("ip saddr != {{ 0.0.0.0, 10.0.0.1, 10.0.0.2 }} drop comment \"ifrace:0.1 index {index}\""),
        format!("ip6 saddr != {{ ::, 2001:db8::1, fe80::/10 }} drop comment \"ifrace:0.1 index {index}\""),
    ];
    for line in lines {
        assert!(rules.lines().any(|one| one.trim() == line), "{line} is not in {rules}");
    }
    test.done(A, HostOp::CloseDevice { name: name("vnet0") });
    assert_eq!(test.seen().filters, [name("vnet0")], "they outlive the device");
    delete(&mut test, A, "vnet0", Key::Name);
    let left = ruleset();
    assert!(!left.contains("vnet0") && !left.contains("jump") && left.contains("vmap-iif"), "{left}");
    assert_eq!(test.seen().filters, []);
}

#[test]
fn one_transaction_makes_all_of_it() {
    let mut test = host();
    test.tap(A, "vnet0");
    test.commands();
    create(&mut test, A, "vnet0", &[]);
    assert_eq!(test.commands(), ["nft -j list tables bridge", "nft -j -f -"]);
    delete(&mut test, A, "vnet0", Key::Name);
    let list = |table| format!("nft -j -t list table bridge {table}");
    let listed = [list("libvirt_nwfilter_ethernet"), list("libvirt_nwfilter_inet")];
    let wanted = [&["nft -j list tables bridge".to_owned()], &listed[..], &["nft -j -f -".to_owned()]].concat();
    assert_eq!(test.commands(), wanted);
}

#[test]
fn identity_leaves_what_another_start_made_under_the_same_name() {
    let mut test = host();
    test.tap(A, "vnet0");
    create(&mut test, A, "vnet0", &["10.0.0.1"]);
    delete(&mut test, A, "vnet0", Key::Identity);
    test.done(A, HostOp::CloseDevice { name: name("vnet0") });
    test.tap(B, "vnet0");
    create(&mut test, B, "vnet0", &["10.0.0.2"]);
    delete(&mut test, A, "vnet0", Key::Identity);
    delete(&mut test, Incarnation::new(1, 2), "vnet0", Key::Identity);
    assert!(ruleset().contains(&MAC_B.to_string()));
    delete(&mut test, A, "vnet0", Key::Name);
    assert!(!ruleset().contains("vnet0"));
}

#[test]
fn a_name_that_goes_on_with_a_hyphen_is_removed_along_with_it() {
    let mut test = host();
    for text in ["vnet1", "vnet1-x", "vnet10"] {
        test.tap(A, text);
        create(&mut test, A, text, &[]);
    }
    delete(&mut test, A, "vnet1", Key::Name);
    assert_eq!(test.seen().filters, [name("vnet10")]);
}

#[test]
fn leftovers_without_a_binding_are_replaced() {
    let mut test = host();
    let (_, index) = test.tap(A, "vnet0");
    create(&mut test, A, "vnet0", &["10.0.0.1"]);
    let create_again = |test: &mut TestHost| {
        // A second daemon, which knows of no binding.
        delete(test, B, "none", Key::Name);
        let config = ifrace_allocator::linux::host::Config::default();
        let mut second = ifrace_allocator::linux::host::LinuxHost::in_private(&test.netns, config).unwrap();
        let filter = filter("no-mac-spoofing", &[]);
        let create = HostOp::CreateFilter {
            name: name("vnet0"),
            filter: &filter,
            mac: MAC_B,
            driver: DRIVER,
            existing: ExistingFilter::Refused,
        };
        ifrace_allocator::host::Host::perform(&mut second, B, &create).unwrap();
    };
    create_again(&mut test);
    let rules = ruleset();
    assert!(!rules.contains("10.0.0.1") && !rules.contains(&MAC_A.to_string()), "{rules}");
    assert!(rules.contains(&format!("ether saddr != {MAC_B} drop comment \"ifrace:1.1 index {index}\"")), "{rules}");
}
