//! The page. `tests/golden/report.html` holds what is expected; `UPDATE_GOLDEN=1 cargo test -p ifrace-report` writes it anew.

#[path = "../render/golden.rs"]
mod golden;
mod harmless;
#[path = "../sample_report/report.rs"]
mod sample_report;
mod size;

use ifrace_report::html;
use ifrace_report::report::{Report, Run, RunKind, Status, Suite, Verdict};

#[test]
fn everything_that_a_page_has() {
    golden::check("report.html", &html::render(&sample_report::everything()));
}

/// An empty one, one of benches, one that was interrupted, and one that is as expected.
#[test]
fn the_verdict_over_everything() {
    let run = |kind, exit_code, interrupted| Run {
        kind,
        command: "ifrace".into(),
        tool_version: "0".into(),
        exit_code,
        summary: String::new(),
        interrupted,
        milliseconds: None,
        environment: vec![],
        notes: vec![],
    };
    let holds = |expected| Verdict {
        suite: Suite::Subject,
        name: "kernel".into(),
        scenario: None,
        invariant: "progress".into(),
        status: Status::Holds,
        expected,
        why: String::new(),
        findings: vec![],
    };
    let line = |runs: Vec<Run>, verdicts: Vec<Verdict>| {
        let page = html::render(&Report { runs, verdicts, ..Report::new() });
        let title = page.split_once("<title>").and_then(|(_, rest)| rest.split_once("</title>")).expect("it has a title");
        title.0.to_owned()
    };
    assert_eq!(line(vec![], vec![]), "ifrace: Nothing was judged.");
    let gate = |exit_code, interrupted| vec![run(RunKind::Gate, exit_code, interrupted)];
    assert_eq!(line(gate(0, false), vec![holds(true)]), "ifrace gate: As expected: 1 verdict.");
    assert_eq!(
        line(gate(10, false), vec![holds(true), holds(false)]),
        "ifrace gate: Not as expected: 1 of 2 verdicts, 0 of 0 findings."
    );
    let interrupted = "Interrupted; as far as it came, everything is as expected.";
    assert_eq!(line(gate(75, true), vec![holds(true)]), format!("ifrace gate: {interrupted}"));
    let ended = "Every verdict is as expected, but a run ended with exit code 70.";
    assert_eq!(
        line(vec![run(RunKind::Gate, 70, false), run(RunKind::Check, 0, false)], vec![holds(true)]),
        format!("ifrace, 2 runs: {ended}")
    );
}

#[test]
fn every_link_inside_the_page_has_a_target_and_no_identifier_is_there_twice() {
    for report in [sample_report::everything(), sample_report::big::full_gate(), sample_report::big::campaign(5000, 300)] {
        let page = html::render(&report);
        let values = |attribute: &str| -> Vec<String> {
            let begin = format!(" {attribute}=\"");
            let texts = page.split(begin.as_str()).skip(1);
            texts.map(|text| text.split('"').next().expect("it ends").to_owned()).collect()
        };
        let mut ids = values("id");
        ids.sort_unstable();
        assert_eq!(ids.windows(2).find(|pair| pair[0] == pair[1]), None);
        for link in values("href") {
            let known = link.strip_prefix('#').map(|anchor| ids.binary_search(&anchor.to_owned()).is_ok());
            assert!(known.unwrap_or(link.starts_with("./")), "{link}");
        }
    }
}

/// Of two attributes with the same name a browser ignores the second.
#[test]
fn no_element_has_an_attribute_twice() {
    let page = html::render(&sample_report::everything());
    let body = page.split_once("</script>").expect("it has a script").1;
    for element in body.split('<').filter_map(|text| text.split_once('>')).map(|(element, _)| element) {
        for attribute in ["class", "id", "title"] {
            assert!(element.matches(&format!(" {attribute}=\"")).count() < 2, "{element}");
        }
    }
}
