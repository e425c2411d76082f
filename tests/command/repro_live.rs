//! `ifrace repro --live`.

use super::folder::Folder;
use super::interrupt::interrupted;
use super::output::{Output, PROGRAM, ifrace, items, run};
use rustix::process::Signal;
use serde_json::json;
use std::os::unix::fs::PermissionsExt;
use std::process::Command;

#[test]
fn a_bug_shows_on_real_devices() {
    let folder = Folder::new();
    let file = folder.at("trace.ndjson");
    let live = ifrace(&["repro", "failed-migration-macvtap", "--live", "--json", "--trace", &file]).exits(10).json();
    assert_eq!(live["subject"], "live");
    let kernel = live["kernel"].as_str().expect("it is a text");
    let header: serde_json::Value = {
        let text = std::fs::read_to_string(&file).expect("it was written");
        serde_json::from_str(text.lines().next().expect("there is a header")).expect("it is JSON")
    };
    assert_eq!(header["subject"], format!("live {kernel}"));
    let simulated = ifrace(&["repro", "failed-migration-macvtap", "--json"]).exits(10).json();
    for (live, simulated) in items(&live["runs"]).iter().zip(items(&simulated["runs"])) {
        assert_eq!((&live["era"], &live["violated"]), (&simulated["era"], &simulated["violated"]));
        assert_eq!(live["scenes"][0]["ending"], json!("complete"));
    }
    let text = ifrace(&["repro", "failed-migration-macvtap", "--live", "--era", "6.7"]).exits(0).stdout;
    assert!(text.starts_with("ifrace repro failed-migration-macvtap --era 6.7 --live\n\n"), "{text}");
    assert!(text.contains(&format!("== 6.7 (libvirt 6.7), live on Linux {kernel}: ")), "{text}");
}

#[test]
fn a_signal_ends_it_between_two_operations() {
    for signal in [Signal::INT, Signal::TERM] {
        let (code, text) = interrupted(&["repro", "named-conflict", "--live"], signal);
        assert_eq!(code, Some(3), "{text}");
        assert!(text.contains("    interrupted here\n") || text.contains("    not played: interrupted\n"), "{text}");
        assert!(text.ends_with("hardened  unknown: not every scene was played to its end\n"), "{text}");
    }
}

/// Runs a copy of the program as nobody.
fn as_nobody(folder: &Folder, args: &[&str]) -> Output {
    let program = folder.at("ifrace");
    std::fs::copy(PROGRAM, &program).expect("the program can be copied");
    let mut command = Command::new("setpriv");
    command.args(["--reuid", "65534", "--regid", "65534", "--clear-groups", &program]);
    run(command.args(args).current_dir(folder.path()), "")
}

/// Nobody may open the device of a macvtap, which belongs to the machine's administrator, or even have a namespace.
#[test]
fn an_ordinary_user_is_told_what_is_missing() {
    let folder = Folder::new();
    let output = as_nobody(&folder, &["repro", "failed-migration-macvtap", "--live"]).exits(75);
    if output.stdout.is_empty() {
        assert!(output.message_line().starts_with("--live: no private network namespace: "), "{output:?}");
        return;
    }
    assert!(output.stdout.contains("    not played: the device of a macvtap cannot be opened: "), "{output:?}");
    assert!(output.stdout.contains(" (run as root)\n"), "{output:?}");
    assert!(output.stdout.ends_with("hardened       unknown: not every scene was played to its end\n"), "{output:?}");
}

/// Without the programs of one scene the others are played all the same.
#[test]
fn scenes_that_can_be_played_are_shown() {
    let folder = Folder::new();
    std::fs::copy("/usr/sbin/tc", folder.at("tc")).expect("iproute2 is installed");
    let hide = "mount -t tmpfs none /usr/sbin && exec \"$0\" \"$@\"";
    let mut command = Command::new("unshare");
    command.args(["--mount", "sh", "-c", hide, PROGRAM, "repro", "reuse-after-stop", "--live"]);
    let text = run(command.env("PATH", format!("{}:/usr/bin:/bin", folder.path().display())), "").exits(75).stdout;
    let (bandwidth, rest) = text.split_once("\n  network filter\n").expect("there are two scenes");
    assert!(bandwidth.contains("\n  bandwidth\n") && bandwidth.contains("clear bandwidth of vnet0"), "{text}");
    let missing = "    not played: ebtables is not installed (Debian package ebtables)\n";
    assert!(rest.starts_with(missing), "{text}");
    assert!(text.contains("    not played: ovs-vswitchd is not installed (Debian package openvswitch-switch)\n"), "{text}");
    assert!(text.contains("\n6.7       violated: no-stomp, no-reuse-before-cleanup\n"), "{text}");
    assert!(text.contains("\n7.0       unknown: not every scene was played to its end\n"), "{text}");
}

/// What the machine does wrong is no defect of ifrace, and what did it is named.
#[test]
fn a_tool_that_fails_is_named() {
    let folder = Folder::new();
    let tc = folder.file("tc", "#!/bin/sh\necho out of order >&2\nexit 1\n");
    std::fs::set_permissions(&tc, std::fs::Permissions::from_mode(0o755)).expect("permissions can be set");
    let path = format!("{}:/usr/sbin:/usr/bin:/sbin:/bin", folder.path().display());
    let mut command = Command::new(PROGRAM);
    let output = run(command.args(["repro", "named-conflict", "--live"]).env("PATH", path), "").exits(75);
    let text = output.stdout.split_whitespace().collect::<Vec<_>>().join(" ");
    assert!(text.contains("failed here: G has to run, and does not start: interface 0: tc: out of order"), "{text}");
}

#[test]
fn a_folder_for_temporary_files_that_is_missing_is_named() {
    let mut command = Command::new(PROGRAM);
    command.args(["repro", "reuse-after-stop", "--live"]).env("TMPDIR", "/no/such/folder");
    let text = run(&mut command, "").exits(75).stdout;
    let line = "    not played: there is no folder /no/such/folder for temporary files (set TMPDIR)\n";
    assert!(text.contains(line) && text.contains("clear bandwidth of vnet0"), "{text}");
}

/// The devices that ifrace makes for itself are in nobody's way.
#[test]
fn every_name_is_free_for_a_document() {
    for name in ["ifrace-peer", "eth0", "ifrace-lower"] {
        let folder = Folder::new();
        let document = format!("<interface type='direct'><source dev='e'/><target dev='{name}'/></interface>");
        let file = folder.file("guest.xml", document);
        let text = ifrace(&["repro", "failed-migration-macvtap", "--live", "--xml", &file]).exits(10).stdout;
        assert!(text.contains(&format!("    before: {name} macvtap, up\n")) && text.contains("    after: nothing\n"), "{text}");
    }
}
