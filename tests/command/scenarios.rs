//! What `ifrace list` tells of scenarios.

use super::folder::Folder;
use super::output::{ifrace, items};
use ifrace_sim::scenario::Scenario;
use ifrace_sim::world::violated::Violated;

#[test]
fn scenarios_are_listed_with_what_is_expected() {
    let text = ifrace(&["list", "scenarios"]).exits(0).stdout;
    let ids: Vec<&str> = text.lines().filter(|line| !line.starts_with(' ')).filter_map(|line| line.split(' ').next()).collect();
    assert_eq!(ids, Scenario::ALL);
    for part in ["parameters: guests 3 (3 to 8), cycles 2 (1 to 200)\n", "about: creation-during-cleanup, both-running\n"] {
        assert!(text.contains(part), "{part}: {text}");
    }
    assert!(text.contains("breaks under 6.6: ") && text.contains("holds under 6.8, 6.9, 7.0, "), "{text}");
    let json = ifrace(&["list", "scenarios", "--json"]).exits(0).json();
    assert_eq!(items(&json).len(), Scenario::ALL.len());
    assert_eq!(json[0]["parameters"][0]["default"], 3);
}

#[test]
fn the_text_of_a_scenario_is_one_to_start_from() {
    let folder = Folder::new();
    for id in Scenario::ALL {
        let text = ifrace(&["list", "scenarios", id]).exits(0).stdout;
        assert!(text.starts_with(&format!("name = \"{id}\"\n")), "{text}");
        let json = ifrace(&["list", "scenarios", id, "--json"]).exits(0).json();
        assert_eq!((&json["id"], &json["text"]), (&id.into(), &text.into()));
    }
    let text = ifrace(&["list", "scenarios", "unmanaged-tap"]).exits(0).stdout;
    let file = folder.file("plan.toml", text.replace("unmanaged-tap", "my-own"));
    let output = ifrace(&["explore", &file, "--era", "hardened"]).exits(0);
    assert!(output.stdout.contains("\nmy-own: "), "{output:?}");
}

#[test]
fn what_can_be_violated_is_listed() {
    let json = ifrace(&["list", "violations", "--json"]).exits(0).json();
    let ids: Vec<&str> = items(&json).iter().filter_map(|one| one["id"].as_str()).collect();
    assert_eq!(ids, Violated::ALL.iter().map(|one| one.id()).collect::<Vec<_>>());
    assert!(ifrace(&["list", "violations"]).exits(0).stdout.starts_with("no-stomp:device "));
}

#[test]
fn only_scenarios_have_a_text() {
    let error = ifrace(&["list", "scenarios", "nothing"]).exits(2);
    assert!(error.error_line().starts_with("there is no scenario nothing; there are reuse-after-stop, "), "{error:?}");
    let error = ifrace(&["list", "eras", "6.6"]).exits(2);
    assert_eq!(error.error_line(), "6.6: only scenarios have a text to print; leave it out");
}

#[test]
fn the_commands_of_races_have_examples() {
    for command in ["search", "explore", "replay", "shrink"] {
        let help = ifrace(&[command, "--help"]).exits(0).stdout;
        assert!(help.contains(&format!("Examples:\n  ifrace {command} ")) && help.contains("--json"), "{help}");
    }
}
