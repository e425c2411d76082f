//! The project's own allocator of names on a simulated host: every invariant holds, and what is broken in it is caught.

#![forbid(unsafe_code)]

use ifrace_model::invariant::Profile;
use ifrace_sim::bench::HardenedMutation;
use ifrace_sim::campaign::{Aspect, Finding, Observer, Plan, Quiet, judge, not_judged, search};
use ifrace_sim::history::{Op, Reply, Run, parse};
use ifrace_sim::subject::{Hardened, Subject};
use std::cell::Cell;

/// The replies to a history in which every invariant holds.
#[track_caller]
fn sound(history: &[Op]) -> Vec<Reply> {
    let (played, found) = judge(&mut Hardened::default(), None, &Profile::LASTING, history).expect("it can be played");
    assert_eq!(found, []);
    played.replies
}

/// The names that the requests of a history get.
#[track_caller]
fn names(history: &str) -> Vec<Reply> {
    let ops = parse(history.as_bytes()).expect("it is a history");
    let replies = sound(&ops).into_iter().zip(&ops);
    replies.filter(|(_, op)| matches!(op, Op::Generate { .. })).map(|(reply, _)| reply).collect()
}

fn taken(prefix: &str, from: u32, count: u32) -> Op {
    Op::OccupyRun(Run { prefix: prefix.to_owned(), suffix: String::new(), from, count })
}

fn request(name: Option<&str>) -> Op {
    let wanted = name.map(|name| name.as_bytes().to_vec());
    Op::Generate { kind: ifrace_model::policy::DeviceKind::Tap, wanted, keep: true, probes_fail: false }
}

#[test]
fn generated_histories_break_nothing() {
    let report = search(&mut Hardened::default(), None, &Profile::LASTING, &Plan::all(7, 1_000, 30), &Quiet);
    assert_eq!((report.completed, report.findings), (1_000, Vec::new()));
    assert_eq!(not_judged(&Hardened::default().abilities()), [], "all six are judged");
}

#[test]
fn the_free_name_of_a_crowded_host_is_found() {
    for free in [0, 20_000, 32_768] {
        let ops = [taken("vnet", 0, free), taken("vnet", free + 1, 32_768 - free), request(None)];
        assert_eq!(sound(&ops)[2], Reply::named(format!("vnet{free}").as_bytes()));
    }
}

#[test]
fn a_template_whose_names_are_all_taken_is_refused_with_the_reason() {
    let template = Some("fourteen-bytes%d");
    let freed = Op::Free { name: b"fourteen-bytes4".to_vec() };
    let replies = sound(&[taken("fourteen-bytes", 0, 10), request(template), freed, request(template)]);
    let Reply::Refused { why } = &replies[1] else { panic!("{replies:?}") };
    assert!(why.contains("none of the 10 names of fourteen-bytes%d is free: devices have them"), "{why}");
    assert_eq!(replies[3], Reply::named(b"fourteen-bytes4"));
}

#[test]
fn ids_go_on_over_a_restart() {
    let given = names(
        r#"{"op":"generate","kind":"tap"}
        {"op":"generate","kind":"macvtap","keep":true}
        {"op":"restart"}
        {"op":"generate","kind":"tap"}
        {"op":"generate","kind":"macvtap"}
        {"op":"reserve","name":"macvtap7"}
        {"op":"restart"}
        {"op":"generate","kind":"macvtap"}"#,
    );
    assert_eq!(given, ["vnet0", "macvtap0", "vnet1", "macvtap1", "macvtap8"].map(|name| Reply::named(name.as_bytes())));
}

#[test]
fn a_name_of_ones_own_is_never_somebody_elses_device() {
    let given = names(
        r#"{"op":"occupy","name":"mine","as":"tap"}
        {"op":"generate","kind":"tap","name":"mine","keep":true}
        {"op":"free","name":"mine"}
        {"op":"generate","kind":"tap","name":"mine","keep":true}
        {"op":"generate","kind":"macvlan","name":"mine"}
        {"op":"generate","kind":"tap","name":"sixteen-bytes-xx"}
        {"op":"generate","kind":"tap","name":"100%"}"#,
    );
    let own = Reply::Literal { adopted: false };
    let refusals = ["mine: the name is taken", "sixteen-bytes-xx: a name has 1 to 15 bytes and no NUL"].map(Reply::refused);
    assert_eq!([&given[0], &given[1], &given[2], &given[3]], [&refusals[0], &own, &refusals[0], &refusals[1]]);
    assert_eq!(given[4], Reply::refused("100%: a template has %d exactly once, and no other %"));
}

/// A device that is to bear a template gets a number from the kernel, which no reply tells.
#[test]
fn a_name_that_the_kernel_has_filled_in_is_passed_over() {
    let given = names(
        r#"{"op":"occupy","name":"macvtap%d","as":"tap"}
        {"op":"reserve","name":"macvtap99999999"}
        {"op":"generate","kind":"macvtap"}
        {"op":"occupy-run","prefix":"thirteen-byte","from":1,"count":99}
        {"op":"occupy","name":"thirteen-byte%d","as":"tap"}
        {"op":"generate","kind":"tap","name":"thirteen-byte%d"}"#,
    );
    assert_eq!(given[0], Reply::named(b"macvtap1"));
    assert!(matches!(given[1], Reply::Refused { .. }), "{given:?}");
}

/// The device of a lease may go without a word to the allocator, also while its process is not there.
#[test]
fn a_name_is_free_again_when_its_device_is_gone() {
    let template = |name: &str| format!("{{\"op\":\"generate\",\"kind\":\"tap\",\"name\":\"{name}\",\"keep\":true}}\n");
    let all = template("fourteen-bytes%d").repeat(10);
    for between in ["", "{\"op\":\"restart\"}\n"] {
        let free = "{\"op\":\"free\",\"name\":\"fourteen-bytes3\"}\n";
        let given = names(&format!("{all}{free}{between}{}{free}{}", template("fourteen-bytes%d"), template("fourteen-bytes3")));
        assert_eq!(given[10..], [Reply::named(b"fourteen-bytes3"), Reply::Literal { adopted: false }]);
    }
}

/// Ends a campaign at the first finding about an aspect.
struct Until {
    aspect: Aspect,
    found: Cell<bool>,
}

impl Observer for Until {
    fn stop(&self) -> bool {
        false
    }

    fn enough(&self) -> bool {
        self.found.get()
    }

    fn found(&self, finding: &Finding) {
        self.found.set(self.found.get() || finding.aspect == self.aspect);
    }
}

#[test]
fn what_is_broken_is_caught() {
    for mutation in HardenedMutation::ALL {
        let until = Until { aspect: Aspect::Invariant(mutation.breaks()), found: Cell::new(false) };
        let mut broken = Hardened::broken(mutation);
        let report = search(&mut broken, None, &Profile::LASTING, &Plan::all(1, 500, 30), &until);
        assert!(until.found.get(), "{}: nothing in {} cases", broken.id(), report.cases);
        let finding = report.findings.iter().find(|finding| finding.aspect == until.aspect).unwrap();
        sound(&finding.history);
    }
}
