//! What we refuse although libvirt takes it: the whole list.

use crate::driver::Driver;
use crate::{domain, own_process, reads, rules_of};

/// What we say about them, in a few words.
pub(crate) const REASONS: [&str; 15] = [
    "1 to 15 bytes",
    "a slash or a colon",
    "a folder of sysfs",
    "white space",
    "one %d",
    "also the name of the interface",
    "does not name it",
    "needs the attribute",
    "is not a hardware address",
    "is not a number",
    "has a floor",
    "not well-formed XML",
    "a document type declaration",
    "more than",
    "encoding",
];

/// The contents of `<devices>`, and what we say about them.
const EXCEPTIONS: [(&str, &str); 31] = [
    // No device can have such a name: libvirt finds it when the guest is started.
    ("<interface type='user'><target dev='a-name-of-twenty-two'/></interface>", "1 to 15 bytes"),
    ("<interface type='user'><target dev='1234567890123456789012345678901234567890'/></interface>", "1 to 15 bytes"),
    ("<interface type='user'><target dev=''/></interface>", "1 to 15 bytes"),
    ("<interface type='user'><target dev='a/b'/></interface>", "a slash or a colon"),
    ("<interface type='user'><target dev='a:b'/></interface>", "a slash or a colon"),
    ("<interface type='user'><target dev='.'/></interface>", "a folder of sysfs"),
    ("<interface type='user'><target dev='..'/></interface>", "a folder of sysfs"),
    ("<interface type='user'><target dev='a b'/></interface>", "white space"),
    ("<interface type='user'><target dev=' vnet0'/></interface>", "white space"),
    ("<interface type='user'><target dev='a&#10;b'/></interface>", "white space"),
    ("<interface type='user'><target dev='a%s'/></interface>", "one %d"),
    ("<interface type='user'><target dev='%d%d'/></interface>", "one %d"),
    // Two guests' ends of one device: it is found when the second one is created.
    (
        "<interface type='user'><target dev='a'/></interface><interface type='user'><target dev='a'/></interface>",
        "also the name of the interface",
    ),
    (
        "<interface type='user'><target dev='vnet0'/></interface><interface type='user'><target dev='vnet0'/></interface>",
        "also the name of the interface",
    ),
    // The user's own device has to be named: libvirt finds it when the guest is started.
    ("<interface type='ethernet'><target managed='no'/></interface>", "does not name it"),
    ("<interface type='ethernet'><target managed='no'/><target dev='a'/></interface>", "does not name it"),
    // There is no network, bridge or device without a name.
    ("<interface type='network'><source network=''/></interface>", "needs the attribute"),
    ("<interface type='bridge'><source bridge=''/></interface>", "needs the attribute"),
    ("<interface type='direct'><source dev=''/></interface>", "needs the attribute"),
    // libvirt reads these values by half.
    ("<interface type='user'><mac address='52:54:00:01:02:03 x'/></interface>", "is not a hardware address"),
    ("<interface type='user'><mtu size='+1500'/></interface>", "is not a number"),
    ("<interface type='user'><mtu size=''/></interface>", "is not a number"),
    ("<interface type='user'><bandwidth><inbound average='+1'/></bandwidth></interface>", "is not a number"),
    (
        "<interface type='bridge'><source bridge='b'/><bandwidth><inbound average='1' floor='0'/></bandwidth></interface>",
        "has a floor",
    ),
    // It does not read them at all if the card is no virtio one.
    ("<interface type='user'><driver queues='x'/></interface>", "is not a number"),
    ("<interface type='user'><model type='e1000'/><driver queues='x'/></interface>", "is not a number"),
    ("<interface type='user'><model type='virtio'/><driver queues='+4'/></interface>", "is not a number"),
    // Its XML library knows XML without namespaces as well.
    ("<interface type='user'><x:target dev='a'/></interface>", "not well-formed XML"),
    ("<interface type='user'><target x:dev='a'/></interface>", "not well-formed XML"),
    ("<interface type='user'><a:b:c xmlns:a='u'/></interface>", "not well-formed XML"),
    ("<interface type='user'><a xmlns:x='u' xmlns:y='u' x:b='1' y:b='2'/></interface>", "not well-formed XML"),
];

#[test]
fn libvirt_takes_what_only_we_refuse() {
    own_process::run("stricter::libvirt_takes_what_only_we_refuse", || {
        let driver = Driver::new();
        let rules = rules_of(driver.version());
        let of_devices = EXCEPTIONS.map(|(content, why)| (domain(content), why));
        let doctype = format!("<!DOCTYPE domain>{}", domain("<interface type='user'/>"));
        let deep = domain(&["<a>".repeat(64), "</a>".repeat(64)].concat());
        // libvirt takes a text for UTF-8, whatever it declares, but not a file.
        let latin = format!(
            "<?xml version='1.0' encoding='ISO-8859-1'?>{}",
            domain("<interface type='user'><target dev='é'/></interface>")
        );
        let more = [(doctype, "a document type declaration"), (deep, "more than"), (latin, "encoding")];
        for (xml, why) in of_devices.into_iter().chain(more) {
            assert!(REASONS.contains(&why), "{why}");
            let ours = reads(rules, &xml).expect_err(&xml);
            assert!(ours.contains(why), "{ours}\n{xml}");
            assert_eq!(driver.accepts(&xml), Ok(()), "{xml}");
        }
        format!("{} documents are refused by us alone", EXCEPTIONS.len() + 3)
    });
}
