//! What cannot be a subject at all.

use super::hostile::Hostile;
use crate::folder::Folder;
use crate::output::ifrace;

#[track_caller]
fn refused(subject: &str) -> String {
    let output = ifrace(&["check", subject, "--cases", "2"]).exits(2);
    let line = output.stderr.lines().last().expect("there is an error").to_owned();
    assert!(line.starts_with("ifrace: ") && output.stderr.lines().count() == 1, "{output:?}");
    line
}

#[test]
fn a_program_that_is_not_there_is_named() {
    let folder = Folder::new();
    let (absent, plain) = (folder.at("absent"), folder.file("plain", "no program"));
    let line = refused(&format!("exec:{absent} x"));
    assert!(line.contains(&absent) && line.contains("it cannot be started: No such file"), "{line}");
    let line = refused(&format!("exec:{plain}"));
    assert!(line.contains("it cannot be started: Permission denied"), "{line}");
}

#[test]
fn a_bad_hello_is_named() {
    let cases = [
        ("hello-exit", "it gave no hello: the allocator's process ended: exit status 1, last words: assertion failed:"),
        ("hello-words", "its first line is no hello (expected value (column 1)): Hello, world!"),
        ("hello-version", "it speaks version 2 of the protocol, and this program version 1"),
        ("hello-kind", "unknown kind \"tun\"; there are tap, macvtap, macvlan"),
        ("hello-flood", "a line of more than 65536 bytes"),
        ("no-hello", "did not reply within 10 s"),
    ];
    for (mode, why) in cases {
        let output = Hostile::new(mode).run(&["check"], &["--cases", "1"], "").exits(2);
        assert!(output.message_line().contains(why), "{mode}: {output:?}");
    }
}

#[test]
fn a_command_has_to_be_one() {
    for (subject, why) in [("exec:", "needs a command"), ("exec:'a", "within quotes"), ("exec:''", "needs a command")] {
        let output = ifrace(&["check", subject]).exits(2);
        assert!(output.stderr.contains(why), "{output:?}");
    }
}
