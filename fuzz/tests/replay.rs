//! Plays every file of the seed corpora and of former failures through its target, on any compiler.

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
    for Target { name, run } in TARGETS {
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
