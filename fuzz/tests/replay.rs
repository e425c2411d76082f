//! Plays every file of the seed corpora, of former failures and of canaries through its target, on any compiler.

#![forbid(unsafe_code)]

use ifrace_fuzz::{TARGETS, Target};
use std::path::{Path, PathBuf};

fn files(folder: &Path) -> Vec<PathBuf> {
    let entries = std::fs::read_dir(folder).unwrap_or_else(|error| panic!("{}: {error}", folder.display()));
    let mut files: Vec<PathBuf> = entries.map(|entry| entry.expect("the folder can be read").path()).collect();
    files.sort();
    files
}

fn replay(kind: &str) {
    for Target { name, run, .. } in TARGETS {
        let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join(kind).join(name);
        let files = files(&folder);
        assert!(!files.is_empty(), "{} is empty", folder.display());
        for file in files {
            // A panic comes with the backtrace; the file would be missing from it.
            println!("{}", file.display());
            run(&std::fs::read(&file).expect("the file can be read"));
        }
    }
}

#[test]
fn seed_corpora() {
    replay("corpus");
}

#[test]
fn former_failures() {
    replay("regressions");
}

/// What is known to be bad is caught.
#[test]
fn canaries() {
    let target = TARGETS.iter().find(|target| target.name == "schedule_lowest_free").expect("it is a target");
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("canaries").join(target.name);
    let files = files(&folder);
    assert!(!files.is_empty(), "{} is empty", folder.display());
    for file in files {
        let input = std::fs::read(&file).expect("the file can be read");
        let panic = std::panic::catch_unwind(|| (target.run)(&input)).expect_err("it stomps");
        let defect = panic.downcast_ref::<String>().expect("it has a message");
        assert!(defect.contains(" under by-name@lowest-free: no-stomp:"), "{}: {defect}", file.display());
    }
}

/// What is printed of an input can be read, and plays the same.
#[test]
fn every_input_can_be_shown_and_read() {
    for Target { name, show, read, .. } in TARGETS {
        let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("corpus").join(name);
        for file in files(&folder) {
            let shown = show(&std::fs::read(&file).expect("the file can be read"));
            let again = read(&shown).unwrap_or_else(|error| panic!("{}: {error:?}", file.display()));
            assert_eq!(show(&again), shown, "{}", file.display());
        }
    }
}
