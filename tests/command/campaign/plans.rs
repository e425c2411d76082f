//! Plans that cannot be played.

use super::super::folder::Folder;
use super::{RACE, campaign};

#[test]
fn what_is_wrong_with_a_plan_is_named_with_file_and_line() {
    let changes = [
        (
            "name = 'race'",
            "name = 'A race'",
            "plan.toml:1:8: name is `A race`; it can be small letters and digits, with - between",
        ),
        ("name = 'race'", "title = 'x'", "plan.toml:1:1: unknown field `title`, expected one of "),
        ("failed-migration", "failed", "plan.toml:3:13: failed-macvtap: there is no such scenario; there are reuse-after-stop, "),
        ("['failed-migration-macvtap']", "['none.toml']", "plan.toml:3:13: none.toml: No such file or directory"),
        ("['failed-migration-macvtap']", "['bad.toml']", "plan.toml:3:13: bad.toml: 1:8: name is `X`; it can be"),
        ("'6.6'", "'5.6'", "plan.toml:4:8: there are no rules 5.6; there are 6.6, "),
        ("schedules = 80\n", "", "plan.toml:2:1: these races have no schedules; add schedules, or total-schedules"),
        ("schedules = 80", "schedules = 'many'", "plan.toml:5:13: invalid type: string \"many\", expected i64"),
        ("schedules = 80", "schedules = 80\nexpect = 'x'", "plan.toml:6:10: expect is `x`; it can be claims, never, nothing"),
        ("[[races]]", "[[histories]]\nsubjects = ['kernl']\ncases = 1\n[[races]]", "plan.toml:3:13: unknown subject \"kernl\""),
        ("[[races]]", "baseline = 'bad.toml'\n[[races]]", "plan.toml: bad.toml: line 1: "),
    ];
    for (from, to, says) in changes {
        let folder = Folder::new();
        folder.file("bad.toml", "name = \"X\"\nsummary = \"x\"\n");
        assert!(RACE.contains(from));
        let plan = folder.file("plan.toml", RACE.replacen(from, to, 1));
        let output = campaign(&[&plan, "--out", &folder.at("out")]).exits(2);
        let line = output.error_line().trim_start_matches(folder.path().to_str().expect("it is UTF-8")).trim_start_matches('/');
        assert!(line.starts_with(says), "{to}: {line}");
        assert!(!std::fs::exists(folder.at("out")).expect("it can be seen"), "nothing is begun");
    }
}

#[test]
fn what_is_no_plan_at_all_is_refused() {
    let folder = Folder::new();
    let out = folder.at("out");
    let absent = folder.at("absent.toml");
    assert!(campaign(&[&absent, "--out", &out]).exits(2).error_line().starts_with(&format!("{absent}: No such file")));
    let binary = folder.file("binary.toml", b"name = '\xff'");
    assert!(campaign(&[&binary, "--out", &out]).exits(2).error_line().contains("byte 9 is not UTF-8"));
    let empty = folder.file("empty.toml", "name = 'x'\n");
    assert!(campaign(&[&empty, "--out", &out]).exits(2).error_line().contains("there is nothing to play; add [[races]]"));
    let options = campaign(&["--out", &out]).exits(2);
    assert!(options.stderr.contains("<PLAN>"), "{options:#?}");
}

#[test]
fn files_are_found_beside_the_plan_and_go_into_the_folder() {
    let folder = Folder::new();
    let scenario = ifrace_sim::scenario::Scenario::builtin("named-conflict").expect("it is built in").text;
    folder.file("own.toml", scenario.replacen("name = \"named-conflict\"", "name = \"own\"", 1));
    let plan = folder.file("plan.toml", RACE.replacen("failed-migration-macvtap", "own.toml", 1));
    let (out, copy) = (folder.at("out"), folder.at("copy"));
    campaign(&[&plan, "--out", &out]).exits(0);
    std::fs::remove_file(folder.at("own.toml")).expect("it is there");
    campaign(&[&format!("{out}/plan.toml"), "--out", &copy]).exits(0);
    super::assert_same(&out, &copy);
}
