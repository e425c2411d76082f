//! Signals while the command runs.

use super::bench::{Bench, Running};
use crate::output::{PROGRAM, run};
use rustix::process::Signal;
use std::process::Command;

/// A command that ends with 7 at a signal, and says how often it came.
const TRAP: &str = "trap 'echo got; exit 7' HUP INT QUIT TERM; echo ready; while :; do sleep 0.02; done";

/// A run in a session without a terminal.
fn in_session(bench: &Bench, script: &str) -> Running {
    let mut command = Command::new("setsid");
    command.args(["--wait", PROGRAM, "tap", "--state", &bench.state(), "--", "bash", "-c", script]);
    Running::start(&mut command)
}

#[test]
fn are_passed_on_to_the_command() {
    let bench = Bench::new();
    for signal in [Signal::HUP, Signal::INT, Signal::QUIT, Signal::TERM] {
        // A child that leads no group becomes the leader itself, so that the id is that of ifrace.
        let mut running = in_session(&bench, TRAP);
        assert_eq!(running.line(), "ready");
        running.signal(signal);
        assert_eq!(running.ended(), (Some(7), "got\n".to_owned()), "{signal:?}");
        assert_eq!(bench.devices(), ["lo"]);
    }
    assert!((0..4).all(|id| !bench.is_pending(&format!("vnet{id}"))));
}

#[test]
fn that_kill_the_command_are_its_exit_code() {
    let bench = Bench::new();
    let mut running = in_session(&bench, "echo ready; exec sleep 1000");
    assert_eq!(running.line(), "ready");
    running.signal(Signal::TERM);
    assert_eq!(running.ended(), (Some(143), String::new()));
    assert_eq!(bench.devices(), ["lo"]);
}

/// What a command says after a key was typed on a terminal that sends SIGINT to the processes of its foreground.
fn typed(start: &str) -> String {
    let bench = Bench::new();
    let count = "trap 'echo got' INT; trap 'exit 7' TERM; echo $PPID; while :; do sleep 0.02; done";
    let line = format!("exec {PROGRAM} tap --state {} -- {start} bash {}", bench.state(), bench.folder.file("count", count));
    let mut command = Command::new("script");
    let mut running = Running::start(command.args(["--quiet", "--return", "--command", &line, "/dev/null"]));
    let ifrace = running.line();
    running.write(b"\x03");
    // The terminal shows the key when it has sent the signal (`n_tty_receive_signal_char()`).
    assert_eq!(running.until(b'C'), "^C");
    // Passed on by ifrace, behind whatever else it has to pass on.
    run(Command::new("kill").args(["-TERM", &ifrace]), "").exits(0);
    let (code, text) = running.ended();
    assert_eq!((code, bench.devices()), (Some(7), vec!["lo".to_owned()]));
    text
}

#[test]
fn of_a_terminal_are_not_passed_on() {
    assert_eq!(typed("env").trim_end(), "got", "the command is in the foreground");
    assert_eq!(typed("setsid"), "", "it is not");
}

/// As `nohup` starts it: the command ignores the signal as well.
#[test]
fn that_are_ignored_from_the_start_stay_so() {
    let bench = Bench::new();
    for (ignore, bit) in [("trap '' HUP;", 1), ("", 0)] {
        let script = format!("{ignore} exec \"$0\" \"$@\"");
        let args = ["tap", "--state", &bench.state(), "--", "grep", "SigIgn", "/proc/self/status"];
        let text = super::bench::in_shell(&script, &args).exits(0).stdout;
        let mask = u64::from_str_radix(text.trim_start_matches("SigIgn:").trim(), 16).expect("it is hexadecimal");
        assert_eq!(mask & 1, bit, "{text}");
    }
}
