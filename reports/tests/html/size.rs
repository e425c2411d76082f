//! How big pages become.

use crate::sample_report::big;
use ifrace_report::html;
use ifrace_report::report::{Coverage, Fact, Note, NoteKind, Report};

const MIB: usize = 1 << 20;

#[test]
fn the_page_of_a_full_gate_is_small() {
    let page = html::render(&big::full_gate());
    assert_eq!(page.matches("<article").count(), 60);
    assert_eq!(page.matches("<svg class=\"diagram\"").count(), 60);
    assert!(page.len() < 2 * MIB, "{} bytes", page.len());
}

#[test]
fn the_page_of_a_long_campaign_is_bounded_and_says_what_it_leaves_out() {
    let page = html::render(&big::campaign(100_000, 1000));
    assert!(page.len() < 4 * MIB, "{} bytes", page.len());
    assert_eq!(page.matches("<article").count() + page.matches("<tr class=\"finding\"").count(), 1000, "no finding is lost");
    assert!(page.contains("are in <a href=\"#more-findings\">a table without diagrams</a>"));
    assert!(page.contains("the 50,000 verdicts are counted by invariant"));
    assert!(page.contains("1,700 more verdicts that are not as expected are left out here"));
}

#[test]
fn a_long_run_is_cut_in_the_middle() {
    let page = html::render(&Report { findings: vec![big::finding(1, 100_000)], ..Report::new() });
    assert!(page.contains("99,900 steps are left out"), "{page}");
    assert!(page.len() < MIB / 4, "{} bytes", page.len());
    assert!(page.contains(">99999. <b>") && page.contains("violates no-stomp:device"));
}

/// Whoever writes a report can make any list and any text in it long.
#[test]
fn nothing_makes_a_page_endless() {
    let mut report = big::campaign(20, 2);
    let long = "x".repeat(100_000);
    report.findings[0].commands = vec![long.clone(); 1000];
    report.findings[0].diagram.as_mut().expect("it has one").steps[0].text = long.clone();
    report.findings[1].fixes = vec![report.findings[0].fixes[0].clone(); 100_000];
    let one =
        Coverage { scenario: "s".into(), era: "e".into(), states: u64::MAX, exhausted: true, schedules: 1, reached: vec![] };
    report.coverage = (0..50_000).map(|number| Coverage { scenario: format!("s{number}"), ..one.clone() }).collect();
    let mut run = crate::sample_report::everything().runs.remove(0);
    run.environment = vec![Fact { name: long.clone(), value: long.clone() }; 1000];
    run.notes = vec![Note { kind: NoteKind::Other, text: long }; 1000];
    report.runs = vec![run; 2];
    let page = html::render(&report);
    assert!(page.len() < 2 * MIB, "{} bytes", page.len());
}
