//! `report.json`, its schema and its reader.

use crate::{golden, sample};
use ifrace_report::report::{ReadError, Report, schema};
use serde_json::{Value, json};
use std::path::Path;

fn validator() -> jsonschema::Validator {
    let schema: Value = serde_json::from_str(&schema()).expect("it can be made of the sample");
    assert!(jsonschema::draft202012::meta::is_valid(&schema), "it is a schema");
    jsonschema::draft202012::new(&schema).expect("it can be made of the sample")
}

#[test]
fn the_schema_in_the_book_is_current() {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("../docs/report.schema.json");
    if std::env::var_os("UPDATE_GOLDEN").is_some() {
        std::fs::write(&path, schema()).unwrap();
    }
    let text = std::fs::read_to_string(&path).unwrap();
    assert!(text == schema(), "docs/report.schema.json is not current: UPDATE_GOLDEN=1 writes it anew");
}

#[test]
fn reports_are_in_the_schema() {
    for report in [sample::report(), Report::new()] {
        let value: Value = serde_json::from_str(&report.to_json()).unwrap();
        let errors: Vec<String> = validator().iter_errors(&value).map(|error| error.to_string()).collect();
        assert_eq!(errors, Vec::<String>::new());
    }
}

/// What the schema refuses, the reader refuses as well.
#[test]
fn what_is_no_report_is_not_in_the_schema() {
    let changes: [fn(&mut Value); 9] = [
        |report| drop(report.as_object_mut().unwrap().remove("charts")),
        |report| drop(report["verdicts"][0].as_object_mut().unwrap().remove("status")),
        |report| report["colour"] = json!(1),
        |report| report["findings"][0]["diagram"]["steps"][0]["breaches"] = json!([{"invariant": "x", "cause": "y", "z": 0}]),
        |report| report["verdicts"][0]["status"] = json!("perhaps"),
        |report| report["runs"][0]["kind"] = json!("Gate"),
        |report| report["runs"][0]["exit-code"] = json!(256),
        |report| report["coverage"][0]["states"] = json!(-1),
        |report| report["schema"] = json!(2),
    ];
    let validator = validator();
    for (number, change) in changes.iter().enumerate() {
        let mut value = serde_json::to_value(sample::report()).unwrap();
        assert!(validator.is_valid(&value));
        change(&mut value);
        assert!(!validator.is_valid(&value), "change {number}");
        assert!(Report::from_json(&value.to_string()).is_err(), "change {number}");
    }
}

#[test]
fn what_is_written_and_read_stays_the_same() {
    let text = sample::report().to_json();
    golden::check("report.json", &text);
    assert!(text.ends_with("}\n"));
    let read = Report::from_json(&text).unwrap();
    assert_eq!(read, sample::report());
    assert_eq!(read.to_json(), text);
}

fn error(change: impl FnOnce(&mut Value)) -> String {
    let mut value = serde_json::to_value(sample::report()).expect("it can be made of the sample");
    change(&mut value);
    Report::from_json(&value.to_string()).expect_err("it is no report").to_string()
}

#[test]
fn what_cannot_be_read_is_said_in_a_line() {
    let empty = Report::from_json("").unwrap_err().to_string();
    assert_eq!(empty, "no report: line 1, column 0: EOF while parsing a value");
    let unknown = error(|report| report["a\nb"] = json!(0));
    assert!(unknown.contains("unknown field `a\\nb`") && !unknown.contains('\n'), "{unknown}");
    let long = error(|report| report[&"x".repeat(10_000)] = json!(0));
    assert!(long.len() < 600, "{long}");
    let wrong = Report::from_json("{\"schema\": 1,\n  \"runs\": 7}").unwrap_err();
    assert!(matches!(wrong, ReadError::Malformed { line: 2, column: 11, .. }), "{wrong}");
}

#[test]
fn other_schemas_are_named_whatever_else_is_in_them() {
    let newer =
        "a report of schema 2, and this version of ifrace reads schema 1 only; take the version that wrote it, or a newer one";
    assert_eq!(error(|report| report["schema"] = json!(2)), newer);
    assert_eq!(Report::from_json("{\"schema\": 2, \"news\": [{}]}").unwrap_err().to_string(), newer);
    assert!(error(|report| report["schema"] = json!(0)).ends_with("make the run again"));
    assert!(error(|report| report["schema"] = json!(u64::MAX)).contains("schema 18446744073709551615,"));
}

#[test]
fn what_is_pointed_to_is_there() {
    let finding = error(|report| report["verdicts"][4]["findings"] = json!(["hostile-1", "no\nsuch"]));
    assert_eq!(finding, "no report: verdicts[4] points to a finding that is not there: no\\nsuch");
    let lane = error(|report| report["findings"][0]["diagram"]["steps"][5]["lane"] = json!(4));
    assert_eq!(lane, "no report: findings[0].diagram.steps[5] is in lane 4, of 4 that are counted from 0");
    let twice = error(|report| report["findings"][2]["id"] = json!("hostile-1"));
    assert_eq!(twice, "no report: findings[2] has the identifier of another finding: hostile-1");
}

/// Whatever is cut off or turned around, the reader answers.
#[test]
fn broken_texts_are_errors() {
    let text = sample::report().to_json();
    for end in (0..text.len() - 2).step_by(29).filter(|end| text.is_char_boundary(*end)) {
        assert!(Report::from_json(&text[..end]).is_err(), "cut at {end}");
    }
    let deep = format!("{{\"schema\": {}", "[".repeat(100_000));
    for broken in [deep.as_str(), "[1]", "null", "\u{feff}{}", "{\"schema\": 1, \"schema\": 1}", "{\"schema\": 1e99}", "\u{0}"] {
        assert!(Report::from_json(broken).is_err(), "{broken:.40}");
    }
}
