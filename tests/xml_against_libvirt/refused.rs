//! What both refuse.

use crate::driver::Driver;
use crate::{domain, own_process, reads, rules_of};

/// Interfaces.
const INTERFACES: [&str; 54] = [
    "<interface type='what'/>",
    "<interface type=''/>",
    "<interface type='Bridge'><source bridge='b'/></interface>",
    "<interface type=' bridge'><source bridge='b'/></interface>",
    "<interface type='ethernet'><target dev='a' managed='maybe'/></interface>",
    "<interface type='ethernet'><target dev='a' managed=''/></interface>",
    "<interface type='ethernet'><target dev='a' managed='YES'/></interface>",
    "<interface type='ethernet'><target managed='maybe'/></interface>",
    "<interface type='user'><target dev='a' managed='no'/></interface>",
    "<interface type='bridge'><source bridge='b'/><target dev='a' managed='no'/></interface>",
    "<interface type='bridge'><source bridge='b'/><target dev='vnet0' managed='no'/></interface>",
    "<interface type='network'><source network='n'/><target dev='a' managed='no'/></interface>",
    "<interface type='direct'><source dev='e'/><target dev='a' managed='no'/></interface>",
    "<interface type='direct'><source dev='e'/><target managed='no'/></interface>",
    "<interface type='network'/>",
    "<interface type='network'><source bridge='b'/></interface>",
    "<interface type='bridge'/>",
    "<interface type='bridge'><source/></interface>",
    "<interface type='bridge'><source/><source bridge='b'/></interface>",
    "<interface type='direct'/>",
    "<interface type='direct'><source mode='vepa'/></interface>",
    "<interface type='direct'><source dev='e' mode='what'/></interface>",
    "<interface type='direct'><source dev='e' mode=''/></interface>",
    "<interface type='user'><mac address=''/></interface>",
    "<interface type='user'><mac address='zz'/></interface>",
    "<interface type='user'><mac address='52:54:00:01:02'/></interface>",
    "<interface type='user'><mac address='52:54:00:01:02:03:04'/></interface>",
    "<interface type='user'><mac address='52-54-00-01-02-03'/></interface>",
    "<interface type='user'><mac address=' 52:54:00:01:02:03'/></interface>",
    "<interface type='user'><mac address='52:+4:00:01:02:03'/></interface>",
    "<interface type='user'><mac address='52:054:00:01:02:03'/></interface>",
    "<interface type='user'><mac address='01:54:00:01:02:03'/></interface>",
    "<interface type='user'><mac address='ff:ff:ff:ff:ff:ff'/></interface>",
    "<interface type='bridge'><source bridge='b'/><virtualport/></interface>",
    "<interface type='bridge'><source bridge='b'/><virtualport type='what'/></interface>",
    "<interface type='bridge'><source bridge='b'/><virtualport type=''/></interface>",
    "<interface type='network'><source network='n'/><virtualport type='what'/></interface>",
    "<interface type='user'><virtualport type='openvswitch'/></interface>",
    "<interface type='ethernet'><virtualport type='openvswitch'/></interface>",
    "<interface type='user'><bandwidth><inbound average='x'/></bandwidth></interface>",
    "<interface type='user'><bandwidth><inbound average='-1'/></bandwidth></interface>",
    "<interface type='user'><bandwidth><inbound average='18446744073709551616'/></bandwidth></interface>",
    "<interface type='user'><bandwidth><inbound average='1' peak='x'/></bandwidth></interface>",
    "<interface type='user'><bandwidth><inbound peak='2'/></bandwidth></interface>",
    "<interface type='network'><source network='n'/><bandwidth><inbound floor='1' burst='2'/></bandwidth></interface>",
    "<interface type='network'><source network='n'/><bandwidth><outbound average='1' floor='2'/></bandwidth></interface>",
    "<interface type='bridge'><source bridge='b'/><bandwidth><inbound average='1' floor='2'/></bandwidth></interface>",
    "<interface type='user'><bandwidth><inbound average='1'/><inbound average='1'/></bandwidth></interface>",
    "<interface type='user'><mtu size='x'/></interface>",
    "<interface type='user'><mtu size='-1'/></interface>",
    "<interface type='user'><mtu size='4294967296'/></interface>",
    "<interface type='user'><mtu size='1500 '/></interface>",
    "<interface type='user'><model type='virtio'/><driver queues='x'/></interface>",
    "<interface type='user'/><interface type='what'/>",
];

/// What is not XML, as the contents of `<devices>`.
const MALFORMED: [&str; 12] = [
    "<interface type='user'>",
    "<interface type='user'></Interface>",
    "<interface type='user'><target dev='a' dev='b'/></interface>",
    "<interface type='user'><target dev='a<b'/></interface>",
    "<interface type='user'><target dev='&v;net0'/></interface>",
    "<interface type='user'><target dev='a&#1;'/></interface>",
    "<interface type='user'><target dev=a/></interface>",
    "<interface type='user'><target dev/></interface>",
    "<!-- a -- b -->",
    "<?xml version='1.0'?>",
    "]]>",
    "a & b",
];

#[test]
fn both_refuse_what_is_wrong() {
    own_process::run("refused::both_refuse_what_is_wrong", || {
        let driver = Driver::new();
        let rules = rules_of(driver.version());
        for content in INTERFACES.iter().chain(&MALFORMED) {
            let xml = domain(content);
            let (ours, theirs) = (reads(rules, &xml), driver.accepts(&xml));
            assert!(ours.is_err() && theirs.is_err(), "{content}: we say {ours:?}, libvirt {theirs:?}");
        }
        format!("{} documents are refused by both", INTERFACES.len() + MALFORMED.len())
    });
}
