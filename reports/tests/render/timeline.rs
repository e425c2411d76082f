//! Reproduced bugs as they are rendered.

use crate::golden::check;
use ifrace_report::text::WIDTH;
use ifrace_report::timeline::{self, Ground, Timeline};
use ifrace_sim::release::Release;
use ifrace_sim::repro::{Case, Ending, MemoryMaker, Reproduction, Subject};
use std::cell::Cell;

fn reproduce(case: Case, era: &str, stop: &dyn Fn() -> bool) -> Reproduction {
    let release = Release::find(era).expect("it is in the table");
    Subject { case, release, document: None }.reproduce(&mut MemoryMaker, stop)
}

fn text(reproduction: &Reproduction, ground: Ground<'_>) -> String {
    timeline::text(&Timeline { tool_version: "0.0.0", command: "ifrace repro", ground, reproduction })
}

#[test]
fn the_macvtap_of_a_guest_that_runs() {
    let reproduction = reproduce(Case::FailedMigrationMacvtap, "6.6", &|| false);
    check("repro_macvtap.txt", &text(&reproduction, Ground::Simulated));
}

#[test]
fn scenes_that_were_not_played_to_their_end() {
    let left = Cell::new(30);
    let mut reproduction = reproduce(Case::ReuseAfterStop, "6.7", &|| {
        left.set(left.get() - 1);
        left.get() < 0
    });
    reproduction.runs.truncate(2);
    reproduction.runs[1].scenes[0].ending = Ending::Missing(vec!["nft is not installed (Debian package nftables)".to_owned()]);
    reproduction.runs[1].scenes[1].ending = Ending::Failed("ovsdb-server does not listen".to_owned());
    check("repro_cut_short.txt", &text(&reproduction, Ground::Live("6.18.0")));
}

#[test]
fn every_timeline_fits_a_terminal_and_has_no_space_at_the_end_of_a_line() {
    for case in Case::ALL {
        for release in Release::all() {
            let reproduction = reproduce(case, release.rules.id, &|| false);
            for line in text(&reproduction, Ground::Live("6.18.44-fc-v595")).lines() {
                assert!(line.chars().count() <= WIDTH, "{line}");
                assert_eq!(line.trim_end(), line);
            }
        }
    }
}

#[test]
fn json_says_the_same() {
    for case in Case::ALL {
        let reproduction = reproduce(case, case.default_release(), &|| false);
        let report =
            Timeline { tool_version: "0.0.0", command: "ifrace repro", ground: Ground::Simulated, reproduction: &reproduction };
        let value: serde_json::Value = serde_json::from_str(&timeline::json(&report, 10)).expect("it is JSON");
        assert_eq!((&value["schema"], &value["verdict"], &value["exit_code"]), (&1.into(), &"violated".into(), &10.into()));
        let text = timeline::text(&report);
        let last: Vec<&str> = text.lines().rev().take(reproduction.runs.len()).collect();
        for (run, line) in value["runs"].as_array().expect("it is a list").iter().zip(last.into_iter().rev()) {
            let violated = run["violated"].as_array().expect("it is a list").iter();
            let violated: Vec<&str> = violated.map(|id| id.as_str().expect("it is a text")).collect();
            let verdict = if violated.is_empty() { "holds".to_owned() } else { format!("violated: {}", violated.join(", ")) };
            assert_eq!(line.split_once("  ").map(|(_, words)| words.trim_start()), Some(verdict.as_str()), "{line}");
        }
    }
}
