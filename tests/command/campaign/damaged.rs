//! Folders that are not what they should be.

use super::super::folder::Folder;
use super::{RACE, campaign, whole};
use rustix::fs::{FlockOperation, flock};
use std::fs;

#[test]
fn a_damaged_line_is_named_and_nothing_is_played() {
    let folder = Folder::new();
    let (plan, out) = whole(&folder, RACE);
    let file = format!("{out}/units.ndjson");
    let text = fs::read_to_string(&file).expect("it is there");
    let damaged = text.replacen("\"unit\":3,", "\"unit\":2,", 1);
    fs::write(&file, &damaged).expect("it can be written");
    let output = campaign(&[&plan, "--out", &out]).exits(2);
    let says = format!("{file}: line 5: it is damaged: its checksum is another one; restore the file, or remove the line");
    assert!(output.error_line().starts_with(&says), "{output:#?}");
    assert_eq!(fs::read_to_string(&file).expect("it is there"), damaged, "it stays as it is");
    fs::write(&file, "no results\n").expect("it can be written");
    assert!(campaign(&[&plan, "--out", &out]).exits(2).error_line().contains("units.ndjson: line 1: it is damaged"));
}

#[test]
fn another_plan_is_refused() {
    let folder = Folder::new();
    let (_, out) = whole(&folder, RACE);
    let other = folder.file("other.toml", RACE.replacen("schedules = 80", "schedules = 81", 1));
    let output = campaign(&[&other, "--out", &out]).exits(2);
    let line = output.error_line();
    assert!(line.contains("it holds results of the plan ") && line.ends_with("; use another folder"), "{line}");
    assert_eq!(fs::read_to_string(format!("{out}/plan.toml")).expect("it is there").matches("schedules = 80\n").count(), 1);
}

#[test]
fn two_runs_do_not_write_to_one_folder() {
    let folder = Folder::new();
    let (plan, out) = whole(&folder, RACE);
    let file = fs::File::open(format!("{out}/units.ndjson")).expect("it is there");
    flock(&file, FlockOperation::LockExclusive).expect("nobody else has it");
    let output = campaign(&[&plan, "--out", &out]).exits(2);
    assert_eq!(output.error_line(), format!("{out}: another ifrace writes to it; wait for it, or use another folder"));
    drop(file);
    campaign(&[&plan, "--out", &out]).exits(0);
}

#[test]
fn a_folder_that_cannot_be_written_is_said_before_anything_is_played() {
    let folder = Folder::new();
    let plan = folder.file("plan.toml", RACE);
    let file = folder.file("file", "");
    assert!(campaign(&[&plan, "--out", &file]).exits(74).error_line().starts_with(&format!("{file}: ")));
}

#[test]
fn failures_that_are_none_any_more_go_and_nothing_else_does() {
    let folder = Folder::new();
    let (plan, out) = whole(&folder, RACE);
    let (stale, own) = (format!("{out}/failures/{}", "0".repeat(32)), format!("{out}/failures/notes"));
    [&stale, &own].iter().for_each(|path| fs::create_dir(path).expect("it is new"));
    campaign(&[&plan, "--out", &out]).exits(0);
    assert!(!fs::exists(&stale).expect("it can be seen") && fs::exists(&own).expect("it can be seen"));
}
