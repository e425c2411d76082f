//! JUnit is read by a parser that is not the library that writes it, and has the structure that Jenkins and GitLab read.

use crate::{golden, sample};
use ifrace_report::junit_report;
use ifrace_report::report::{Report, Status};
use roxmltree::{Document, Node};

fn count(node: Node<'_, '_>, counted: &str) -> usize {
    node.attribute(counted).expect("every element has it").parse().expect("every element has it")
}

fn children<'a>(node: Node<'a, 'a>, of: &str) -> Vec<Node<'a, 'a>> {
    node.children().filter(|child| child.has_tag_name(of)).collect()
}

/// The rules of the schema of Jenkins (junit-10.xsd) that such a file can break.
fn well_structured(text: &str) -> Document<'_> {
    let document = Document::parse(text).expect("every element has it");
    let root = document.root_element();
    assert!(root.has_tag_name("testsuites"));
    let mut all = 0;
    for suite in root.children().filter(Node::is_element) {
        assert!(suite.has_tag_name("testsuite") && suite.attribute("name").is_some());
        let cases = children(suite, "testcase");
        let with = |what: &str| cases.iter().filter(|case| !children(**case, what).is_empty()).count();
        assert_eq!(count(suite, "tests"), cases.len());
        assert_eq!((count(suite, "failures"), count(suite, "errors")), (with("failure"), with("error")));
        assert_eq!(
            suite.attribute("disabled").or(suite.attribute("skipped")).expect("every element has it"),
            with("skipped").to_string()
        );
        for case in &cases {
            assert!(case.attribute("name").is_some() && case.attribute("classname").is_some());
            let elements: Vec<&str> = case.children().filter(Node::is_element).map(|one| one.tag_name().name()).collect();
            let known = ["failure", "error", "skipped", "system-out"];
            assert!(elements.iter().all(|one| known.contains(one)), "{elements:?}");
            assert!(elements.iter().filter(|one| **one != "system-out").count() <= 1, "{elements:?}");
        }
        all += cases.len();
    }
    assert_eq!(count(root, "tests"), all);
    document
}

fn case<'a>(document: &'a Document<'a>, suite: &str, case: &str) -> Node<'a, 'a> {
    let suites = children(document.root_element(), "testsuite");
    let suite = suites.into_iter().find(|one| one.attribute("name") == Some(suite)).expect("every element has it");
    children(suite, "testcase").into_iter().find(|one| one.attribute("name") == Some(case)).expect("every element has it")
}

fn result<'a>(node: Node<'a, 'a>) -> (&'a str, &'a str) {
    let element = node.children().find(|one| one.is_element() && !one.has_tag_name("system-out"));
    element.map_or(("success", ""), |one| (one.tag_name().name(), one.attribute("message").unwrap_or_default()))
}

#[test]
fn the_sample() {
    let text = junit_report::render(&sample::report()).unwrap();
    golden::check("report.xml", &text);
    let document = well_structured(&text);
    let names: Vec<_> = children(document.root_element(), "testsuite").iter().map(|one| one.attribute("name").unwrap()).collect();
    assert_eq!(names.len(), 9, "a suite for each subject and era, and the runs: {names:?}");
}

#[test]
fn verdicts_become_what_they_are() {
    let text = junit_report::render(&sample::report()).unwrap();
    let document = well_structured(&text);
    let of = |suite: &str, name: &str| result(case(&document, suite, name));
    assert_eq!(of("builtin:hardened", "unique-name"), ("success", ""));
    assert_eq!(of("libvirt:/opt/absent.so", "progress"), ("skipped", "there is no library /opt/absent.so"));
    assert_eq!(of("libvirt", "agrees-with-model"), ("error", "the worker process was killed: no memory"));
    assert_eq!(of("11.3", "reuse-after-stop no-leak"), ("error", "never reached: daemon-died"));
    let gone = ("failure", "not expected: holds, expected to be violated, and is not in all 812 states");
    assert_eq!(of("6.6", "reuse-after-stop no-leak"), gone);
    let known = case(&document, "6.6", "reuse-after-stop no-stomp:device");
    assert_eq!(result(known), ("success", ""));
    let output = children(known, "system-out")[0].text().unwrap();
    assert_eq!(output, "expected: violated, in 5 steps\nthe cleanup of A deletes macvtap0 of B");
    assert_eq!(of("by-name", "own plan?.toml no-such-rule").0, "failure", "no verdict points to it");
}

#[test]
fn hostile_names_are_spelt_out() {
    let text = junit_report::render(&sample::report()).unwrap();
    let document = well_structured(&text);
    let name = sample::HOSTILE
        .replace('\n', "\\n")
        .replace('\u{1b}', "\\u{1b}")
        .replace('\0', "\\u{0}")
        .replace('\u{202e}', "\\u{202e}");
    let failure = children(case(&document, &name, "unique-name"), "failure")[0];
    let text = failure.text().unwrap();
    assert!(text.contains(&name) && text.contains("reproduce:\n\nifrace check 'exec:</pre><script>'"), "{text}");
}

#[test]
fn a_run_that_fails_for_what_no_verdict_says_fails() {
    let mut report = sample::report();
    let runs = |report: &Report| {
        let text = junit_report::render(report).unwrap();
        let document = well_structured(&text);
        ["ifrace gate --out gate", "ifrace explore reuse-after-stop --era 6.6", "cargo bench"]
            .map(|run| result(case(&document, "runs", run)).0.to_owned())
    };
    assert_eq!(runs(&report), ["success", "error", "success"]);
    report.findings.iter_mut().for_each(|finding| finding.expected = true);
    report.verdicts.retain(|verdict| verdict.status != Status::Unknown);
    report.verdicts.iter_mut().for_each(|verdict| verdict.expected = true);
    assert_eq!(runs(&report), ["failure", "error", "success"]);
    well_structured(&junit_report::render(&Report::new()).unwrap());
}
