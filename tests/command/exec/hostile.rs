//! Runs of the hostile subject.

use crate::output::{Output, PROGRAM, run};
use std::fs::{read, read_dir};
use std::process::Command;
use std::sync::atomic::{AtomicU32, Ordering};
use std::thread::sleep;
use std::time::Duration;

/// The operations of a history: one that every mode survives, and one that brings out what it does.
pub(super) const HISTORY: &str = "{\"op\":\"reserve\",\"name\":\"vnet5\"}\n{\"op\":\"generate\",\"kind\":\"tap\"}\n";

/// Seconds after which a run counts as one without an end.
const PATIENCE: &str = "60";

/// A hostile subject whose processes can be told from all others.
pub(super) struct Hostile {
    pub(super) command: String,
    mark: String,
}

impl Hostile {
    pub(super) fn new(mode: &str) -> Self {
        static NUMBER: AtomicU32 = AtomicU32::new(0);
        let mark = format!("mark-{}-{}", std::process::id(), NUMBER.fetch_add(1, Ordering::Relaxed));
        let program = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/command/exec/hostile.py");
        Self { command: format!("exec:python3 '{program}' {mode} {mark}"), mark }
    }

    /// Runs the program with arguments behind the subject. It ends in time, and no process of the subject stays.
    #[track_caller]
    pub(super) fn run(&self, before: &[&str], behind: &[&str], input: &str) -> Output {
        let mut command = Command::new("timeout");
        command.args(["--signal", "KILL", PATIENCE, PROGRAM]).args(before).arg(&self.command).args(behind);
        let output = run(&mut command, input);
        self.are_gone();
        output
    }

    /// Waits until no process of the subject is left: the kernel ends those of a namespace a moment after its first one.
    #[track_caller]
    pub(super) fn are_gone(&self) {
        until("processes of the subject survive", || self.processes().is_empty());
    }

    /// Plays a history.
    #[track_caller]
    pub(super) fn play(&self) -> Output {
        self.run(&["check"], &["--history", "-", "--json"], HISTORY)
    }

    /// The command lines of its processes, wherever they are: this sees all namespaces.
    pub(super) fn processes(&self) -> Vec<String> {
        let entries = read_dir("/proc").expect("there is a /proc").flatten();
        let lines = entries.filter_map(|entry| read(entry.path().join("cmdline")).ok());
        // The program itself has the mark within a longer word.
        let is_marked = |line: &Vec<u8>| line.split(|&byte| byte == 0).any(|word| word == self.mark.as_bytes());
        lines.filter(is_marked).map(|line| String::from_utf8_lossy(&line).replace('\0', " ")).collect()
    }
}

/// Looks again and again until it is so; 20 seconds are more than enough.
#[track_caller]
pub(super) fn until(otherwise: &str, is_so: impl Fn() -> bool) {
    for _ in 0..1000 {
        if is_so() {
            return;
        }
        sleep(Duration::from_millis(20));
    }
    panic!("{otherwise}");
}
