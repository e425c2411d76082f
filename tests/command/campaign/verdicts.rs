//! What the exit code says.

use super::super::folder::Folder;
use super::super::output::{Output, items};
use super::{RACE, campaign};

fn played(plan: &str, options: &[&str]) -> Output {
    let folder = Folder::new();
    folder.file("none.toml", "schema = 1\n");
    let known = |class: &str| {
        format!("[[expected]]\nsubject = 'builtin:unified-9.0'\naspect = 'well-formed'\nclass = '{class}'\nwhy = 'x'\n")
    };
    folder.file("formed.toml", format!("schema = 1\n{}{}", known("negative-id"), known("not-valid")));
    let (plan, out) = (folder.file("plan.toml", plan), folder.at("out"));
    campaign(&[&[&*plan, "--out", &out, "--json"], options].concat())
}

#[test]
fn what_is_claimed_is_expected_and_all_else_is_a_failure() {
    let claimed = played(RACE, &[]).exits(0).json();
    assert!(items(&claimed["failures"]).iter().all(|one| one["failure"] == false) && claimed["exit_code"] == 0);
    let nothing = played(&RACE.replacen("schedules = 80", "expect = 'nothing'\nschedules = 80", 1), &[]).exits(10).json();
    let failed: Vec<_> = items(&nothing["failures"]).iter().filter(|one| one["failure"] == true).collect();
    assert!(!failed.is_empty() && nothing["verdict"] == "violated");
    // A scenario that claims nothing of what happens.
    let text = ifrace_sim::scenario::Scenario::builtin("failed-migration-macvtap").expect("it is built in").text;
    let (before, _) = text.split_once("[[breaks]]").expect("it claims something");
    let embedded = |claims: &str| {
        let races = RACE.replacen("failed-migration-macvtap", "own.toml", 1).replacen(
            "schedules = 80",
            "expect = 'EXPECT'\nschedules = 80",
            1,
        );
        format!(
            "{races}[texts]\n'own.toml' = \"\"\"{}\"\"\"\n",
            format!("{before}{claims}").replace('\\', "\\\\").replace('"', "\\\"")
        )
    };
    let claims = "[[holds]]\neras = [\"6.6\"]\nnever = [\"no-stomp:device\"]\n";
    for (claims, expect, code) in [("", "claims", 10), ("", "never", 0), (claims, "never", 10)] {
        let plan = embedded(claims).replacen("EXPECT", expect, 1);
        let output = played(&plan, &[]).exits(code);
        assert_eq!(output.json()["exit_code"], code, "{expect}");
    }
}

#[test]
fn a_canary_is_missed_only_if_it_has_to_be_found() {
    let few = RACE.replacen("schedules = 80", "schedules = 1", 1).replacen(", '11.3'", "", 1);
    played(&few, &["--shard", "1/1"]).exits(0);
    let missed = played(&format!("canaries = true\n{few}"), &[]).exits(14).json();
    let missed: Vec<_> = items(&missed["missed"]).iter().map(|one| one["id"].as_str()).collect();
    assert!(missed.contains(&Some("no-stomp:device")), "{missed:?}");
    let early = played(&format!("canaries = true\n{few}"), &["--budget-schedules", "0"]).exits(3).json();
    assert!(items(&early["missed"]).is_empty(), "what was not played is not missed");
}

#[test]
fn what_a_baseline_does_not_expect_of_a_subject_is_a_failure() {
    let plan = |baseline: &str| {
        let histories = "[[histories]]\nsubjects = ['builtin:unified-9.0']\ncases = 60\ncases-per-unit = 30\n";
        format!("name = 'x'\n{baseline}\n{histories}")
    };
    let expected = played(&plan(""), &[]).exits(0).json();
    assert!(items(&expected["subjects"][0]["findings"]).iter().all(|one| one["expected"] == true));
    let unexpected = played(&plan("baseline = 'none.toml'"), &[]).exits(10).json();
    assert_eq!(unexpected["subjects"][0]["cases"], 60);
    let progress = played(&plan("baseline = 'formed.toml'"), &[]).exits(12).json();
    assert_eq!(progress["verdict"], "no-progress");
}

#[test]
fn a_subject_that_is_not_here_is_named_and_is_a_failure_if_it_is_required() {
    let plan = "name = 'x'\n[[histories]]\nsubjects = ['libvirt:/nowhere/libvirt.so', 'builtin:hardened']\ncases = 10\n";
    let output = played(plan, &[]).exits(3).json();
    let reasons = output["units"]["not-run"].as_object().expect("there are reasons");
    assert!(reasons.keys().all(|why| why.starts_with("libvirt:/nowhere/libvirt.so: ")) && reasons.len() == 1, "{reasons:?}");
    assert_eq!((&output["units"]["played"], &output["subjects"][1]["cases"]), (&1.into(), &10.into()));
    played(plan, &["--require"]).exits(75);
}
