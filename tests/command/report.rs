//! `ifrace report`: what runs leave, in every format.

use super::campaign::{RACE, whole};
use super::folder::Folder;
use super::output::{Output, PROGRAM, ifrace, items, run};
use serde_json::Value;
use std::fs;
use std::process::{Command, Stdio};

/// A gate of one scenario and one subject, in its folder.
pub(crate) fn gate(folder: &Folder, name: &str) -> String {
    let out = folder.at(name);
    let args = ["gate", "--scenario", "pre-existing-tap", "--subject", "builtin:macvtap-bitmap", "--cases", "60", "--out", &out];
    let code = ifrace(&args).code;
    assert!(code == Some(0) || code == Some(10) || code == Some(14), "{code:?}");
    out
}

/// What `ifrace explore` finds, in its folder.
pub(crate) fn explore(folder: &Folder, name: &str, era: &str) -> String {
    let out = folder.at(name);
    ifrace(&["explore", "pre-existing-tap", "--era", era, "--out", &out]);
    out
}

fn render(run: &str, format: &str) -> Output {
    ifrace(&["report", run, "--format", format]).exits(0)
}

fn file(folder: &str, name: &str) -> String {
    fs::read_to_string(format!("{folder}/{name}")).unwrap_or_else(|error| panic!("{folder}/{name}: {error}"))
}

/// The verdict on a violation of the scenario under an era.
fn verdict<'a>(report: &'a Value, era: &str, invariant: &str) -> &'a Value {
    let is_it = |one: &&Value| one["suite"] == "era" && one["name"] == era && one["invariant"] == invariant;
    items(&report["verdicts"]).iter().find(is_it).unwrap_or_else(|| panic!("no verdict on {invariant} under {era}"))
}

#[test]
fn every_run_leaves_its_report_and_every_format_is_made_of_it() {
    let folder = Folder::new();
    let (_, campaign) = whole(&folder, RACE);
    let check = folder.at("check");
    ifrace(&["check", "builtin:macvtap-scan", "--cases", "50", "--out", &check]);
    let search = folder.at("search");
    ifrace(&["search", "pre-existing-tap", "--schedules", "50", "--out", &search]).exits(10);
    for out in [gate(&folder, "gate"), explore(&folder, "explore", "6.6"), campaign, check, search] {
        let own: Value = serde_json::from_str(&file(&out, "report.json")).expect("it is JSON");
        assert_eq!(render(&out, "json").json(), own, "{out}");
        assert_eq!(ifrace(&["report", &out, "--json"]).exits(0).json(), own);
        for (name, format) in [("report.html", "html"), ("report.sarif", "sarif"), ("summary.md", "markdown")] {
            assert_eq!(render(&out, format).stdout, file(&out, name), "{out}");
        }
        let junit = render(&out, "junit").stdout;
        assert!(roxmltree::Document::parse(&junit).is_ok_and(|xml| xml.root_element().has_tag_name("testsuites")), "{junit}");
        assert!(render(&out, "perfetto").json()["traceEvents"].is_array());
        let text = render(&format!("{out}/report.json"), "text").stdout;
        assert!(text.lines().all(|line| !line.contains('\u{1b}')), "{text}");
        assert!(!items(&own["findings"]).is_empty(), "{out} has a finding");
    }
}

#[test]
fn a_gate_shows_what_breaks_by_a_smallest_run_and_what_a_later_release_changes() {
    let folder = Folder::new();
    let report = render(&gate(&folder, "gate"), "json").json();
    let broken = verdict(&report, "6.6", "no-adoption");
    assert_eq!(
        (&broken["status"], &broken["expected"], &broken["scenario"]),
        (&"violated".into(), &true.into(), &"pre-existing-tap".into())
    );
    let id = &broken["findings"][0];
    assert_eq!(id, "pre-existing-tap_no-adoption");
    let finding = items(&report["findings"]).iter().find(|one| one["id"] == *id).expect("it is there");
    assert_eq!((&finding["name"], &finding["commands"][0]), (&"6.6".into(), &"ifrace explore pre-existing-tap --era 6.6".into()));
    assert!(finding["cause"].as_str().is_some_and(|cause| cause.contains("takes over admin0")), "{finding}");
    let lanes = items(&finding["diagram"]["lanes"]);
    assert!(lanes.iter().any(|lane| lane["kind"] == "name" && lane["title"] == "admin0"), "{lanes:?}");
    let shows = |step: &&Value| items(&step["breaches"]).iter().any(|one| one["invariant"] == "no-adoption");
    assert_eq!(items(&finding["diagram"]["steps"]).iter().filter(shows).count(), 1, "{finding}");
    let fix = items(&finding["fixes"]).last().expect("a release changes it");
    let text = fix["text"].as_str().expect("it is a text");
    assert!(
        text.contains("it holds")
            && verdict(&report, fix["era"].as_str().expect("it is one"), "no-adoption")["status"] == "holds"
    );
    let subject = items(&report["verdicts"]).iter().find(|one| one["suite"] == "subject" && one["invariant"] == "monotonic");
    assert_eq!(subject.expect("it is judged")["status"], "violated");
}

#[test]
fn several_runs_become_one() {
    let folder = Folder::new();
    let (one, two) = (explore(&folder, "one", "6.6"), explore(&folder, "two", "hardened"));
    let both = |args: [&str; 2]| ifrace(&["report", args[0], args[1], "--format", "json"]).exits(0).json();
    let merged = both([&one, &two]);
    assert_eq!(merged, both([&two, &one]));
    assert_eq!((items(&merged["runs"]).len(), &verdict(&merged, "6.6", "no-adoption")["status"]), (2, &"violated".into()));
    assert_eq!(verdict(&merged, "hardened", "no-adoption")["status"], "holds");
}

#[test]
fn a_campaign_that_was_cut_off_is_read_as_far_as_it_came() {
    let folder = Folder::new();
    let (_, out) = whole(&folder, RACE);
    let before = render(&out, "json").json();
    fs::remove_file(format!("{out}/report.json")).expect("it is there");
    assert_eq!(render(&out, "json").json(), before, "the results say the same");
    let results = file(&out, "units.ndjson");
    fs::write(format!("{out}/units.ndjson"), &results[..results.len() / 2]).expect("it can be written");
    let half = render(&out, "json").json();
    assert!(
        half["runs"][0]["summary"].as_str().is_some_and(|text| text.ends_with("incomplete") || text.ends_with("unknown")),
        "{half}"
    );
}

#[test]
fn what_cannot_be_read_is_said_and_the_rest_is_rendered() {
    let folder = Folder::new();
    let good = explore(&folder, "good", "6.6");
    let whole = file(&good, "report.json");
    let bad = [
        (folder.file("half.json", &whole[..whole.len() / 2]), "half.json: no report: line "),
        (folder.file("other.json", whole.replacen("\"schema\": 1", "\"schema\": 9", 1)), "schema 9"),
        (folder.file("bytes.json", b"{\"schema\": \xff}"), "byte 12 is not UTF-8"),
        (folder.file("empty.json", ""), "empty.json: no report: line 1, column 0"),
        (folder.at("absent"), "absent: No such file or directory"),
        (folder.path().to_str().expect("it is UTF-8").to_owned(), "the folder has no report.json; name the --out of a run"),
    ];
    for (path, why) in bad {
        let alone = ifrace(&["report", &path]).exits(2);
        assert!(alone.error_line().contains(why), "{alone:?}");
        let both = ifrace(&["report", &path, &good, "--format", "json"]).exits(2);
        assert!(both.message_line().contains(why), "{both:?}");
        let notes = both.json()["runs"][0]["notes"].clone();
        let note = items(&notes).iter().find(|note| note["kind"] == "unreadable").expect("the report says so");
        assert!(note["text"].as_str().is_some_and(|text| text.contains(why)), "{note}");
    }
}

#[test]
fn what_cannot_be_written_is_an_error_of_its_own() {
    let folder = Folder::new();
    let run_of = explore(&folder, "run", "6.6");
    let full =
        Command::new(PROGRAM).args(["report", &run_of]).stdout(fs::File::create("/dev/full").expect("it is there")).output();
    assert_eq!(full.expect("it can be run").status.code(), Some(74));
    let absent = ifrace(&["report", &run_of, "-o", &folder.at("no/such/folder/report.html")]).exits(74);
    assert!(absent.error_line().contains("report.html"), "{absent:?}");
    let disk = ifrace(&["report", &run_of, "--format", "html", "-o", "/dev/full"]).exits(74);
    assert!(disk.error_line().contains("/dev/full"), "{disk:?}");
    let read_only = ifrace(&["report", &run_of, "-o", "/proc/report.html"]).exits(74);
    assert!(read_only.error_line().contains("/proc/report.html"), "{read_only:?}");
    let mut child = Command::new(PROGRAM).args(["report", &run_of]).stdout(Stdio::piped()).stderr(Stdio::piped()).spawn();
    let child = child.as_mut().expect("it can be run");
    drop(child.stdout.take());
    assert_eq!(child.wait().expect("it ends").code(), Some(74));
}

#[test]
fn the_text_is_as_wide_as_it_may_be() {
    let folder = Folder::new();
    let out = explore(&folder, "run", "6.6");
    for columns in [60, 100, 160] {
        let text = run(Command::new(PROGRAM).args(["report", &out]).env("COLUMNS", columns.to_string()), "").exits(0).stdout;
        // Commands stay in one line, so that they can be copied; a lane has at least fifteen columns.
        let lines = text.lines().filter(|line| !line.starts_with("  $ ") && (columns > 90 || line.starts_with("  !!")));
        assert!(lines.clone().count() > 5 && lines.clone().all(|line| line.chars().count() <= columns), "{columns}: {text}");
    }
}

#[test]
fn a_file_is_written_and_formats_do_not_contradict_each_other() {
    let folder = Folder::new();
    let out = explore(&folder, "run", "6.6");
    let page = folder.at("page.html");
    assert_eq!(ifrace(&["report", &out, "--format", "html", "-o", &page]).exits(0).stdout, "");
    assert_eq!(fs::read_to_string(page).expect("it was written"), file(&out, "report.html"));
    let wrong = ifrace(&["report", &out, "--json", "--format", "html"]).exits(2);
    assert!(wrong.error_line().contains("--json is --format json"), "{wrong:?}");
}
