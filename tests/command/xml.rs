//! `ifrace xml`: what a release makes of the names in a document.

use super::folder::Folder;
use super::output::{ifrace, ifrace_with, items};
use ifrace_allocator::rules::Rules;
use serde_json::json;

/// A generated macvtap behind a network, a generated tap, the user's tap, and a device that is the user's own.
const GUEST: &str = "<?xml version='1.0'?>\r\n<!-- é -->\r\n<domain type='kvm'>\r\n  <devices>\r\n\
    <interface type='network'>\r\n  <source network='lan'/>\r\n  <target dev='macvtap0'/>\r\n</interface>\r\n\
    <interface type='bridge'><source bridge='b'/><target dev=\"vnet7\" managed='yes'/></interface>\r\n\
    <interface type='bridge'><source bridge='b'/><target dev='web0'/></interface>\r\n\
    <interface type='ethernet'><target dev='vnet5' managed='no'/></interface>\r\n  </devices>\r\n</domain>";

/// The document without the names of the macvtap and the tap.
fn without_generated() -> String {
    GUEST.replace("<target dev='macvtap0'/>", "").replace(" dev=\"vnet7\"", "")
}

#[test]
fn a_migration_leaves_generated_names_behind() {
    let folder = Folder::new();
    let file = folder.file("guest.xml", GUEST);
    let output = ifrace(&["xml", &file]).exits(0);
    assert_eq!(output.stdout, without_generated());
    let expected = [
        "7:11: macvtap0 dropped when written: it begins with macvtap (interface type network)",
        "9:54: vnet7 dropped when written: it begins with vnet (interface type bridge)",
        "10:54: web0 kept: it does not look generated (interface type bridge)",
        "11:36: vnet5 kept: managed='no' makes it the user's own (interface type ethernet)",
    ];
    let lines: Vec<&str> = output.stderr.lines().collect();
    assert_eq!(lines[..4], expected.map(|line| format!("{file}:{line}")));
    assert!(lines[4].starts_with(&format!("{file}: a migration carries 2 names: web0, vnet5 (rules of ")), "{}", lines[4]);
    assert_eq!(ifrace_with(&["xml", "-"], &output.stdout).exits(0).stdout, output.stdout, "nothing more to drop");
}

#[test]
fn up_to_6_6_a_migration_carries_the_macvtap_of_a_network() {
    let checked = ifrace_with(&["xml", "-", "--era", "6.6", "--check"], GUEST).exits(10);
    assert!(checked.stdout.contains("-:7:11: macvtap0 kept, but looks generated: 6.7 drops it (interface type network)\n"));
    assert_eq!((checked.stdout.lines().count(), checked.stderr.as_str()), (5, ""));
    ifrace_with(&["xml", "-", "--era", "6.7", "--check"], GUEST).exits(0);
    let written = ifrace_with(&["xml", "-", "--era", "6.6"], GUEST).exits(0);
    assert_eq!(written.stdout, GUEST.replace(" dev=\"vnet7\"", ""));
}

#[test]
fn a_running_guest_shows_every_name() {
    let active = ifrace_with(&["xml", "-", "--as", "active"], GUEST).exits(0);
    assert_eq!(active.stdout, GUEST);
    ifrace_with(&["xml", "-", "--as", "active", "--era", "6.6", "--check"], GUEST).exits(0);
    let stored = ifrace_with(&["xml", "-", "--as", "inactive"], GUEST).exits(0);
    assert_eq!(stored.stdout, without_generated());
    assert!(stored.stderr.contains("vnet7 dropped when read: "), "{}", stored.stderr);
}

#[test]
fn what_a_running_guest_has_become_is_written_as_a_network() {
    let shown = "<interface type='direct'><source network='lan' dev='eth0' mode='bridge'/><target dev='macvtap0'/></interface>";
    for writing in ["migratable", "inactive"] {
        let kept = ifrace_with(&["xml", "-", "--era", "6.6", "--as", writing], shown).exits(0);
        assert_eq!(kept.stdout, shown, "{writing}");
        let line = "-:1:82: macvtap0 kept, but looks generated: 6.7 drops it \
            (interface type direct, as shown while running; it is written as type network)\n";
        assert!(kept.stderr.starts_with(line), "{}", kept.stderr);
    }
    ifrace_with(&["xml", "-", "--era", "6.6", "--check"], shown).exits(10);
    let own = shown.replace("network='lan' ", "");
    assert!(!ifrace_with(&["xml", "-", "--era", "6.6"], &own).exits(0).stdout.contains("macvtap0"));
}

#[test]
fn further_targets_are_told_in_every_form() {
    let text = "<interface type='ethernet'><target dev='mine'/><target dev='vnet1' managed='no'/></interface>";
    let active = ifrace_with(&["xml", "-", "--as", "active"], text).exits(0);
    let line = "-:1:56: vnet1 stays in the text: only the first <target> of an interface is read (interface type ethernet)\n";
    assert!(active.stdout == text && active.stderr.contains(line), "{active:?}");
    assert!(active.stderr.contains("a running guest's document has 1 name: mine ("), "{active:?}");
    let sent = ifrace_with(&["xml", "-", "--json"], text).exits(0).json();
    let rule = json!({"kind": "not-read", "prefix": null, "step": null});
    assert_eq!((&sent["names"][1]["rule"], &sent["names"][1]["kept"]), (&rule, &json!(false)));
}

#[test]
fn names_of_users_are_told_from_generated_ones_by_the_hardened_rules_alone() {
    let text = "<interface type='ethernet'><target dev='vnetwork-a'/></interface>\n";
    let newest = ifrace_with(&["xml", "-"], text).exits(0);
    assert_eq!(newest.stdout, "<interface type='ethernet'></interface>\n");
    let hardened = ifrace_with(&["xml", "-", "--era", "hardened", "--check"], text).exits(0);
    assert!(hardened.stdout.starts_with("-:1:36: vnetwork-a kept: it does not look generated"), "{}", hardened.stdout);
    let checked = ifrace_with(&["xml", "-", "--check"], text).exits(10).stdout;
    let line = "-:1:36: vnetwork-a dropped when written: it begins with vnet, though no generator writes it";
    assert!(checked.starts_with(line), "{checked}");
    let vif = "<interface type='ethernet'><target dev='vif1.0'/></interface>";
    let libxl = ifrace_with(&["xml", "-", "--driver-prefix", "vif"], vif).exits(0);
    assert_eq!(libxl.stdout, "<interface type='ethernet'></interface>");
    assert!(libxl.stderr.contains("it begins with vif, the driver's own prefix"), "{}", libxl.stderr);
}

#[test]
fn every_era_is_an_era_here() {
    for rules in Rules::ALL {
        ifrace_with(&["xml", "-", "--era", rules.id], GUEST).exits(0);
    }
    let error = ifrace(&["xml", "-", "--era", "5.0"]).exits(2);
    let ids: Vec<&str> = Rules::ALL.iter().map(|rules| rules.id).collect();
    assert!(error.stderr.contains(&format!("there is no such era; there are {}", ids.join(", "))), "{error:?}");
}

#[test]
fn json_has_the_names_and_the_document() {
    let object = ifrace_with(&["xml", "-", "--era", "6.6", "--json"], GUEST).exits(0).json();
    assert_eq!((&object["schema"], &object["era"], &object["as"]), (&json!(1), &json!("6.6"), &json!("migratable")));
    assert_eq!(object["text"], json!(GUEST.replace(" dev=\"vnet7\"", "")));
    let names = items(&object["names"]);
    let expected = json!({
        "file": "-", "line": 7, "column": 11, "interface": 0, "type": "network", "written_type": "network", "managed": null,
        "name": "macvtap0", "kept": true, "rule": null, "why": "kept, but looks generated: 6.7 drops it",
        "violates": "xml-hygiene", "violation": "generated-kept", "dropped_since": "6.7",
    });
    assert_eq!(names[0], expected);
    let expected = json!({
        "file": "-", "line": 9, "column": 54, "interface": 1, "type": "bridge", "written_type": "bridge", "managed": true,
        "name": "vnet7", "kept": false, "rule": {"kind": "auto-name", "prefix": "vnet", "step": "format"},
        "why": "dropped when written: it begins with vnet", "violates": null, "violation": null, "dropped_since": null,
    });
    assert_eq!((names.len(), &names[1]), (4, &expected));
    assert_eq!((&object["violations"], &object["verdict"]), (&json!(1), &json!("violated")));
    let checked = ifrace_with(&["xml", "-", "--era", "6.6", "--json", "--check"], GUEST).exits(10).json();
    assert_eq!((&checked["text"], &checked["names"]), (&json!(null), &object["names"]));
}

#[test]
fn json_tells_names_that_are_dropped_without_need() {
    let text = "<interface type='ethernet'><target dev='vnet2147483648'/></interface>";
    let object = ifrace_with(&["xml", "-", "--json", "--as", "inactive", "--check"], text).exits(10).json();
    let name = &object["names"][0];
    assert_eq!((&name["violation"], &name["rule"]["step"]), (&json!("chosen-dropped"), &json!("parse")));
    let vif = text.replace("vnet2147483648", "vif1.0");
    let object = ifrace_with(&["xml", "-", "--json", "--driver-prefix", "vif"], &vif).exits(0).json();
    assert_eq!(object["names"][0]["rule"], json!({"kind": "driver-prefix", "prefix": "vif", "step": "format"}));
    assert_eq!((&object["violations"], &object["verdict"]), (&json!(0), &json!("holds")));
}

#[test]
fn a_document_without_interfaces_is_printed_as_it_is() {
    let text = "<domain>\n  <metadata><interface type='?'/></metadata>\n</domain>\n";
    let output = ifrace_with(&["xml", "-"], text).exits(0);
    assert_eq!((output.stdout.as_str(), output.stderr.as_str()), (text, "-: no interfaces, so nothing to drop\n"));
}
