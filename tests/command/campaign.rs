//! `ifrace campaign`: whatever happens to a run, and however it is shared, the folder is the same in the end.

mod damaged;
mod ended;
mod environment;
mod killed;
mod plans;
mod verdicts;

use super::folder::Folder;
use super::output::{Output, PROGRAM, run};
use std::path::Path;
use std::process::Command;

/// What says which shard a job is.
const VARIABLES: [&str; 8] = [
    "SLURM_ARRAY_TASK_ID",
    "SLURM_ARRAY_TASK_MIN",
    "SLURM_ARRAY_TASK_MAX",
    "SLURM_ARRAY_TASK_COUNT",
    "SLURM_ARRAY_TASK_STEP",
    "JOB_COMPLETION_INDEX",
    "CI_NODE_INDEX",
    "CI_NODE_TOTAL",
];

/// Forty units of races and four of histories: a few seconds.
pub(crate) const PLAN: &str = "name = 'small'\n[[races]]\nscenarios = ['failed-migration-macvtap', 'named-conflict']\n\
    eras = ['6.6', '6.7', '11.3', 'hardened']\nschedules = 200\nschedules-per-unit = 40\n\
    [[histories]]\nsubjects = ['builtin:unified-9.0', 'builtin:hardened']\ncases = 40\ncases-per-unit = 20\n";

/// How many units it has.
pub(crate) const UNITS: usize = 44;

/// Eight units of one race.
pub(crate) const RACE: &str = "name = 'race'\n[[races]]\nscenarios = ['failed-migration-macvtap']\neras = ['6.6', '11.3']\n\
    schedules = 80\nschedules-per-unit = 20\n";

/// A command without an environment that says which shard it is.
pub(crate) fn command(args: &[&str]) -> Command {
    let mut command = Command::new(PROGRAM);
    for name in VARIABLES {
        command.env_remove(name);
    }
    command.args(args);
    command
}

/// Plays a campaign.
pub(crate) fn campaign(args: &[&str]) -> Output {
    run(command(&["campaign"]).args(args), "")
}

/// The lines of the results of a folder, without the first one.
pub(crate) fn units(folder: &str) -> Vec<String> {
    let text = std::fs::read_to_string(Path::new(folder).join("units.ndjson")).unwrap_or_default();
    text.split_inclusive('\n').skip(1).map(str::to_owned).collect()
}

/// Two folders are the same, byte for byte.
#[track_caller]
pub(crate) fn assert_same(one: &str, other: &str) {
    let diff = Command::new("diff").args(["-r", one, other]).output().expect("diff can be run");
    assert!(diff.status.success(), "{}", String::from_utf8_lossy(&diff.stdout));
}

/// Writes a plan and plays it into the folder `whole`: the paths of both.
#[track_caller]
pub(crate) fn whole(folder: &Folder, plan: &str) -> (String, String) {
    let (plan, out) = (folder.file("plan.toml", plan), folder.at("whole"));
    campaign(&[&plan, "--out", &out]).exits(0);
    (plan, out)
}

#[test]
fn the_first_line_is_the_command_and_the_folder_has_all_that_it_needs() {
    let folder = Folder::new();
    let (plan, out) = whole(&folder, RACE);
    let again = campaign(&[&plan, "--out", &out]).exits(0);
    assert_eq!(again.stdout.lines().next(), Some(&*format!("ifrace campaign {plan} --out {out} --shard 1/1")));
    assert!(again.stderr.contains("going on with 8 of 8 units"), "{again:#?}");
    // The plan of the folder is a plan.
    let copy = folder.at("copy");
    campaign(&[&format!("{out}/plan.toml"), "--out", &copy, "--threads", "1"]).exits(0);
    assert_same(&out, &copy);
    let manifest: serde_json::Value =
        serde_json::from_str(&std::fs::read_to_string(format!("{out}/manifest.json")).expect("it is there")).expect("it is JSON");
    assert_eq!((&manifest["verdict"], &manifest["units"]["played"]), (&"expected".into(), &8.into()));
    let failures = manifest["failures"].as_array().expect("it is a list");
    assert!(!failures.is_empty());
    for failure in failures {
        let script = format!("{out}/{}/repro.sh", failure["folder"].as_str().expect("it is a path"));
        let shown = run(Command::new(&script).env("IFRACE", PROGRAM), "").exits(10);
        assert!(shown.stdout.contains(failure["id"].as_str().expect("it is a text")), "{shown:#?}");
    }
}

#[test]
fn a_failure_is_found_again_by_the_search_that_its_script_names() {
    let folder = Folder::new();
    let (_, out) = whole(&folder, RACE);
    let mut scripts = std::fs::read_dir(format!("{out}/failures")).expect("there are some");
    let script = scripts.next().expect("there is one").expect("it can be read").path().join("repro.sh");
    let script = std::fs::read_to_string(script).expect("it is a text");
    let found = script.lines().find_map(|line| line.strip_prefix("# found by: ifrace ")).expect("it says so");
    let args: Vec<&str> = found.split(' ').collect();
    let searched = run(Command::new(PROGRAM).args(&args).arg("--json"), "").exits(10).json();
    let id = script.lines().nth(1).expect("it says what").trim_start_matches("# ").split(": ").next().expect("it does");
    assert!(searched["runs"][0]["violated"].to_string().contains(id), "{id}: {searched}");
}

#[test]
fn the_example_is_a_plan() {
    let folder = Folder::new();
    let example = campaign(&["--example"]).exits(0).stdout;
    let plan = folder.file("example.toml", &example);
    campaign(&[&plan, "--out", &folder.at("out"), "--budget-schedules", "0"]).exits(3);
    assert_eq!(units(&folder.at("out")).len(), 0);
}

#[test]
fn the_plans_of_the_project_can_be_played() {
    let folder = Folder::new();
    for name in ["nightly", "million"] {
        let plan = format!("{}/examples/campaigns/{name}.toml", env!("CARGO_MANIFEST_DIR"));
        let out = campaign(&[&plan, "--out", &folder.at(name), "--budget-schedules", "0", "--json"]).exits(3).json();
        assert_eq!((&out["campaign"], &out["verdict"]), (&name.into(), &"incomplete".into()));
    }
}
