//! What we refuse although libvirt takes it: the whole list.

use crate::driver::Driver;
use crate::{domain, own_process, reads, rules_of};
use ifrace_allocator::xml::Problem;

/// Why we refuse them.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Reason {
    Name,
    Twice,
    NoName,
    Address,
    Number,
    Floor,
    Malformed,
    Doctype,
    TooMany,
    Encoding,
}

impl Reason {
    /// The reason for a problem, if it is one that libvirt may have no problem with.
    pub(crate) fn of(problem: &Problem) -> Option<Self> {
        Some(match problem {
            Problem::UnusableName { .. } => Self::Name,
            Problem::TwoInterfaces { .. } => Self::Twice,
            Problem::UnmanagedWithoutName => Self::NoName,
            Problem::Invalid { element: "mac", .. } => Self::Address,
            Problem::Invalid { element: "mtu" | "driver" | "inbound" | "outbound", .. } => Self::Number,
            Problem::Bandwidth { .. } => Self::Floor,
            Problem::Malformed(_) => Self::Malformed,
            Problem::Doctype => Self::Doctype,
            Problem::TooMany { .. } => Self::TooMany,
            Problem::Encoding(_) => Self::Encoding,
            _ => return None,
        })
    }
}

/// The contents of `<devices>`, and what we say about them.
const EXCEPTIONS: [(&str, Reason); 25] = [
    // No device can have such a name: libvirt finds it when the guest is started.
    ("<interface type='ethernet'><target dev='a-name-of-twenty-two'/></interface>", Reason::Name),
    ("<interface type='ethernet'><target dev='1234567890123456789012345678901234567890'/></interface>", Reason::Name),
    ("<interface type='ethernet'><target dev=''/></interface>", Reason::Name),
    ("<interface type='ethernet'><target dev='a/b'/></interface>", Reason::Name),
    ("<interface type='ethernet'><target dev='a:b'/></interface>", Reason::Name),
    ("<interface type='ethernet'><target dev='.'/></interface>", Reason::Name),
    ("<interface type='ethernet'><target dev='..'/></interface>", Reason::Name),
    ("<interface type='ethernet'><target dev='a b'/></interface>", Reason::Name),
    ("<interface type='ethernet'><target dev=' vnet0'/></interface>", Reason::Name),
    ("<interface type='ethernet'><target dev='a&#10;b'/></interface>", Reason::Name),
    ("<interface type='ethernet'><target dev='a%s'/></interface>", Reason::Name),
    ("<interface type='ethernet'><target dev='%d%d'/></interface>", Reason::Name),
    // Two guests' ends of one device: it is found when the second one is created.
    (
        "<interface type='ethernet'><target dev='a'/></interface><interface type='ethernet'><target dev='a'/></interface>",
        Reason::Twice,
    ),
    (
        "<interface type='ethernet'><target dev='vnet0'/></interface><interface type='ethernet'><target dev='vnet0'/></interface>",
        Reason::Twice,
    ),
    // The user's own device has to be named: libvirt finds it when the guest is started.
    ("<interface type='ethernet'><target managed='no'/></interface>", Reason::NoName),
    ("<interface type='ethernet'><target managed='no'/><target dev='a'/></interface>", Reason::NoName),
    // libvirt reads these values by half.
    ("<interface type='user'><mac address='52:54:00:01:02:03 x'/></interface>", Reason::Address),
    ("<interface type='user'><mtu size='+1500'/></interface>", Reason::Number),
    ("<interface type='user'><bandwidth><inbound average='+1'/></bandwidth></interface>", Reason::Number),
    (
        "<interface type='bridge'><source bridge='b'/><bandwidth><inbound average='1' floor='0'/></bandwidth></interface>",
        Reason::Floor,
    ),
    ("<interface type='user'><model type='virtio'/><driver queues='+4'/></interface>", Reason::Number),
    // Its XML library knows XML without namespaces as well.
    ("<interface type='user'><x:target dev='a'/></interface>", Reason::Malformed),
    ("<interface type='user'><target x:dev='a'/></interface>", Reason::Malformed),
    ("<interface type='user'><a:b:c xmlns:a='u'/></interface>", Reason::Malformed),
    ("<interface type='user'><a xmlns:x='u' xmlns:y='u' x:b='1' y:b='2'/></interface>", Reason::Malformed),
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
        let more = [(doctype, Reason::Doctype), (deep, Reason::TooMany), (latin, Reason::Encoding)];
        for (xml, why) in of_devices.into_iter().chain(more) {
            let ours = reads(rules, &xml).expect_err(&xml);
            assert_eq!(Reason::of(&ours.problem), Some(why), "{ours}\n{xml}");
            assert_eq!(driver.accepts(&xml), Ok(()), "{xml}");
        }
        format!("{} documents are refused by us alone", EXCEPTIONS.len() + 3)
    });
}
