//! `ifrace merge`: shards in any order, any grouping and any number of times.

use super::campaign::{RACE, assert_same, campaign, units, whole};
use super::folder::Folder;
use super::output::{Output, ifrace};
use ifrace_sim::units::checksum;
use std::fs;

pub(crate) fn merge(args: &[&str]) -> Output {
    ifrace(&[&["merge"], args].concat())
}

/// Plays three shards of a plan; a folder for each.
fn shards(folder: &Folder, plan: &str) -> [String; 3] {
    [1, 2, 3].map(|number| {
        let out = folder.at(&format!("shard-{number}"));
        campaign(&[plan, "--out", &out, "--shard", &format!("{number}/3")]).exits(0);
        out
    })
}

#[test]
fn the_order_and_the_grouping_of_shards_make_no_difference() {
    let folder = Folder::new();
    let (plan, whole) = whole(&folder, RACE);
    let [a, b, c] = shards(&folder, &plan);
    let before: Vec<Vec<String>> = [&a, &b, &c].iter().map(|shard| units(shard)).collect();
    let at = |name: &str| folder.at(name);
    merge(&[&c, &a, &b, "--out", &at("all")]).exits(0);
    assert_same(&whole, &at("all"));
    merge(&[&b, &c, "-o", &at("bc")]).exits(3);
    merge(&[&a, &at("bc"), &a, "-o", &at("grouped")]).exits(0);
    assert_same(&whole, &at("grouped"));
    // What is there stays: the same again, with more, until nothing is missing.
    merge(&[&a, "-o", &at("bc")]).exits(0);
    merge(&[&a, "-o", &at("bc")]).exits(0);
    assert_same(&whole, &at("bc"));
    assert_eq!([&a, &b, &c].iter().map(|shard| units(shard)).collect::<Vec<_>>(), before, "inputs are only read");
}

#[test]
fn missing_units_are_named_with_their_shards() {
    let folder = Folder::new();
    let plan = folder.file("plan.toml", RACE);
    let [a, b, c] = shards(&folder, &plan);
    let out = folder.at("out");
    let output = merge(&[&a, &c, "--out", &out, "--shards", "3"]).exits(3);
    assert_eq!(output.stderr, "ifrace: units without a result: 1, 4, 7; of 3 shards these are not whole: 2\n");
    assert!(output.stdout.contains("\nincomplete: as expected so far; units have no result ("), "{output:#?}");
    assert_eq!(units(&out).len(), 5);
    // Whoever has the folder can play what is missing, with another number of shards as well.
    campaign(&[&format!("{out}/plan.toml"), "--out", &out]).exits(0);
    merge(&[&a, &b, &c, "--out", &folder.at("all")]).exits(0);
    assert_same(&out, &folder.at("all"));
}

#[test]
fn folders_that_do_not_belong_together_are_refused() {
    let folder = Folder::new();
    let (_, one) = whole(&folder, RACE);
    let (other_plan, other) = (folder.file("other.toml", RACE.replacen("80", "60", 1)), folder.at("other"));
    campaign(&[&other_plan, "--out", &other]).exits(0);
    let out = folder.at("out");
    let refused = merge(&[&one, &other, "--out", &out]).exits(2);
    assert!(refused.error_line().starts_with(&format!("{one} is of the plan ")), "{refused:#?}");
    assert!(refused.error_line().contains(&format!(", and {other} of the plan ")) && !fs::exists(&out).expect("it can be seen"));
    assert!(merge(&[&one, "--out", &other]).exits(2).error_line().contains("it holds results of the plan "));
    assert!(merge(&[&one, "--out", &one]).exits(2).error_line().contains("is read and written; leave it out"));
    let empty = folder.path().join("empty");
    fs::create_dir(&empty).expect("it is new");
    let nothing = merge(&[empty.to_str().expect("it is UTF-8"), "--out", &out]).exits(2);
    assert!(nothing.error_line().contains("empty/plan.toml: No such file"), "{nothing:#?}");
}

/// The results with a line changed and sealed again.
fn forge(folder: &str, from: &str, to: &str) {
    let file = format!("{folder}/units.ndjson");
    let text = fs::read_to_string(&file).expect("it is there");
    let sealed = text.lines().map(|line| {
        let body = line[..line.len() - 26].replacen(from, to, 1);
        format!("{body},\"sum\":\"{:016x}\"}}\n", checksum(body.as_bytes()))
    });
    fs::write(&file, sealed.collect::<String>()).expect("it can be written");
}

#[test]
fn two_results_for_one_unit_are_nondeterminism() {
    let folder = Folder::new();
    let (plan, one) = whole(&folder, RACE);
    let other = folder.at("shard");
    campaign(&[&plan, "--out", &other, "--shard", "2/4"]).exits(0);
    forge(&other, "{\"unit\":5,\"outcome\":{\"race\":{\"schedules\":20,", "{\"unit\":5,\"outcome\":{\"race\":{\"schedules\":21,");
    let output = merge(&[&one, &other, "--out", &folder.at("out")]).exits(5);
    assert!(output.error_line().starts_with("unit 5 has two different results, in "), "{output:#?}");
    let (line, says) = (output.error_line(), [one.as_str(), other.as_str()]);
    assert!(says.iter().all(|folder| line.contains(folder)), "{line}");
}

#[test]
fn results_of_another_version_are_refused() {
    let folder = Folder::new();
    let (plan, one) = whole(&folder, RACE);
    forge(&one, &format!("\"ifrace\":\"{}\"", env!("CARGO_PKG_VERSION")), "\"ifrace\":\"0.0.9\"");
    let says = "units.ndjson: it was written by ifrace 0.0.9, and this is ";
    assert!(merge(&[&one, "--out", &folder.at("out")]).exits(2).error_line().contains(says));
    assert!(campaign(&[&plan, "--out", &one]).exits(2).error_line().contains(says));
}
