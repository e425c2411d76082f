//! Runs that end early, and go on.

use super::super::folder::Folder;
use super::killed::started;
use super::{PLAN, RACE, UNITS, assert_same, campaign, units, whole};
use rustix::process::{Pid, Signal, kill_process};

#[test]
fn a_signal_ends_a_run_after_the_units_under_way() {
    let folder = Folder::new();
    let (plan, out) = whole(&folder, PLAN);
    for (signal, name) in [(Signal::TERM, "term"), (Signal::INT, "int")] {
        let ended = folder.at(name);
        let mut child = started(&[&plan], &ended, 2);
        kill_process(Pid::from_raw(child.id().cast_signed()).expect("it has an id"), signal).expect("it runs");
        assert_eq!(child.wait().expect("it ends").code(), Some(3));
        let before = units(&ended).len();
        assert!((2..UNITS).contains(&before), "{before}");
        let manifest = std::fs::read_to_string(format!("{ended}/manifest.json")).expect("what was found is written");
        assert!(manifest.contains(&format!("\"played\": {before}")), "{manifest}");
        campaign(&[&plan, "--out", &ended]).exits(0);
        assert_same(&out, &ended);
    }
}

#[test]
fn a_budget_ends_a_run_and_the_next_one_goes_on() {
    let folder = Folder::new();
    let (plan, out) = whole(&folder, RACE);
    let ended = folder.at("ended");
    let budgets = [
        ("--budget-schedules", "21", 2, "as many schedules were played as are allowed"),
        ("--budget-memory", "1K", 2, "it takes more memory than it may"),
        ("--budget-time", "0ms", 2, "the time was up"),
    ];
    for (option, value, played, why) in budgets {
        let output = campaign(&[&plan, "--out", &ended, "--threads", "1", option, value]).exits(3);
        assert_eq!(units(&ended).len(), played, "{option}");
        assert!(
            output.stderr.contains(why) && output.stderr.ends_with("units were played; the same command goes on\n"),
            "{output:#?}"
        );
        let shown = if value == "1K" {
            "1KiB"
        } else if value == "0ms" {
            "0s"
        } else {
            value
        };
        assert!(output.stdout.lines().next().is_some_and(|line| line.ends_with(&format!("{option} {shown}"))), "{output:#?}");
    }
    assert!(campaign(&[&plan, "--out", &ended, "--budget-time", "1h"]).exits(0).stdout.ends_with("expected ones)\n"));
    assert_same(&out, &ended);
}
