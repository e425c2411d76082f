//! A process for each use of the library.

use std::env;
use std::process::Command;

/// Names the test that a process is to run.
const VARIABLE: &str = "IFRACE_IN_OWN_PROCESS";

/// What a process says at its end. Without it a library that ends the process would look like a success.
const COMPLETE: &str = "this use of the library is complete: ";

/// Runs a test in a process of its own and shows what it found.
///
/// # Panics
/// If the process crashes, fails, or ends before the test does.
pub(crate) fn run(test: &str, body: impl FnOnce() -> String) {
    if env::var_os(VARIABLE).is_some_and(|name| name == test) {
        return println!("{COMPLETE}{}", body());
    }
    let program = env::current_exe().expect("the tests have a program");
    let child = Command::new(program).args([test, "--exact", "--nocapture"]).env(VARIABLE, test).output();
    let child = child.expect("the program can be run again");
    let (output, errors) = (String::from_utf8_lossy(&child.stdout), String::from_utf8_lossy(&child.stderr));
    let found = output.lines().find_map(|line| Some(line.split_once(COMPLETE)?.1));
    match found {
        Some(found) if child.status.success() => println!("{test}: {found}"),
        _ => panic!("{test} ended with {}\n{output}\n{errors}", child.status),
    }
}

#[test]
#[should_panic(expected = "ended with exit status: 0")]
fn a_process_that_ends_early_has_failed() {
    run("own_process::a_process_that_ends_early_has_failed", || std::process::exit(0));
}

#[test]
#[should_panic(expected = "ended with signal: 6")]
fn a_process_that_crashes_has_failed() {
    run("own_process::a_process_that_crashes_has_failed", || std::process::abort());
}
