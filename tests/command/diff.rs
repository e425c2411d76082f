//! `ifrace diff`: what changed between two runs.

use super::folder::Folder;
use super::output::{ifrace, items};
use super::report::explore;
use std::fs;

/// The same report with another text in some places.
fn changed(folder: &Folder, run: &str, name: &str, from: &str, to: &str) -> String {
    let text = fs::read_to_string(format!("{run}/report.json")).expect("it is there");
    assert!(text.contains(from), "{from} is not in {run}");
    folder.file(name, text.replace(from, to))
}

#[test]
fn a_run_does_not_differ_from_itself() {
    let folder = Folder::new();
    let run = explore(&folder, "run", "6.6");
    assert_eq!(ifrace(&["diff", &run, &run]).exits(0).stdout, "nothing changed\n");
}

#[test]
fn what_is_worse_has_its_exit_code_and_the_opposite_is_better() {
    let folder = Folder::new();
    let run = explore(&folder, "run", "6.6");
    let safe = changed(&folder, &run, "safe.json", "\"status\": \"violated\"", "\"status\": \"holds\"");
    let worse = ifrace(&["diff", &safe, &run]).exits(10).stdout;
    assert!(worse.starts_with("worse: 4\n") && worse.contains("holds → violated, as expected"), "{worse}");
    let better = ifrace(&["diff", &run, &safe]).exits(0).stdout;
    assert!(better.starts_with("better: 4\n") && better.contains("violated → holds"), "{better}");
    let json = ifrace(&["diff", &safe, &run, "--json"]).exits(10).json();
    assert_eq!((&json["exit_code"], &json["counts"]["worse"], items(&json["changes"]).len()), (&10.into(), &4.into(), 4));
}

#[test]
fn what_is_less_sure_new_or_gone_is_said() {
    let folder = Folder::new();
    let run = explore(&folder, "run", "6.6");
    let unsure = changed(&folder, &run, "unsure.json", "\"status\": \"holds\"", "\"status\": \"holds-so-far\"");
    let text = ifrace(&["diff", &run, &unsure]).exits(0).stdout;
    assert!(text.starts_with("less sure: 11\n") && text.contains("holds → holds as far as searched"), "{text}");
    assert!(ifrace(&["diff", &unsure, &run]).exits(0).stdout.starts_with("surer: 11\n"));
    let other = explore(&folder, "other", "hardened");
    let text = ifrace(&["diff", &run, &other]).exits(0).stdout;
    assert!(text.contains("new: 15\n") && text.contains("gone: 19\n"), "{text}");
    assert!(text.contains("pre-existing-tap under hardened: no-leak: no verdict → holds"), "{text}");
}

#[test]
fn a_run_that_cannot_be_read_is_named() {
    let folder = Folder::new();
    let run = explore(&folder, "run", "6.6");
    let half = folder.file("half.json", "{\"schema\": 1,");
    for args in [["diff", &half, &run], ["diff", &run, &half]] {
        let error = ifrace(&args).exits(2);
        assert!(error.error_line().contains("half.json: no report: line 1, column 13"), "{error:?}");
    }
}
