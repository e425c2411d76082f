//! The rules that keep the workspace in order.

use ifrace_allocator::rules::Rules;
use serde_json::Value;
use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};
use std::process::Command;

/// The crates of the workspace, each with its normal and build dependencies.
fn dependencies() -> BTreeMap<String, BTreeSet<String>> {
    let cargo = Command::new(env!("CARGO"))
        .args(["metadata", "--format-version", "1", "--no-deps", "--offline"])
        .current_dir(env!("CARGO_MANIFEST_DIR"))
        .output()
        .expect("cargo can be run");
    assert!(cargo.status.success(), "{}", String::from_utf8_lossy(&cargo.stderr));
    let all: Value = serde_json::from_slice(&cargo.stdout).expect("cargo writes JSON");
    let text = |value: &Value| value.as_str().expect("it is a text").to_owned();
    let used = |package: &Value| {
        let list = package["dependencies"].as_array().expect("it is a list").iter();
        list.filter(|one| one["kind"] != "dev").map(|one| text(&one["name"])).collect()
    };
    let packages = all["packages"].as_array().expect("it is a list");
    packages.iter().map(|package| (text(&package["name"]), used(package))).collect()
}

/// The crates of the workspace that a crate needs, directly or not.
fn reachable<'a>(all: &'a BTreeMap<String, BTreeSet<String>>, from: &str) -> BTreeSet<&'a str> {
    let (mut reached, mut open) = (BTreeSet::new(), vec![from.to_owned()]);
    while let Some(next) = open.pop() {
        for name in all[&next].iter().filter(|name| all.contains_key(*name)) {
            if reached.insert(name.as_str()) {
                open.push(name.clone());
            }
        }
    }
    reached
}

#[test]
fn crates_depend_on_what_they_may() {
    let all = dependencies();
    assert_eq!(all["ifrace-model"], BTreeSet::new(), "the model depends on nothing");
    let only = |from: &str, allowed: &[&str]| {
        let reached = reachable(&all, from);
        assert!(reached.iter().all(|name| allowed.contains(name)), "{from} depends on {reached:?}");
    };
    only("ifrace-allocator", &[]);
    only("ifrace-sim", &["ifrace-model", "ifrace-allocator"]);
    only("ifrace-fuzz", &["ifrace-model", "ifrace-allocator", "ifrace-sim"]);
    let direct: Vec<_> = all["ifrace-report"].iter().filter(|name| all.contains_key(*name)).collect();
    assert_eq!(direct, ["ifrace-model", "ifrace-sim"]);
}

/// Every Rust file below a folder of the project, by its path in the project.
fn files(folder: &str) -> Vec<(String, String)> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let (mut files, mut open) = (Vec::new(), vec![root.join(folder)]);
    while let Some(folder) = open.pop() {
        let entries = std::fs::read_dir(&folder).unwrap_or_else(|error| panic!("{}: {error}", folder.display()));
        let paths = entries.map(|entry| entry.expect("the folder can be read").path());
        let (folders, others): (Vec<PathBuf>, Vec<PathBuf>) = paths.partition(|path| path.is_dir());
        open.extend(folders);
        for path in others.iter().filter(|path| path.extension().is_some_and(|extension| extension == "rs")) {
            let name = path.strip_prefix(root).expect("it is in the project").display().to_string();
            files.push((name, std::fs::read_to_string(path).expect("it is text")));
        }
    }
    assert!(!files.is_empty(), "{folder} holds no code");
    files.sort();
    files
}

/// Whether a text holds a word, not as a part of a longer one.
fn has_word(text: &str, word: &str) -> bool {
    text.split(|c: char| !c.is_alphanumeric() && c != '_').any(|part| part == word)
}

/// A file without its comments.
fn code(text: &str) -> String {
    text.lines().map(|line| line.split("//").next().unwrap_or_default()).collect::<Vec<_>>().join("\n")
}

#[test]
fn pure_crates_forbid_unsafe_code() {
    for file in ["model/src/lib.rs", "sim/src/lib.rs", "reports/src/lib.rs", "fuzz/src/lib.rs"] {
        let text = std::fs::read_to_string(Path::new(env!("CARGO_MANIFEST_DIR")).join(file)).expect("it is there");
        assert!(text.lines().any(|line| line == "#![forbid(unsafe_code)]"), "{file}");
    }
}

/// The only files with unsafe code: each calls the system or a foreign library.
const UNSAFE: [&str; 11] = [
    "allocator/src/linux/host/processes.rs",
    "allocator/src/linux/ifreq.rs",
    "allocator/src/linux/netns.rs",
    "allocator/src/linux/netns/cookie.rs",
    "allocator/src/linux/netns/probe.rs",
    "allocator/src/linux/shared_file/lock.rs",
    "allocator/src/linux/shared_file/map.rs",
    "allocator/src/linux/tun.rs",
    "allocator/src/linux/tun/caller.rs",
    "src/libvirt/library.rs",
    "src/worker/fork.rs",
];

#[test]
fn unsafe_code_stays_where_it_is() {
    let folders = ["model/src", "allocator/src", "sim/src", "reports/src", "fuzz/src", "src"];
    let all = folders.into_iter().flat_map(files).filter(|(_, text)| has_word(&code(text), "unsafe"));
    let found: Vec<String> = all.map(|(name, _)| name).collect();
    assert_eq!(found.iter().collect::<BTreeSet<_>>(), UNSAFE.map(str::to_owned).iter().collect::<BTreeSet<_>>());
}

#[test]
fn no_clock_and_no_unordered_map_reaches_a_result() {
    for (name, text) in ["model/src", "sim/src"].into_iter().flat_map(files) {
        let code = code(&text);
        for word in ["HashMap", "HashSet", "Instant", "SystemTime", "RandomState", "f32", "f64"] {
            assert!(!has_word(&code, word), "{name} uses {word}");
        }
        for path in ["std::time", "std::net", "std::thread", "std::env", "std::process", "std::fs"] {
            assert!(!code.contains(path), "{name} uses {path}");
        }
    }
}

#[test]
fn the_life_cycle_knows_no_release() {
    let rules = Rules::ALL.iter().chain(Rules::DISCIPLINES);
    let releases: Vec<String> = rules.map(|rules| format!("\"{}\"", rules.id)).collect();
    for (name, text) in ["allocator/src/guest", "allocator/src/xml", "allocator/src/memory"].into_iter().flat_map(files) {
        let tests = ["tests.rs", "test_host.rs"].iter().any(|end| name.ends_with(end));
        let code = code(text.split("#[cfg(test)]").next().unwrap_or_default());
        let asks = releases.iter().any(|release| code.contains(release.as_str())) || code.contains("rules.id");
        assert!(tests || !asks, "{name} asks for a release");
    }
}
