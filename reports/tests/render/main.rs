//! Reports as they are rendered, byte by byte. The files of `tests/golden` hold what is expected;
//! `UPDATE_GOLDEN=1 cargo test -p ifrace-report` writes them anew.

mod contention;
mod golden;
mod output;
mod races;
mod sample;
mod timeline;

use golden::check;
use ifrace_report::text::{self, Style, WIDTH};
use ifrace_report::{finding, json, junit};

#[test]
fn a_run_that_deviates() {
    let report = sample::deviating();
    check("deviating.txt", &text::render(&report, Style::default()));
    check("deviating.json", &json::render(&report));
    check("deviating.xml", &junit::render(&report, &sample::baseline()).unwrap());
}

#[test]
fn a_run_as_expected() {
    let report = sample::as_expected();
    check("as_expected.txt", &text::render(&report, Style::default()));
    check("as_expected.xml", &junit::render(&report, &sample::baseline()).unwrap());
}

#[test]
fn an_interrupted_run() {
    check("interrupted.txt", &text::render(&sample::interrupted(), Style::default()));
}

#[test]
fn findings() {
    let mut all = String::new();
    for (subject, found) in &sample::deviating().findings {
        all += &finding::text(subject, found, &finding::reproduce(subject, found));
        all += "----\n";
    }
    check("findings.txt", &all);
}

#[test]
fn the_baseline_that_the_deviating_run_would_meet() {
    let report = sample::deviating();
    let updated = sample::baseline().updated(&report.rows, report.rules, &|_| false);
    check("updated.toml", &updated.to_toml());
    assert_eq!(updated.deviations(&report.rows, report.rules, &[]), []);
}

/// Colours must not move anything: without their codes the text is the plain one.
#[test]
fn colours_change_nothing_but_colours() {
    for report in [sample::deviating(), sample::as_expected(), sample::interrupted()] {
        let coloured = text::render(&report, Style { color: true });
        let codes = ["\x1b[32m", "\x1b[1;31m", "\x1b[33m", "\x1b[2m", "\x1b[0m"];
        let plain = codes.iter().fold(coloured.clone(), |text, code| text.replace(code, ""));
        assert_eq!(plain, text::render(&report, Style::default()));
        assert!(coloured.contains("\x1b[32mholds\x1b[0m"));
    }
}

#[test]
fn the_text_fits_a_terminal_and_has_no_space_at_the_end_of_a_line() {
    for report in [sample::deviating(), sample::as_expected(), sample::interrupted()] {
        for line in text::render(&report, Style::default()).lines() {
            assert!(line.chars().count() <= WIDTH, "{line}");
            assert_eq!(line.trim_end(), line);
        }
    }
}

#[test]
fn json_can_be_read_again() {
    let value: serde_json::Value = serde_json::from_str(&json::render(&sample::deviating())).unwrap();
    assert_eq!(value["schema"], json::SCHEMA);
    assert_eq!(value["findings"][0]["history"][0]["op"], "reserve");
    assert_eq!(value["rows"][0]["cells"][0]["verdict"], "holds");
}
