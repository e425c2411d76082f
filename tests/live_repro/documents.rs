//! Documents of users on real devices.

use super::words::words;
use ifrace::live::LiveMaker;
use ifrace_sim::release::Release;
use ifrace_sim::repro::{Case, Ending, MemoryMaker, Subject};
use std::fs::{self, Permissions};
use std::os::unix::fs::PermissionsExt;
use std::path::PathBuf;

/// A folder with a program that leaves a file beside itself.
struct Script(PathBuf);

impl Script {
    fn new() -> Self {
        let folder = std::env::temp_dir().join(format!("ifrace-script-{}", std::process::id()));
        fs::create_dir_all(&folder).expect("a folder can be made");
        let script = Self(folder);
        let program = format!("#!/bin/sh\n: > {}\n", script.marker().display());
        fs::write(script.program(), program).expect("it can be written");
        fs::set_permissions(script.program(), Permissions::from_mode(0o755)).expect("permissions can be set");
        script
    }

    fn program(&self) -> PathBuf {
        self.0.join("script")
    }

    fn marker(&self) -> PathBuf {
        self.0.join("marker")
    }
}

impl Drop for Script {
    fn drop(&mut self) {
        let _ = fs::remove_dir_all(&self.0);
    }
}

fn release(id: &str) -> Release {
    Release::find(id).expect("it is in the table")
}

#[test]
fn scripts_are_not_run() {
    let script = Script::new();
    let path = script.program().display().to_string();
    let document = format!(
        "<interface type='ethernet'><target dev='tap5' managed='no'/>\
         <script path='{path}'/><downscript path='{path}'/></interface>"
    );
    let mut live = LiveMaker::enter().expect("a private network namespace is needed (run as root)");
    let subject = Subject { case: Case::UnmanagedTap, release: release("9.1"), document: Some(document) };
    let run = subject.first_run(&mut live, &|| false);
    assert!(!script.marker().exists(), "a program that a document names has run");
    let lines = words(&run);
    assert_eq!(lines.iter().filter(|line| line.contains(&format!("{path} tap5 -> ok"))).count(), 2, "{lines:#?}");
    assert!(lines.contains(&format!("note scripts of the document are never run, and count as done: {path}")), "{lines:#?}");
    let started = std::process::Command::new(script.program()).status();
    assert!(started.is_ok_and(|status| status.success()) && script.marker().exists(), "it would have left a trace");
}

/// While it runs, the user's own tap is the guest's, which may limit it and open it several times.
#[test]
fn a_tap_of_the_users_own_that_is_set_up() {
    let mut live = LiveMaker::enter().expect("a private network namespace is needed (run as root)");
    let document = "<interface type='ethernet'><target dev='tap5' managed='no'/><driver queues='4'/>\
        <bandwidth><inbound average='1000'/><outbound average='1000'/></bandwidth></interface>";
    for release in Release::all() {
        let subject = Subject { case: Case::UnmanagedTap, release, document: Some(document.to_owned()) };
        let (real, simulated) = (subject.first_run(&mut live, &|| false), subject.first_run(&mut MemoryMaker, &|| false));
        assert_eq!(words(&real), words(&simulated), "{}", release.rules.id);
        assert_eq!((real.holds(), &real.scenes[0].ending), (release.rules.id != "9.0", &Ending::Complete), "{real:?}");
    }
}
