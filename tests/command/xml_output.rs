//! What `ifrace xml` says besides the document, and where it goes.

use super::folder::Folder;
use super::output::{PROGRAM, ifrace, ifrace_with};
use ifrace_allocator::rules::Rules;
use std::fs::File;
use std::process::{Command, Stdio};

/// A guest as libvirt 6.6 shows it while it runs.
const RUNNING: &str = include_str!("documents/running.xml");

#[test]
fn the_readme_has_what_is_printed() {
    let example = "$ virsh dumpxml web | ifrace xml - --era 6.6 --check\n";
    let (_, rest) = include_str!("../../README.md").split_once(example).expect("the example is there");
    let (printed, _) = rest.split_once("```").expect("it ends");
    assert_eq!(ifrace_with(&["xml", "-", "--era", "6.6", "--check"], RUNNING).exits(10).stdout, printed);
}

#[test]
fn the_report_names_the_releases_of_the_rules() {
    let summary = |era: &str| {
        let report = ifrace_with(&["xml", "-", "--era", era, "--check"], "<interface/>").exits(0).stdout;
        report.trim_end().split_once(" (").map(|(_, rules)| rules.trim_end_matches(')').to_owned())
    };
    assert_eq!(summary("7.0").as_deref(), Some("rules of 7.0 to 8.10"));
    assert_eq!(summary("9.0-debian").as_deref(), Some("rules of 9.0.0-4 of Debian"));
    assert_eq!(summary("hardened").as_deref(), Some("hardened rules, of no release"));
}

#[test]
fn what_a_terminal_would_obey_is_escaped() {
    let folder = Folder::new();
    let file = folder.file("a\u{202e}\nb.xml", "<interface type='user'><target dev='&#x202e;&#x2028;&#10;x'/></interface>");
    let report = ifrace(&["xml", &file, "--check"]).exits(0).stdout;
    assert_eq!(report.lines().count(), 2, "{report}");
    assert!(report.contains("/a\\u{202e}\\nb.xml:1:32: \\u{202e}\\u{2028}\\nx kept"), "{report}");
    let broken = folder.file("c\u{202e}\nd.xml", "<a>");
    assert!(ifrace(&["xml", &broken]).exits(2).error_line().contains("/c\\u{202e}\\nd.xml:1:4: "));
    assert!(ifrace(&["xml", &folder.at("e\nf")]).exits(2).error_line().contains("/e\\nf: No such file"));
}

#[test]
fn the_help_has_examples() {
    let help = ifrace(&["xml", "--help"]).exits(0).stdout;
    for part in ["Examples:\n  virsh dumpxml web | ifrace xml -", "--json", "and 10 means", "give the same names"] {
        assert!(help.contains(part), "{part}: {help}");
    }
    assert!(Rules::ALL.iter().all(|rules| help.contains(&format!(" {}", rules.id))), "{help}");
}

#[test]
fn an_output_that_cannot_be_taken_is_said() {
    let folder = Folder::new();
    let file = folder.file("guest.xml", "<interface/>");
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
