//! Pictures that are files of their own.

use crate::{golden, sample};
use ifrace_report::svg;
use roxmltree::Document;

fn texts(picture: &str) -> Vec<String> {
    let document = Document::parse(picture).expect("it is well-formed");
    assert_eq!(document.root_element().tag_name().namespace(), Some("http://www.w3.org/2000/svg"));
    let texts = document.descendants().filter(|node| node.has_tag_name(("http://www.w3.org/2000/svg", "text")));
    texts.filter_map(|node| node.text().map(str::to_owned)).collect()
}

#[test]
fn the_verdicts_of_the_sample() {
    let picture = svg::verdicts(&sample::report()).expect("it has scenarios under releases");
    golden::check("verdicts.svg", &picture);
    let texts = texts(&picture);
    assert_eq!(texts[..2], ["6.6", "11.3"], "what is no release is left out");
    assert!(texts.contains(&"reuse-after-stop".to_owned()) && texts.contains(&"x!".to_owned()), "{texts:?}");
}

#[test]
fn the_diagram_of_a_finding() {
    let report = sample::report();
    let picture = svg::finding(&report.findings[0]).expect("it has a diagram");
    golden::check("finding.svg", &picture);
    assert!(texts(&picture).iter().any(|text| text == "create macvtap0"));
}

#[test]
fn nothing_of_a_hostile_subject_is_more_than_a_text() {
    let mut report = sample::report();
    for verdict in &mut report.verdicts {
        verdict.scenario = Some(sample::HOSTILE.to_owned());
    }
    let pictures = report.findings.iter().filter_map(svg::finding).chain(svg::verdicts(&report));
    for picture in pictures {
        let document = Document::parse(&picture).expect("it is well-formed");
        assert!(!document.descendants().any(|node| node.tag_name().name() == "script"));
        assert!(!picture.contains("http://e.vil\""), "no link");
    }
}

#[test]
fn where_there_is_nothing_to_draw_there_is_no_picture() {
    let mut report = sample::report();
    report.verdicts.clear();
    assert_eq!(svg::verdicts(&report), None);
    let mut finding = report.findings.remove(0);
    finding.diagram = None;
    assert_eq!(svg::finding(&finding), None);
}
