//! Which name a tap gets.

use super::bench::Bench;

#[test]
fn a_name_does_not_come_again() {
    let bench = Bench::new();
    let names: Vec<String> = (0..3).map(|_| bench.name(&[])).collect();
    assert_eq!(names, ["vnet0", "vnet1", "vnet2"]);
    assert_eq!(bench.name(&["--template", "guest%d-x"]), "guest0-x");
    let generation = bench.tap(&["--", "sh", "-c", "echo $TAP_GENERATION"]).exits(0).stdout;
    assert_eq!(generation, "3\n");
}

#[test]
fn without_a_state_it_comes_again() {
    let bench = Bench::new();
    let in_process = ["tap", "--in-process", "--", "sh", "-c", "echo $TAP_NAME"];
    for _ in 0..2 {
        assert_eq!(crate::output::ifrace(&in_process).exits(0).stdout, "vnet0\n");
    }
    assert!(!std::path::Path::new(&bench.state()).exists());
}

#[test]
fn a_new_state_begins_behind_the_devices_that_are_there() {
    let bench = Bench::new();
    bench.ip("link add vnet7 type bridge");
    bench.ip("link property add dev lo altname guest3");
    assert_eq!(bench.name(&[]), "vnet8");
    assert_eq!(bench.name(&["--template", "guest%d"]), "guest0", "the altname is of no pattern of the new state");
}

#[test]
fn taken_names_are_passed_over() {
    let bench = Bench::new();
    assert_eq!(bench.name(&[]), "vnet0");
    bench.ip("link add vnet1 type bridge");
    bench.ip("link property add dev lo altname vnet2");
    assert_eq!(bench.name(&[]), "vnet3");
    assert_eq!(bench.devices(), ["lo", "vnet1"]);
}

#[test]
fn two_at_the_same_time_have_two_names() {
    let bench = Bench::new();
    let (first, name) = bench.waiting(&[]);
    let (second, other) = bench.waiting(&[]);
    assert_eq!([name.as_str(), &other], ["vnet0", "vnet1"]);
    assert_eq!(bench.devices(), ["lo", "vnet0", "vnet1"]);
    assert_eq!(first.end().0, Some(1), "that is the code of read at the end of its input");
    assert_eq!(bench.devices(), ["lo", "vnet1"]);
    assert_eq!(second.end().0, Some(1));
    assert_eq!(bench.devices(), ["lo"]);
}

/// Many processes that begin with an empty folder.
#[test]
fn many_that_start_together_have_names_of_their_own() {
    let bench = Bench::new();
    let args = ["--", "sh", "-c", "echo $TAP_NAME; read line"];
    let mut all: Vec<_> = (0..12).map(|_| super::bench::Running::start(&mut bench.command(&args))).collect();
    let mut names: Vec<String> = all.iter_mut().map(super::bench::Running::line).collect();
    names.sort_unstable();
    names.dedup();
    assert_eq!(names.len(), 12, "{names:?}");
    assert_eq!(bench.devices().len(), 13);
    assert!(all.into_iter().all(|one| one.end().0 == Some(1)));
    assert_eq!(bench.devices(), ["lo"]);
    assert!(names.iter().all(|name| !bench.is_pending(name)));
}

#[test]
fn a_chosen_name_can_be_had_again_and_again() {
    let bench = Bench::new();
    for _ in 0..3 {
        assert_eq!(bench.name(&["--name", "vnet5"]), "vnet5");
    }
    assert_eq!(bench.name(&[]), "vnet6", "ids up to a chosen one are not given");
    assert_eq!(bench.name(&["--name", "{fd}"]), "{fd}");
}
