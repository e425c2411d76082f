//! What `ifrace search` and `ifrace explore` refuse: one line that names the file, the place and what to do.

use super::folder::Folder;
use super::output::ifrace;

const PLAN: &str = r#"name = "mine"
summary = "one guest"

[parameters]
guests = 2
cycles = 1
last-id = 5

[[guest]]
count = "rest"
interfaces = ["<interface type='bridge'><source bridge='br0'/></interface>"]
tasks = ["start", "stop"]

[furniture]
bridges = ["br0"]
"#;

/// The error for a plan, which is the same for both commands, without the name of the file.
#[track_caller]
fn refused(content: impl AsRef<[u8]>) -> String {
    let folder = Folder::new();
    let file = folder.file("plan.toml", content);
    let explore = ifrace(&["explore", &file, "--json"]).exits(2).error_line().to_owned();
    let search = ifrace(&["search", &file]).exits(2).error_line().to_owned();
    assert_eq!(explore, search);
    search.strip_prefix(&file).unwrap_or_else(|| panic!("the file is not named: {search}")).to_owned()
}

#[test]
fn a_plan_of_ones_own_is_played() {
    let folder = Folder::new();
    let file = folder.file("plan.toml", PLAN);
    let text = ifrace(&["explore", &file, "--era", "hardened"]).exits(0).stdout;
    assert!(text.contains("mine: one guest") && text.contains("the scenario does not say what it is about"), "{text}");
    let newest = ifrace(&["search", &file, "--schedules", "10"]).stdout;
    assert!(newest.starts_with(&format!("ifrace search {file} --era 11.3 ")), "{newest}");
    super::output::ifrace_with(&["explore", "-", "--era", "hardened"], PLAN).exits(0);
}

#[test]
fn plans_that_cannot_be() {
    let field = refused(PLAN.replace("bridges", "bridgs"));
    assert!(field.starts_with(":15:1: unknown field `bridgs`, expected one of `bridges`, "), "{field}");
    assert_eq!(refused(PLAN.replace("guests = 2", "guests = -3")), ":5:10: guests is -3; it can be 1 to 8");
    assert_eq!(refused(PLAN.replace("guests = 2", "guests = 300")), ":5:10: guests is 300; it can be 1 to 8");
    assert_eq!(refused(PLAN.replace("last-id = 5", "last-id = 0")), ":7:11: last-id is 0; it can be 1 to 2147483647");
    assert!(refused("name = \n").starts_with(":1:8: "), "{}", refused("name = \n"));
    let utf8 = refused([PLAN.as_bytes(), b"# \xff\n"].concat());
    assert_eq!(utf8, format!(": byte {} is not UTF-8; save the file as UTF-8", PLAN.len() + 3));
    assert_eq!(refused(" ".repeat((1 << 20) + 1)), ": it is larger than 1 MiB, which no scenario is");
}

#[test]
fn files_that_cannot_be_read_and_scenarios_that_there_are_not() {
    let folder = Folder::new();
    for (file, reason) in [(folder.at("missing.toml"), "No such file"), (folder.at(""), "Is a directory")] {
        let error = ifrace(&["search", &file]).exits(2);
        assert!(error.error_line().starts_with(&format!("{file}: {reason}")), "{error:?}");
    }
    let error = ifrace(&["explore", "reuse-after-stopp"]).exits(2);
    let line = error.error_line();
    assert!(line.starts_with("there is no scenario reuse-after-stopp; there are reuse-after-stop, failed-"), "{line}");
    assert!(line.ends_with(", cleanup-discipline, peer-model, and files of your own that end with .toml"), "{line}");
}

#[test]
fn parameters_that_a_scenario_does_not_take() {
    let error = |options: &[&str]| {
        let error = ifrace(&[&["explore", "reuse-after-stop"], options].concat()).exits(2);
        error.error_line().strip_prefix("reuse-after-stop: ").unwrap_or_else(|| panic!("{error:?}")).to_owned()
    };
    assert_eq!(error(&["--guests", "300"]), "guests is 300; it can be 3 to 8");
    assert_eq!(error(&["--cycles", "0"]), "cycles is 0; it can be 1 to 200");
    assert_eq!(error(&["--daemons", "2"]), "the scenario has no parameter daemons; it has guests, cycles");
    for (option, value, reason) in [
        ("--guests", "-1", "-1 is not in 0..=4294967295"),
        ("--era", "5.0", "there are no rules 5.0; there are 6.6, 6.7"),
        ("--era", "11.3@newest", "there is no policy newest; there are lowest-free"),
        ("--budget-time", "soon", "give a number of seconds, or one with a unit, such as 90s, 1m30s, 2h or 500ms"),
        ("--budget-memory", "much", "give a number of bytes, or one with a unit, such as 512M or 4GiB"),
        ("--threads", "0", "number would be zero"),
        ("--threads", "100000", "is not in 1..=256"),
    ] {
        let error = ifrace(&["explore", "reuse-after-stop", option, value]).exits(2);
        assert!(error.stderr.starts_with("error: ") && error.stderr.contains(reason), "{error:?}");
    }
}

#[test]
fn options_of_the_peer_model_and_of_scenarios_are_not_mixed() {
    let error = |args: &[&str]| ifrace(args).exits(2).error_line().to_owned();
    assert_eq!(error(&["search", "two-daemons", "--names", "8"]), "--names is for peer-model alone; leave it out");
    assert_eq!(error(&["explore", "two-daemons", "--reduce", "guests"]), "--reduce is for peer-model alone; leave it out");
    let has = "is for scenarios; peer-model has --guests, --cycles, --names and --policy";
    assert_eq!(error(&["explore", "peer-model", "--era", "6.6"]), format!("--era {has}"));
    assert_eq!(error(&["search", "peer-model", "--out", "x"]), format!("--out {has}"));
    assert_eq!(error(&["search", "peer-model", "--last-id", "7"]), format!("--last-id {has}"));
    assert_eq!(error(&["explore", "peer-model", "--guests", "9"]), "peer-model: 9 guests: give a number from 1 to 8");
    let names = "peer-model: 2 names for 3 guests: give a number from 3, so that each has one, to 64";
    assert_eq!(error(&["explore", "peer-model", "--names", "2"]), names);
}
