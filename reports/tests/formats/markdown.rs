//! The summary is Markdown that nothing of a report can break out of.

use crate::{golden, sample};
use ifrace_report::markdown;
use ifrace_report::report::{Report, Status};

#[test]
fn the_sample() {
    golden::check("report.md", &markdown::render(&sample::report()));
}

#[test]
fn the_first_line_is_the_verdict() {
    let head = |report: &Report| markdown::render(report).lines().next().unwrap().to_owned();
    let mut report = sample::report();
    assert_eq!(head(&report), "# ifrace: 3 of 10 verdicts not as expected, 1 unknown");
    report.verdicts.iter_mut().for_each(|verdict| verdict.expected = true);
    assert_eq!(head(&report), "# ifrace: 10 verdicts as expected, but 2 findings not expected, 2 unknown");
    report.findings.iter_mut().for_each(|finding| finding.expected = true);
    report.verdicts.retain(|verdict| verdict.status != Status::Unknown);
    assert_eq!(head(&report), "# ifrace: 8 verdicts as expected");
    report.verdicts.clear();
    assert_eq!(head(&report), "# ifrace: nothing was judged");
}

#[test]
fn what_is_not_expected_comes_first() {
    let text = markdown::render(&sample::report());
    let place = |part: &str| text.find(part).unwrap_or_else(|| panic!("{part}"));
    let order =
        ["## Not as expected", "## Verdicts", "## Findings that are not expected", "## Findings that are expected", "Coverage"];
    assert!(order.map(place).is_sorted());
    assert!(place("| violated |") < place("| unknown |") && place("| unknown |") < place("| holds |"));
}

/// Outside of blocks of code, what begins a link, a mention, a tag or a cell is the document's own.
#[test]
fn hostile_names_are_only_shown() {
    let text = markdown::render(&sample::report());
    let text: String = text.split("<pre>").map(|part| part.rsplit("</pre>").next().unwrap()).collect();
    for part in ["<script", "@all", "http://", "www.", "](", "\u{1b}", "\0", "\u{202e}", "'EOF'"] {
        assert!(!text.contains(part), "{part:?}");
    }
    assert!(text.contains("&#60;script&#62;alert(1)&#60;/script&#62; &#96;&#124;&#96; &#91;x&#93;(http&#58;//e.vil) &#64;all www&#46;e.vil&#92;n&#35;"));
    for tag in ["details", "summary", "code"] {
        let count = |tag: &str| text.matches(tag).count();
        assert_eq!(count(&format!("<{tag}>")), count(&format!("</{tag}>")), "{tag}");
    }
    let mut columns = None;
    for line in text.lines() {
        let cells = line.starts_with('|').then(|| line.matches('|').count());
        assert!(columns.is_none() || cells.is_none() || cells == columns, "{line}");
        columns = cells;
    }
}
