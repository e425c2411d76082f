//! The built-in scenarios: all of the folder, with every value of their parameters at its limits, under every era.

use ifrace_sim::release::Release;
use ifrace_sim::scenario::{Parameters, Scenario, ScenarioParameter, listing};
use ifrace_sim::world::Stage;
use std::collections::BTreeSet;
use std::path::Path;

fn all() -> impl Iterator<Item = Scenario> {
    Scenario::ALL.into_iter().map(|id| Scenario::builtin(id).expect("it is built in"))
}

#[test]
fn every_file_of_the_folder_is_built_in() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("scenarios");
    let paths = std::fs::read_dir(&folder).expect("it is there").map(|entry| entry.expect("it can be read").path());
    let files: BTreeSet<_> = paths.map(|path| path.file_name().expect("it is a file").to_owned()).collect();
    let built_in: BTreeSet<_> = Scenario::ALL.into_iter().map(|id| format!("{id}.toml").into()).collect();
    assert_eq!(files, built_in);
    for (id, scenario) in Scenario::ALL.into_iter().zip(all()) {
        let text = std::fs::read_to_string(folder.join(format!("{id}.toml"))).expect("it is text");
        assert_eq!((scenario.name.as_str(), scenario.text), (id, text));
    }
}

/// The defaults, each value at its limits, and all of them at theirs.
fn extremes(scenario: &Scenario) -> Vec<Parameters> {
    let with = |given: Parameters, one: &ScenarioParameter, most: bool| {
        given.with(one.parameter, if most { one.most } else { one.least })
    };
    let mut extremes = vec![Parameters::default()];
    for most in [false, true] {
        extremes.extend(scenario.parameters.iter().map(|one| with(Parameters::default(), one, most)));
        extremes.push(scenario.parameters.iter().fold(Parameters::default(), |given, one| with(given, one, most)));
    }
    extremes
}

#[test]
fn every_scenario_can_be_played_at_its_limits_under_every_era() {
    for scenario in all() {
        for given in extremes(&scenario) {
            let plan = scenario.plan(&given).unwrap_or_else(|error| panic!("{} {given:?}: {error}", scenario.name));
            for release in Release::all() {
                let stage = Stage::new(plan.clone(), release);
                assert!(stage.is_ok(), "{} {given:?} {}: {:?}", scenario.name, release.id(), stage.err());
            }
        }
    }
}

#[test]
fn expectations_are_of_eras_that_there_are_and_of_every_release() {
    for scenario in all() {
        let eras: BTreeSet<&str> =
            scenario.breaks.iter().map(|one| &*one.era).chain(scenario.holds.iter().map(|one| &*one.era)).collect();
        for era in &eras {
            let id = Release::parse(era).map(|release| release.id());
            assert!(id.is_ok(), "{}: {era}", scenario.name);
        }
        assert!(!scenario.breaks.is_empty() && !scenario.description.is_empty(), "{}", scenario.name);
        let disciplines = scenario.name == "cleanup-discipline";
        assert!(disciplines || eras.contains("hardened"), "{}: what of hardened?", scenario.name);
    }
}

#[test]
fn what_is_listed_can_be_written_down() {
    let listed = serde_json::to_value(listing()).expect("it is data");
    let first = &listed[0];
    assert_eq!((listed.as_array().map(Vec::len), &first["id"]), (Some(Scenario::ALL.len()), &"reuse-after-stop".into()));
    let guests =
        serde_json::json!({ "id": "guests", "summary": "how many guests there are", "default": 3, "least": 3, "most": 8 });
    assert_eq!(first["parameters"][0], guests);
    assert_eq!(first["about"][0], "creation-during-cleanup");
    assert_eq!(first["breaks"][0]["era"], "6.6");
    assert_eq!(first["breaks"][0]["violated"][0], "no-stomp:bandwidth");
    assert_eq!(first["holds"][0]["never"].as_array().map(Vec::len), Some(15));
}
