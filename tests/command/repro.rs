//! `ifrace repro`: known bugs, step by step.

use super::output::{ifrace, ifrace_with, items};
use ifrace_allocator::rules::Rules;
use ifrace_sim::repro::Case;
use serde_json::{Value, json};

/// For each case: decisive lines of the first run, and the releases that are safe.
const CASES: [(&str, &[&str], &[&str]); 5] = [
    (
        "failed-migration-macvtap",
        &[
            "    before: macvtap0 macvtap, up",
            "delete link macvtap0",
            "    after: nothing",
            "6.6            violated: no-stomp, failed-start-harmless, xml-hygiene",
        ],
        &["6.7", "6.8", "6.9", "7.0", "9.0", "9.0-debian", "9.1", "10.3", "11.3", "nftables", "hardened"],
    ),
    (
        "reuse-after-stop",
        &[
            "clear bandwidth of vnet0",
            "delete filter for vnet0",
            "delete OVS port vnet0",
            "violated: no-stomp, no-reuse-before-cleanup",
        ],
        &["6.8", "6.9", "7.0", "9.0", "9.0-debian", "9.1", "10.3", "11.3", "nftables", "hardened"],
    ),
    (
        "pre-existing-tap",
        &["put admin0 into br0", "'create tap admin0' of A's 'start' takes over", "    after: admin0 tap, up, in br0"],
        &["hardened"],
    ),
    (
        "unmanaged-tap",
        &["A, which has all it needs, does not start: interface 0: ", "    after: vnet7 tap, down", "violated: progress"],
        &["6.6", "6.7", "6.8", "6.9", "7.0", "9.0-debian", "9.1", "10.3", "11.3", "nftables", "hardened"],
    ),
    ("named-conflict", &["tap with bandwidth and filter", "web0", "violated: "], &["hardened"]),
];

#[test]
fn the_known_bugs_are_listed() {
    let text = ifrace(&["repro"]).exits(0).stdout;
    let all = ifrace(&["repro", "--json"]).exits(0).json();
    for (case, entry) in Case::ALL.into_iter().zip(items(&all)) {
        assert_eq!((&entry["id"], &entry["era"]), (&json!(case.id()), &json!(case.default_release())));
        for part in [case.id(), case.summary(), &format!("shown by: {}", case.default_release()), case.source()] {
            assert!(text.contains(part), "{part}: {text}");
        }
    }
    assert_eq!((items(&all).len(), CASES.len()), (Case::ALL.len(), Case::ALL.len()));
}

#[test]
fn every_bug_shows_under_its_release() {
    for (case, decisive, _) in CASES {
        let era = Case::from_id(case).expect("it is a case").default_release();
        let text = ifrace(&["repro", case]).exits(10).stdout;
        assert!(text.starts_with(&format!("ifrace repro {case} --era {era}\n\n{case}: ")), "{text}");
        for line in decisive {
            assert!(text.contains(line), "{line}: {text}");
        }
        let command: Vec<&str> = text.lines().next().expect("there is a line").split(' ').skip(1).collect();
        assert_eq!(ifrace(&command).exits(10).stdout, text, "the first line gives the same again");
    }
}

#[test]
fn safe_releases_are_told_from_the_others() {
    for (case, _, safe) in CASES {
        for rules in Rules::ALL {
            let code = if safe.contains(&rules.id) { 0 } else { 10 };
            let text = ifrace(&["repro", case, "--era", rules.id]).exits(code).stdout;
            let summary = text.lines().find(|line| line.starts_with(&format!("{} ", rules.id)));
            assert_eq!(summary.map(|line| line.ends_with("  holds")), Some(code == 0), "{case} {}: {text}", rules.id);
        }
    }
}

#[test]
fn json_has_the_same_verdicts() {
    for (case, ..) in CASES {
        let text = ifrace(&["repro", case]).exits(10).stdout;
        let object = ifrace(&["repro", case, "--json"]).exits(10).json();
        assert_eq!((&object["schema"], &object["subject"], &object["kernel"]), (&json!(1), &json!("simulated"), &Value::Null));
        assert_eq!(
            (&object["case"]["id"], &object["exit_code"], &object["verdict"]),
            (&json!(case), &json!(10), &json!("violated"))
        );
        assert_eq!((&object["ifrace"], object["command"].as_str()), (&json!(env!("CARGO_PKG_VERSION")), text.lines().next()));
        let runs = items(&object["runs"]);
        let summary: Vec<&str> = text.lines().skip(text.lines().count() - runs.len()).collect();
        for (run, line) in runs.iter().zip(summary) {
            let words: Vec<&str> = line.split_whitespace().collect();
            assert_eq!((&run["era"], run["verdict"].as_str()), (&json!(words[0]), Some(words[1].trim_end_matches(':'))));
            for id in items(&run["violated"]) {
                assert!(line.contains(id.as_str().expect("it is a text")), "{line}: {id}");
            }
        }
    }
}

#[test]
fn any_release_is_found_and_its_rules_are_named() {
    let text = ifrace(&["repro", "pre-existing-tap", "--era", "8.0"]).exits(10).stdout;
    assert!(text.starts_with("ifrace repro pre-existing-tap --era 7.0\n"), "{text}");
    let heading = "the release that was asked for: 8.0, which follows the rules of 7.0";
    assert!(text.split_whitespace().collect::<Vec<_>>().join(" ").contains(heading), "{text}");
    let object = ifrace(&["repro", "pre-existing-tap", "--era", "9.0.0", "--json"]).exits(10).json();
    assert_eq!(object["runs"][0]["era"], "9.0");
    assert!(!ifrace(&["repro", "pre-existing-tap", "--era", "7.0"]).exits(10).stdout.contains("which follows"));
}

#[test]
fn a_document_of_ones_own_is_played() {
    let card = |kind: &str, rest: &str| format!("<interface type='{kind}'>{rest}</interface>\n");
    let bridge = card("bridge", "<source bridge='br7'/><target dev='web0'/>");
    let network = card("network", "<source network='dmz'/><target dev='macvtap3'/>");
    let document = format!("<devices>\n{bridge}{network}</devices>\n");
    let text = ifrace_with(&["repro", "failed-migration-macvtap", "--xml", "-"], &document).exits(10).stdout;
    assert!(text.starts_with("ifrace repro failed-migration-macvtap --era 6.6 --xml -\n"), "{text}");
    assert!(text.contains("before: macvtap3 macvtap, up") && text.contains("create port in network dmz"), "{text}");
    let own = card("ethernet", "<target dev='vnet3' managed='no'/>");
    let document = format!("<devices>\n{bridge}{own}</devices>\n");
    let text = ifrace_with(&["repro", "unmanaged-tap", "--xml", "-", "--era", "9.1"], &document).exits(0).stdout;
    assert!(text.contains("open tap vnet3"), "{text}");
}

#[test]
fn releases_are_listed() {
    let all = ifrace(&["list", "releases", "--json"]).exits(0).json();
    let ids: Vec<_> = items(&all).iter().map(|item| item["id"].as_str().expect("it has an id")).collect();
    assert_eq!(ids, Rules::ALL.iter().map(|rules| rules.id).collect::<Vec<_>>());
    let text = ifrace(&["list", "releases"]).exits(0).stdout;
    assert!(text.contains("releases: 7.0 to 8.10"), "{text}");
}

#[test]
fn the_help_has_examples() {
    let help = ifrace(&["repro", "--help"]).exits(0).stdout;
    for part in [
        "Examples:\n  ifrace repro\n",
        "--json",
        "exit code is 10",
        "12 is for\ncheck and gate",
        "no <script> of a document",
        "No trace is written unless",
    ] {
        assert!(help.contains(part), "{part}: {help}");
    }
}
