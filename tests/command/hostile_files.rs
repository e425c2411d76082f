//! Files that are no libvirt library.

use super::folder::Folder;
use super::output::{cell, ifrace};

const RESERVE: &str = "void virNetDevReserveName(const char *name) { (void) name; }\n";
const GENERATE: &str = "int virNetDevGenerateName(char **name, int type) { return -1; }\n";

/// The error of a check and of a gate.
#[track_caller]
fn errors(subject: &str, code: u8) -> [String; 2] {
    let check = ifrace(&["check", subject, "--cases", "2"]);
    let line = check.exits(code).stderr;
    assert_eq!(line.lines().count(), 1, "{line}");
    let folder = Folder::new();
    let baseline = folder.file("baseline.toml", "schema = 1\n");
    let args = ["gate", "--subject", subject, "--require", subject, "--cases", "2", "--baseline", &baseline, "--json"];
    let gate = ifrace(&args).exits(code);
    assert_eq!(cell(&gate.json(), subject, "unique-name")["verdict"], "not run");
    [line.trim_end().to_owned(), gate.message_line().to_owned()]
}

#[test]
fn a_text_file_is_no_library() {
    let folder = Folder::new();
    let file = folder.file("text.so", "this is no library, and long enough to be looked at as one: ".repeat(40));
    for error in errors(&format!("libvirt:{file}"), 2) {
        assert!(error.contains(&file) && error.contains("invalid ELF header"), "{error}");
    }
}

#[test]
fn a_library_without_the_functions_is_not_libvirts() {
    for (code, function) in [(RESERVE, "virNetDevGenerateName"), (GENERATE, "virNetDevReserveName")] {
        let folder = Folder::new();
        for error in errors(&folder.library(code), 2) {
            assert!(error.contains(&format!("has no function {function}")), "{error}");
        }
    }
}

#[test]
fn a_library_that_is_not_there_is_said() {
    for error in errors("libvirt:/does/not/exist.so", 2) {
        assert!(error.ends_with("there is no library /does/not/exist.so"), "{error}");
    }
}

#[test]
fn a_library_that_is_not_there_fails_even_if_it_is_not_required() {
    let folder = Folder::new();
    let baseline = folder.file("baseline.toml", "schema = 1\n");
    let subject = "libvirt:/does/not/exist.so";
    let output = ifrace(&["gate", "--subject", subject, "--cases", "2", "--baseline", &baseline, "--json"]).exits(2);
    let report = output.json();
    let cell = cell(&report, subject, "progress");
    assert_eq!((&cell["verdict"], &cell["why"]), (&"not run".into(), &"there is no library /does/not/exist.so".into()));
    assert_eq!(output.message_line(), format!("{subject}: there is no library /does/not/exist.so"));
}
