//! Where `ifrace repro --trace` writes, and what it does not touch.

use super::folder::Folder;
use super::output::{PROGRAM, ifrace, run};
use std::fs::{self, File};
use std::os::unix::fs::{FileTypeExt, symlink};
use std::process::{Command, Stdio};

const MACVTAP: &str = "failed-migration-macvtap";
const DIRECT: &str = "<interface type='direct'><source dev='e'/><target dev='macvtap0'/></interface>\n";

fn is_trace(file: &str) -> bool {
    ifrace_sim::trace::read(&fs::read(file).expect("it can be read")).is_ok()
}

/// A device of our own on which everything fails, as on `/dev/full`.
fn full(folder: &Folder) -> String {
    let device = folder.at("full");
    let made = Command::new("mknod").args([&device, "c", "1", "7"]).status().expect("coreutils are installed");
    assert!(made.success(), "run as root");
    device
}

#[test]
fn what_cannot_be_written_is_known_before_anything_is_played() {
    let folder = Folder::new();
    for file in [folder.at("no/such/folder/trace"), folder.at(""), "/proc/trace".to_owned()] {
        for json in [&[][..], &["--json"]] {
            let error = ifrace(&[&["repro", MACVTAP, "--trace", &file], json].concat()).exits(74);
            assert!(error.error_line().starts_with(&format!("{file}: ")), "{error:?}");
        }
    }
    let left: Vec<_> = fs::read_dir(folder.path()).expect("it can be read").collect();
    assert!(left.is_empty(), "nothing temporary stays: {left:?}");
}

#[test]
fn a_trace_that_cannot_be_written_loses_nothing_else() {
    let folder = Folder::new();
    let device = full(&folder);
    let output = ifrace(&["repro", MACVTAP, "--trace", &device]).exits(74);
    assert_eq!(output.stdout, ifrace(&["repro", MACVTAP]).exits(10).stdout);
    assert!(output.message_line().starts_with(&format!("{device}: No space left")), "{output:?}");
    let object = ifrace(&["repro", MACVTAP, "--trace", &device, "--json"]).exits(74).json();
    assert_eq!(object["exit_code"], 74);
    let kind = fs::symlink_metadata(&device).expect("it is there").file_type();
    assert!(kind.is_char_device(), "it was replaced by a file");
}

#[test]
fn a_trace_is_written_even_if_nobody_takes_the_text() {
    let folder = Folder::new();
    let (file, full) = (folder.at("trace"), full(&folder));
    let full = File::options().write(true).open(full).expect("it is there");
    let mut command = Command::new(PROGRAM);
    command.args(["repro", MACVTAP, "--json", "--trace", &file]).stdout(Stdio::from(full));
    assert_eq!(command.output().expect("the program can be run").status.code(), Some(74));
    assert!(is_trace(&file));
}

#[test]
fn a_link_stays_and_what_it_leads_to_is_written() {
    let folder = Folder::new();
    let (target, link) = (folder.file("target", "old"), folder.at("link"));
    symlink("target", &link).expect("links can be made");
    ifrace(&["repro", MACVTAP, "--trace", &link]).exits(10);
    assert!(is_trace(&target));
    assert!(fs::symlink_metadata(&link).expect("it is there").is_symlink(), "it was replaced by a file");
}

#[test]
fn the_document_is_no_place_for_the_trace() {
    let folder = Folder::new();
    let (document, link) = (folder.file("guest.xml", DIRECT), folder.at("link"));
    fs::hard_link(&document, &link).expect("links can be made");
    for trace in [&document, &link] {
        let error = ifrace(&["repro", MACVTAP, "--xml", &document, "--trace", trace]).exits(2);
        let expected = format!("--trace {trace}: it is the document of --xml; give the name of another file");
        assert_eq!(error.error_line(), expected);
        let mut command = Command::new(PROGRAM);
        command.args(["repro", MACVTAP, "--xml", "-", "--trace", trace]);
        let input = File::open(&document).expect("it is there");
        let output = command.stdin(input).output().expect("the program can be run");
        assert_eq!(
            (output.status.code(), String::from_utf8_lossy(&output.stderr)),
            (Some(2), format!("ifrace: {expected}\n").into())
        );
    }
    assert_eq!(fs::read_to_string(&document).expect("it is there"), DIRECT);
}

#[test]
fn standard_output_is_no_place_for_the_trace() {
    for json in [&[][..], &["--json"]] {
        let error = ifrace(&[&["repro", MACVTAP, "--trace", "-"], json].concat()).exits(2);
        let expected = "--trace -: standard output has the report; give the name of a file, such as trace.ndjson";
        assert_eq!(error.error_line(), expected);
    }
    let folder = Folder::new();
    let file = folder.at("both");
    let mut shell = Command::new("sh");
    shell.args(["-c", "exec \"$0\" repro pre-existing-tap --trace \"$1\" >\"$1\"", PROGRAM, &file]);
    let error = run(&mut shell, "").exits(2);
    assert!(error.message_line().ends_with("it is standard output, which has the report; give the name of another file"));
}
