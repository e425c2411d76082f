//! `ifrace xml`: what a release makes of the names in a document.

use super::folder::Folder;
use super::output::{PROGRAM, ifrace, ifrace_with, items};
use ifrace_allocator::rules::Rules;
use serde_json::json;
use std::fs::File;
use std::process::{Command, Stdio};

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
fn names_of_users_are_told_from_generated_ones_by_the_hardened_rules_alone() {
    let text = "<interface type='ethernet'><target dev='vnetwork-a'/></interface>\n";
    let newest = ifrace_with(&["xml", "-"], text).exits(0);
    assert_eq!(newest.stdout, "<interface type='ethernet'></interface>\n");
    let hardened = ifrace_with(&["xml", "-", "--era", "hardened", "--check"], text).exits(0);
    assert!(hardened.stdout.starts_with("-:1:36: vnetwork-a kept: it does not look generated"), "{}", hardened.stdout);
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
    assert_eq!(names[0]["violates"], "xml-hygiene");
    assert_eq!(names[0]["dropped_since"], "6.7");
    let expected = json!({"name": "vnet7", "type": "bridge", "line": 9, "column": 54, "kept": false,
        "why": "dropped when written: it begins with vnet"});
    assert_eq!((names.len(), &names[1]), (4, &expected));
    let checked = ifrace_with(&["xml", "-", "--era", "6.6", "--json", "--check"], GUEST).exits(10).json();
    assert_eq!((checked.get("text"), &checked["names"]), (None, &object["names"]));
}

#[test]
fn a_document_without_interfaces_is_printed_as_it_is() {
    let text = "<domain>\n  <metadata><interface type='?'/></metadata>\n</domain>\n";
    let output = ifrace_with(&["xml", "-"], text).exits(0);
    assert_eq!((output.stdout.as_str(), output.stderr.as_str()), (text, "-: no interfaces, so nothing to drop\n"));
}

#[test]
fn the_help_has_examples() {
    let help = ifrace(&["xml", "--help"]).exits(0).stdout;
    for part in ["Examples:\n  virsh dumpxml web | ifrace xml -", "--json", "and 10 means"] {
        assert!(help.contains(part), "{part}: {help}");
    }
}

#[test]
fn an_output_that_cannot_be_taken_is_said() {
    let folder = Folder::new();
    let file = folder.file("guest.xml", GUEST);
    let run = |stdout: Stdio| {
        let output = Command::new(PROGRAM).args(["xml", &file]).stdout(stdout).output().expect("the program can be run");
        let stderr = String::from_utf8_lossy(&output.stderr).into_owned();
        assert!(stderr.starts_with("ifrace: standard output: ") && stderr.lines().count() == 1, "{stderr}");
        output.status.code()
    };
    let (reader, writer) = std::io::pipe().expect("there are pipes");
    drop(reader);
    let full = File::options().write(true).open("/dev/full").expect("it is there");
    assert_eq!((run(writer.into()), run(full.into())), (Some(74), Some(74)));
}
