//! A signal ends long work, and what was found until then is reported.

use super::folder::Folder;
use super::output::PROGRAM;
use rustix::process::{Pid, Signal, kill_process};
use std::io::{BufRead, BufReader, Read, Write};
use std::process::{Child, Command, Stdio};
use std::time::{Duration, Instant};

/// What `builtin:unified-9.0` is known to do.
const KNOWN: [(&str, &str); 5] = [
    ("well-formed", "negative-id"),
    ("well-formed", "not-valid"),
    ("progress", "at-the-limit"),
    ("progress", "crowded"),
    ("progress", "narrow-template"),
];

/// Time for the end after a signal, on a busy machine.
const SOON: Duration = Duration::from_secs(20);

fn baseline() -> String {
    let entry = |(aspect, class): &(&str, &str)| {
        format!("[[expected]]\nsubject = \"builtin:unified-9.0\"\naspect = \"{aspect}\"\nclass = \"{class}\"\nwhy = \"x\"\n")
    };
    "schema = 1\n".to_owned() + &KNOWN.iter().map(entry).collect::<String>()
}

/// A process that does not outlive the test.
struct Running(Child);

impl Drop for Running {
    fn drop(&mut self) {
        let _ = self.0.kill();
        let _ = self.0.wait();
    }
}

impl Running {
    /// Whether it catches a signal (`SigCgt` in `proc_pid_status(5)`).
    fn catches(&self, signal: Signal) -> bool {
        let status = std::fs::read_to_string(format!("/proc/{}/status", self.0.id())).expect("it is running");
        let mask = status.lines().find_map(|line| line.strip_prefix("SigCgt:")).expect("there is a mask");
        u64::from_str_radix(mask.trim(), 16).expect("it is hexadecimal") & (1 << (signal.as_raw() - 1)) != 0
    }
}

/// Starts a command that runs for hours, sends a signal after its first line, and gives its exit code and output.
pub(crate) fn interrupted(args: &[&str], signal: Signal) -> (Option<i32>, String) {
    let mut command = Command::new(PROGRAM);
    let command = command.args(args).env_remove("CI").stdin(Stdio::null()).stdout(Stdio::piped()).stderr(Stdio::null());
    let mut running = Running(command.spawn().expect("the program can be run"));
    let mut stdout = BufReader::new(running.0.stdout.take().expect("standard output is a pipe"));
    let mut text = String::new();
    stdout.read_line(&mut text).expect("there is a first line");
    let started = Instant::now();
    while !running.catches(signal) {
        assert!(started.elapsed() < SOON, "it does not catch the signal: {text}");
        std::thread::yield_now();
    }
    let sent = Instant::now();
    let id = Pid::from_raw(running.0.id().cast_signed()).expect("it has an id");
    kill_process(id, signal).expect("the signal can be sent");
    stdout.read_to_string(&mut text).expect("the output can be read");
    let status = running.0.wait().expect("it ends");
    assert!(sent.elapsed() < SOON, "it took {:?}", sent.elapsed());
    (status.code(), text)
}

/// The same for a command that prints nothing before its end.
fn interrupted_in_silence(args: &[&str], input: &str) -> Option<i32> {
    let mut command = Command::new(PROGRAM);
    let command = command.args(args).stdin(Stdio::piped()).stdout(Stdio::null()).stderr(Stdio::null());
    let mut running = Running(command.spawn().expect("the program can be run"));
    let mut stdin = running.0.stdin.take().expect("standard input is a pipe");
    stdin.write_all(input.as_bytes()).expect("it reads its input");
    drop(stdin);
    let started = Instant::now();
    while !running.catches(Signal::INT) {
        assert!(started.elapsed() < SOON, "it does not catch the signal");
        std::thread::yield_now();
    }
    let sent = Instant::now();
    kill_process(Pid::from_raw(running.0.id().cast_signed()).expect("it has an id"), Signal::INT).expect("it can be sent");
    let status = running.0.wait().expect("it ends");
    assert!(sent.elapsed() < SOON, "it took {:?}", sent.elapsed());
    status.code()
}

/// Whether a process has this argument (`proc_pid_cmdline(5)`).
fn runs(argument: &[u8]) -> bool {
    let processes = std::fs::read_dir("/proc").expect("it can be listed").flatten();
    let lines = processes.filter_map(|process| std::fs::read(process.path().join("cmdline")).ok());
    lines.into_iter().any(|line| line.split(|&byte| byte == 0).any(|one| one == argument))
}

#[test]
fn a_script_that_is_generated_or_performed_can_be_interrupted() {
    assert_eq!(interrupted_in_silence(&["kernel", "--generate", "100000"], ""), Some(3));
    assert_eq!(interrupted_in_silence(&["kernel", "--generate", "100000", "--live"], ""), Some(3));
    let campaign = ["kernel", "--generate", "100000", "--scripts", "2", "--live"];
    assert_eq!(interrupted_in_silence(&campaign, ""), Some(3));
}

#[test]
fn a_given_history_can_be_interrupted() {
    let folder = Folder::new();
    let reserve = "void virNetDevReserveName(const char *name) { (void) name; }\n";
    let endless = "int virNetDevGenerateName(char **name, int type) { for (volatile int i = 0;; i++) { } }\n";
    let subject = folder.library(&format!("{reserve}{endless}"));
    let args = ["check", &subject, "--history", "-"];
    assert_eq!(interrupted_in_silence(&args, "{\"op\":\"generate\",\"kind\":\"tap\"}\n"), Some(3));
    let library = subject.trim_start_matches("libvirt:").as_bytes();
    let since = Instant::now();
    while runs(library) {
        assert!(since.elapsed() < Duration::from_secs(3), "a worker stays behind for as long as the library hangs");
        std::thread::yield_now();
    }
}

#[test]
fn a_gate_prints_its_matrix() {
    let folder = Folder::new();
    let file = folder.file("baseline.toml", baseline());
    let args = ["gate", "--subject", "builtin:unified-9.0", "--cases", "100000000", "--baseline", &file];
    for signal in [Signal::INT, Signal::TERM] {
        let (code, text) = interrupted(&args, signal);
        assert_eq!(code, Some(3), "{text}");
        assert!(text.contains("interrupted: this is what was found until then"), "{text}");
        let row = text.lines().find(|line| line.starts_with("builtin:unified-9.0 ")).expect("there is a matrix");
        assert!(row.contains("unknown"), "{row}");
    }
}

#[test]
fn a_gate_on_the_kernel_and_libvirt_ends_soon() {
    let folder = Folder::new();
    let file = folder.file("baseline.toml", "schema = 1\n");
    let (code, text) =
        interrupted(&["gate", "--cases", "100000000", "--baseline", &file, "--out", &folder.at("out")], Signal::INT);
    // What was found before the signal is not in this baseline.
    assert!(code == Some(3) || code == Some(10), "{code:?}: {text}");
    assert!(text.contains("\nlibvirt ") && text.contains("\nkernel "), "{text}");
    let json = std::fs::read_to_string(folder.at("out/gate.json")).expect("it was written");
    let report: serde_json::Value = serde_json::from_str(&json).expect("it is JSON");
    assert_eq!(report["interrupted"], true);
}

#[test]
fn an_interrupted_run_does_not_become_the_baseline() {
    let folder = Folder::new();
    let file = folder.file("baseline.toml", baseline());
    let args = ["gate", "--subject", "builtin:unified-9.0", "--cases", "100000000", "--baseline", &file, "--update-baseline"];
    let (code, text) = interrupted(&args, Signal::INT);
    assert_ne!(code, Some(0), "{text}");
    assert_eq!(std::fs::read_to_string(file).expect("it is there"), baseline());
}

#[test]
fn a_search_says_that_it_ended_early() {
    let (code, text) = interrupted(&["check", "builtin:kernel-template", "--cases", "100000000"], Signal::INT);
    assert!(code == Some(3) || code == Some(10), "{code:?}: {text}");
    assert!(text.contains("ended before its last history"), "{text}");
}
