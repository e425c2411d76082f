//! Baselines that cannot be read, and what else is wrong with the arguments of a gate.

use super::folder::Folder;
use super::output::ifrace;

/// The error for a baseline with one entry.
fn error(entry: &str) -> String {
    let folder = Folder::new();
    let file = folder.file("baseline.toml", format!("schema = 1\n\n{entry}"));
    let output = ifrace(&["gate", "--baseline", &file, "--subject", "builtin:mail-v1", "--cases", "5"]).exits(2);
    let line = output.error_line();
    line.strip_prefix(&format!("{file}: ")).unwrap_or_else(|| panic!("the file is not named: {line}")).to_owned()
}

fn entry(subject: &str, aspect: &str, last: &str) -> String {
    format!("[[expected]]\nsubject = \"{subject}\"\naspect = \"{aspect}\"\nclass = \"x\"\n{last}\n")
}

#[test]
fn unknown_values_are_named_with_their_line() {
    let subject = error(&entry("builtin:mail", "progress", "why = \"x\""));
    assert!(subject.starts_with("line 4: unknown subject \"builtin:mail\"; known: builtin:"), "{subject}");
    let aspect = error(&entry("kernel", "progres", "why = \"x\""));
    assert!(aspect.starts_with("line 5: unknown aspect \"progres\"; known: unique-name, "), "{aspect}");
    let field = error(&entry("kernel", "progress", "because = \"x\""));
    assert!(field.starts_with("line 7: unknown field `because`"), "{field}");
}

#[test]
fn what_is_no_toml_or_another_schema_is_named() {
    let broken = error("[[expected]\n");
    assert!(broken.starts_with("line 3: "), "{broken}");
    let folder = Folder::new();
    let other = folder.file("baseline.toml", "schema = 2\n");
    let output = ifrace(&["gate", "--baseline", &other, "--subject", "builtin:mail-v1", "--cases", "5"]).exits(2);
    assert_eq!(output.error_line(), format!("{other}: line 1: schema 2 is unknown; this version reads 1"));
}

#[test]
fn a_baseline_that_is_not_there_is_said() {
    let folder = Folder::new();
    let missing = folder.at("missing.toml");
    let output = ifrace(&["gate", "--baseline", &missing, "--subject", "builtin:mail-v1", "--cases", "5"]).exits(2);
    assert!(output.error_line().starts_with(&format!("{missing}: No such file")), "{output:?}");
}

#[test]
fn a_folder_that_cannot_be_written_is_said_before_anything_is_run() {
    let folder = Folder::new();
    let out = format!("{}/out", folder.file("file", ""));
    let output = ifrace(&["gate", "--subject", "builtin:mail-v1", "--cases", "1000000", "--out", &out]).exits(74);
    assert!(output.error_line().starts_with(&format!("{out}: Not a directory")), "{output:?}");
}

#[test]
fn what_is_required_must_be_among_what_is_run() {
    let output = ifrace(&["gate", "--subject", "builtin:mail-v1", "--cases", "5", "--require", "libvirt"]).exits(2);
    let expected = "--require libvirt: this subject is not among those that are run (--subject)";
    assert_eq!(output.error_line(), expected);
}

#[test]
fn no_history_and_no_operation_are_nothing_to_do() {
    for option in ["--cases", "--operations"] {
        let output = ifrace(&["gate", "--subject", "builtin:mail-v1", option, "0"]).exits(4);
        assert!(output.error_line().contains("--cases is at least 1, and so is --operations"), "{output:?}");
    }
}
