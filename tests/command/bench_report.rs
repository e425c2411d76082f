//! `ifrace bench-report`: folders of criterion, whole, empty and damaged.

use super::folder::Folder;
use super::output::{Output, ifrace, items};
use std::fs;
use std::path::Path;

/// Writes a result as criterion does, and returns its folder.
fn result(folder: &Folder, allocator: &str, parameters: &str, median: f64) -> String {
    let path = folder.at(&format!("criterion/contention/{allocator}/{}/new", parameters.replace('/', "_")));
    fs::create_dir_all(&path).expect("the folder can be made");
    let id = format!("contention/{allocator}/{parameters}");
    let benchmark = format!(
        r#"{{"group_id":"contention","function_id":"{allocator}","value_str":"{parameters}","throughput":null,"full_id":"{id}","directory_name":"x","title":"x"}}"#
    );
    let estimate = |value: f64| format!(r#"{{"point_estimate":{value},"standard_error":1.0}}"#);
    let estimates = format!(r#"{{"mean":{},"median":{},"slope":null}}"#, estimate(median * 9.0), estimate(median));
    fs::write(format!("{path}/benchmark.json"), benchmark).expect("it can be written");
    fs::write(format!("{path}/estimates.json"), estimates).expect("it can be written");
    path
}

/// A folder with some results, one of them failed, and another group beside them.
fn sample() -> Folder {
    let folder = Folder::new();
    for (allocator, taken, median) in
        [("hardened", 0, 20.0), ("hardened", 30_000, 30.0), ("libvirt", 0, 5_000.0), ("libvirt", 30_000, 5.9e7)]
    {
        let path = result(&folder, allocator, &format!("threads-1/taken-{taken}/devices-1000"), median);
        if median > 1e7 {
            fs::write(format!("{path}/failed.json"), "{}").expect("it can be written");
        }
    }
    let base = folder.at("criterion/contention/libvirt/threads-1_taken-0_devices-1000/base");
    fs::create_dir_all(&base).expect("the folder can be made");
    fs::write(format!("{base}/benchmark.json"), "an earlier run").expect("it can be written");
    fs::create_dir_all(folder.at("criterion/xml/read/new")).expect("the folder can be made");
    folder
}

fn report(folder: &Folder, more: &[&str]) -> Output {
    let criterion = folder.at("criterion");
    ifrace(&[&["bench-report", "--criterion", &criterion], more].concat())
}

#[test]
fn tables_and_ratios_are_printed() {
    let text = report(&sample(), &[]).exits(0).stdout;
    let row = |name: &str| {
        let line = text.lines().find(|line| line.trim_start().starts_with(name)).unwrap_or_else(|| panic!("{name}: {text}"));
        line.split_whitespace().collect::<Vec<_>>().join(" ")
    };
    assert_eq!(row("libvirt"), "libvirt 5.00 µs fails");
    assert_eq!(row("hardened "), "hardened 20.0 ns 30.0 ns");
    assert_eq!(row("libvirt fails"), "libvirt fails after 59.0 ms: 30,000 names taken ahead, 1,000 devices");
    assert!(row("hardened is faster than libvirt, no").ends_with(" 250 × ≥ 200 reached"), "{text}");
    assert!(row("hardened is faster than libvirt, 9,999").ends_with(" - ≥ 100,000 not measured"), "{text}");
    assert!(row("hardened's slowest").ends_with(" 1.50 × ≤ 2 reached"), "{text}");
}

#[test]
fn json_has_all_results() {
    let json = report(&sample(), &["--json"]).exits(0).json();
    let ids: Vec<_> = items(&json["cells"]).iter().map(|cell| (cell["id"].as_str(), cell["fails"].as_bool())).collect();
    let id = |allocator: &str, taken: u32| format!("contention/{allocator}/threads-1/taken-{taken}/devices-1000");
    let expected = [("hardened", 0, false), ("hardened", 30_000, false), ("libvirt", 0, false), ("libvirt", 30_000, true)];
    let expected = expected.map(|(allocator, taken, fails)| (id(allocator, taken), fails));
    assert_eq!(ids, expected.each_ref().map(|(id, fails)| (Some(id.as_str()), Some(*fails))));
    assert_eq!(json["cells"][2]["nanoseconds"], 5_000.0);
    let verdicts: Vec<_> = items(&json["ratios"]).iter().map(|ratio| &ratio["verdict"]).collect();
    assert_eq!(verdicts, ["reached", "not measured", "reached", "not measured"]);
}

#[test]
fn the_plot_is_written_as_xml() {
    let folder = sample();
    let file = folder.at("plot.svg");
    report(&folder, &["--svg", &file]).exits(0);
    let svg = fs::read_to_string(&file).expect("it was written");
    let document = roxmltree::Document::parse(&svg).unwrap_or_else(|error| panic!("{error}: {svg}"));
    let count =
        |name: &str| document.descendants().filter(|node| node.has_tag_name(("http://www.w3.org/2000/svg", name))).count();
    assert_eq!((count("circle"), count("path")), (3 + 2, 1 + 1), "results, and the legend: {svg}");
}

#[test]
fn a_folder_without_results_is_named() {
    let folder = Folder::new();
    let missing = report(&folder, &[]).exits(4);
    let advice =
        "it has no result of contention; run cargo bench --bench contention, and name criterion's folder with --criterion";
    assert_eq!(missing.error_line(), format!("{}: {advice}", folder.at("criterion")));
    fs::create_dir_all(folder.at("criterion/xml/read/new")).expect("the folder can be made");
    report(&folder, &[]).exits(4);
}

#[test]
fn a_plot_without_times_is_none_and_leaves_the_file() {
    let folder = Folder::new();
    result(&folder, "libvirt", "threads-2/taken-0/devices-10", 5.0);
    let file = folder.file("plot.svg", "mine");
    let error = report(&folder, &["--svg", &file]).exits(4);
    assert!(error.error_line().starts_with(&format!("--svg {file}: no time was measured with one thread")), "{error:?}");
    assert_eq!(fs::read(&file).expect("it is there"), b"mine");
    let nowhere = folder.at("missing/plot.svg");
    assert!(report(&sample(), &["--svg", &nowhere]).exits(74).error_line().starts_with(&nowhere));
}

/// The error after a file of a result was replaced, without the name of the file.
#[track_caller]
fn damaged(file: &str, content: &str) -> String {
    let folder = sample();
    let path = Path::new(&folder.at("criterion/contention/hardened/threads-1_taken-0_devices-1000/new")).join(file);
    fs::write(&path, content).expect("it can be written");
    let error = report(&folder, &["--json"]).exits(2).error_line().to_owned();
    error.strip_prefix(&format!("{}: ", path.display())).unwrap_or_else(|| panic!("the file is not named: {error}")).to_owned()
}

#[test]
fn damaged_results_are_named() {
    assert!(damaged("benchmark.json", "{").contains("line 1 column"));
    assert!(damaged("benchmark.json", "{}").starts_with("missing field `full_id`"));
    assert!(damaged("estimates.json", "").starts_with("EOF while parsing"));
    assert!(damaged("estimates.json", r#"{"mean":{"point_estimate":1.0}}"#).starts_with("missing field `median`"));
    let form = "it is not of the form contention/ALLOCATOR/threads-N/taken-N/devices-N";
    assert_eq!(damaged("benchmark.json", r#"{"full_id":"xml/read"}"#), form);
    let median = |number: &str| damaged("estimates.json", &format!(r#"{{"median":{{"point_estimate":{number}}}}}"#));
    assert_eq!(median("0"), "the median is 0, which is no time");
    assert_eq!(median("-1.5"), "the median is -1.5, which is no time");
}

#[test]
fn a_result_without_estimates_is_named() {
    let folder = sample();
    let path = folder.at("criterion/contention/libvirt/threads-1_taken-0_devices-1000/new/estimates.json");
    fs::remove_file(&path).expect("it was there");
    assert!(report(&folder, &[]).exits(2).error_line().starts_with(&format!("{path}: No such file")));
}
