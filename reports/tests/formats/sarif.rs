//! SARIF is valid by the schema of OASIS, and says what the report says.

use crate::{golden, sample};
use ifrace_report::report::{Report, RunKind};
use ifrace_report::sarif;
use serde_json::Value;

fn valid(text: &str) -> Value {
    // Its patterns for languages have a bracket that not every kind of regular expression takes for itself.
    let schema = include_str!("sarif-schema-2.1.0.json").replace("{2}]?$", r"{2}\\]?$");
    let schema: Value = serde_json::from_str(&schema).expect("it is valid JSON");
    let value: Value = serde_json::from_str(text).expect("it is valid JSON");
    let validator = jsonschema::draft7::new(&schema).expect("it is valid JSON");
    let errors: Vec<String> = validator.iter_errors(&value).map(|error| format!("{}: {error}", error.instance_path())).collect();
    assert_eq!(errors, Vec::<String>::new());
    value
}

#[test]
fn the_sample() {
    let text = sarif::render(&sample::report());
    let value = valid(&text);
    golden::check("report.sarif", &format!("{value:#}\n"));
}

#[test]
fn a_run_for_each_kind_of_command() {
    let mut report = sample::report();
    let value = valid(&sarif::render(&report));
    let category = |value: &Value, run: usize| value["runs"][run]["automationDetails"]["id"].as_str().unwrap().to_owned();
    assert_eq!([0, 1, 2].map(|run| category(&value, run)), ["ifrace/gate/", "ifrace/explore/", "ifrace/bench/"]);
    assert_eq!([0, 1, 2].map(|run| value["runs"][run]["results"].as_array().unwrap().len()), [3, 0, 0]);
    let ended = |run: usize| {
        (&value["runs"][run]["invocations"][0]["exitCode"], &value["runs"][run]["invocations"][0]["executionSuccessful"])
    };
    assert_eq!((ended(0).0.as_u64(), ended(0).1), (Some(10), &Value::Bool(true)));
    assert_eq!((ended(1).0.as_u64(), ended(1).1), (Some(3), &Value::Bool(false)));

    report.runs.retain(|run| run.kind != RunKind::Gate);
    let value = valid(&sarif::render(&report));
    let results = |run: usize| value["runs"][run]["results"].as_array().unwrap().len();
    assert_eq!((category(&value, 0).as_str(), results(0)), ("ifrace/explore/", 3));
    report.runs.clear();
    assert_eq!(valid(&sarif::render(&report))["runs"][0]["results"].as_array().unwrap().len(), 3);
    valid(&sarif::render(&Report::new()));
}

#[test]
fn findings_are_results_with_a_flow_for_each_who_acts() {
    let value = valid(&sarif::render(&sample::report()));
    let (rules, results) = (&value["runs"][0]["tool"]["driver"]["rules"], &value["runs"][0]["results"]);
    for result in results.as_array().unwrap() {
        let index = usize::try_from(result["ruleIndex"].as_u64().unwrap()).unwrap();
        assert_eq!(rules[index]["id"], result["ruleId"]);
        for field in ["/locations/0/physicalLocation/artifactLocation/uri", "/locations/0/logicalLocations/0/fullyQualifiedName"]
        {
            assert!(result.pointer(field).is_some_and(Value::is_string), "{field}: {result}");
        }
    }
    let race = results.as_array().unwrap().iter().find(|one| one["level"] == "note").unwrap();
    assert_eq!(race["partialFingerprints"]["ifrace/v1"], "reuse-after-stop_no-stomp-device");
    assert_eq!(race["locations"][0]["physicalLocation"]["artifactLocation"]["uri"], "sim/scenarios/reuse-after-stop.toml");
    assert_eq!(race["attachments"][0]["artifactLocation"]["uri"], "failures/1/min%20trace.ndjson");
    let flows = race["codeFlows"][0]["threadFlows"].as_array().unwrap();
    let order =
        |flow: &Value| flow["locations"].as_array().unwrap().iter().map(|one| one["executionOrder"].as_u64().unwrap()).collect();
    assert_eq!(flows.iter().map(order).collect::<Vec<Vec<u64>>>(), [vec![1, 2, 4], vec![6], vec![5], vec![3]]);
    assert_eq!(flows[1]["locations"][0]["importance"], "essential");
    let hostile = &results[0];
    assert_eq!((hostile["level"].as_str(), hostile["codeFlows"][0]["threadFlows"].as_array().unwrap().len()), (Some("error"), 1));
    assert!(hostile["message"]["text"].as_str().unwrap().contains("\\[x\\](http://e.vil)"), "no link");
}

/// The schema is one that says no.
#[test]
#[should_panic(expected = "resultz")]
fn what_is_no_sarif_is_not_valid() {
    valid(&sarif::render(&sample::report()).replace("\"results\"", "\"resultz\""));
}
