//! Large reports: every format has all of them or says what is missing, and none grows faster than the report.

use crate::sample;
use ifrace_report::report::{Finding, Report, Step, Verdict};
use ifrace_report::{junit_report, markdown, perfetto, sarif};
use serde_json::Value;

/// Steps of a diagram.
const STEPS: usize = 40;

/// So many verdicts, and a hundredth as many findings with diagrams, to each of which a hundred verdicts point.
fn large(verdicts: usize) -> Report {
    let sample = sample::report();
    let finding = |number: usize| {
        let mut finding =
            Finding { id: format!("finding-{number}"), expected: number.is_multiple_of(2), ..sample.findings[0].clone() };
        let diagram = finding.diagram.as_mut().expect("it can be made of the sample");
        let steps: Vec<Step> = diagram.steps.iter().cycle().take(STEPS).cloned().collect();
        diagram.steps = steps.into_iter().zip(1..).map(|(step, number)| Step { number: Some(number), ..step }).collect();
        finding
    };
    let findings: Vec<Finding> = (0..verdicts / 100).map(finding).collect();
    let verdict = |number: usize| Verdict {
        name: format!("era {}", number % 100),
        scenario: Some(format!("scenario {}", number / 1000)),
        invariant: format!("invariant {}", number / 100 % 10),
        expected: number.is_multiple_of(2),
        findings: vec![findings[number % findings.len()].id.clone()],
        ..sample.verdicts[5].clone()
    };
    Report { verdicts: (0..verdicts).map(verdict).collect(), findings: findings.clone(), ..sample }
}

fn all(report: &Report) -> [String; 5] {
    let junit = junit_report::render(report).expect("it can be made of the sample");
    [report.to_json(), sarif::render(report), junit, markdown::render(report), perfetto::render(report)]
}

/// Bytes after compression, as GitHub counts them.
fn compressed(text: &str) -> usize {
    let path = std::path::Path::new(env!("CARGO_TARGET_TMPDIR")).join(format!("large-{}.sarif", text.len()));
    std::fs::write(&path, text).expect("the file can be written");
    let gzip = std::process::Command::new("gzip").args(["-1", "-c"]).arg(&path).output().expect("gzip can be run");
    std::fs::remove_file(&path).expect("the file is there");
    assert!(gzip.status.success());
    gzip.stdout.len()
}

#[test]
fn a_hundred_thousand_verdicts_and_a_thousand_findings() {
    let whole = large(100_000);
    let [json, sarif, junit, markdown, perfetto] = all(&whole);
    for (part, whole) in all(&large(10_000)).iter().zip([&json, &sarif, &junit, &markdown, &perfetto]) {
        assert!(whole.len() < part.len() * 11, "{} to {}: {:.60}", part.len(), whole.len(), whole);
    }
    let count = |text: &str, part: &str| text.matches(part).count();
    assert_eq!(Report::from_json(&json).unwrap().verdicts.len(), 100_000);
    assert_eq!((count(&sarif, "\"partialFingerprints\""), count(&sarif, "\"codeFlows\"")), (1000, 1000));
    assert!(compressed(&sarif) < 10_000_000);
    assert_eq!(count(&junit, "<testcase "), 100_000 + whole.runs.len());
    assert_eq!(count(&junit, "reproduce:"), 500, "each finding that is not expected shows its run once");
    assert_eq!(count(&perfetto, "\"cat\":\"step\""), 1000 * STEPS);
    assert!(markdown.len() < 1 << 20, "{}", markdown.len());
    for more in ["49900 more verdicts that are not as expected", "60 more columns", "300 more findings"] {
        assert!(markdown.contains(more), "{more}");
    }
}

/// What SARIF has no room for is left out from its end, where the expected findings are, and is counted.
#[test]
fn sarif_stays_within_its_limits() {
    let mut report = large(100_000);
    for finding in &mut report.findings {
        finding.diagram.as_mut().unwrap().steps.iter_mut().for_each(|step| step.detail = "é".repeat(800));
    }
    let text = sarif::render(&report);
    assert!(compressed(&text) < 10_000_000);
    let value: Value = serde_json::from_str(&text).unwrap();
    let results = value["runs"][0]["results"].as_array().unwrap();
    let without: Vec<bool> = results.iter().map(|result| result["codeFlows"].is_null()).collect();
    assert!(results.len() == 1000 && !without[0] && without[999]);
    assert!(results.is_sorted_by_key(|result| result["level"] == "note"), "what is not expected comes first");
    let flows = without.iter().filter(|without| **without).count();
    let notes = value["runs"][0]["invocations"].as_array().unwrap().last().unwrap();
    let note = notes["toolExecutionNotifications"][0]["message"]["text"].as_str().unwrap();
    assert_eq!(note, format!("{flows} findings are without their steps: there is no room for more in a file"));

    let bare = Finding { diagram: None, commands: Vec::new(), ..report.findings[0].clone() };
    report.findings = (0..30_000).map(|number| Finding { id: number.to_string(), ..bare.clone() }).collect();
    let value: Value = serde_json::from_str(&sarif::render(&report)).unwrap();
    let results = value["runs"][0]["results"].as_array().unwrap().len();
    let notes = value["runs"][0]["invocations"].as_array().unwrap().last().unwrap();
    let note = notes["toolExecutionNotifications"][0]["message"]["text"].as_str().unwrap();
    assert!(results <= 25_000 && note.starts_with(&format!("{} findings are left out", 30_000 - results)), "{results}: {note}");
}
