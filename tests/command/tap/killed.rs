//! What is left when ifrace is killed.

use super::bench::{Bench, in_shell};

#[test]
fn the_command_keeps_its_tap_and_the_next_run_leaves_it_alone() {
    let bench = Bench::new();
    let (mut killed, name) = bench.waiting(&[]);
    killed.kill();
    assert_eq!((name.as_str(), bench.devices()), ("vnet0", vec!["lo".to_owned(), "vnet0".to_owned()]));
    assert_eq!(bench.name(&[]), "vnet1");
    assert!(bench.devices().contains(&name) && bench.is_pending(&name), "it is somebody's");
    let refused = bench.tap(&["--name", "vnet0", "--", "true"]).exits(75);
    assert!(refused.error_line().starts_with("the name vnet0 is held, or "), "{refused:?}");
    killed.end();
    bench.wait_until_gone(&name);
    assert!(bench.is_pending(&name), "nobody has looked since");
    assert_eq!(bench.name(&[]), "vnet2");
    assert!(!bench.is_pending(&name));
    assert_eq!(bench.name(&["--name", "vnet0"]), "vnet0");
}

#[test]
fn the_name_is_not_given_in_the_next_lap_either() {
    let bench = Bench::new();
    let ten = ["--template", "fourteen-bytes%d"];
    let (mut killed, name) = bench.waiting(&ten);
    assert_eq!(name, "fourteen-bytes0");
    killed.kill();
    let names: Vec<String> = (0..11).map(|_| bench.name(&ten)).collect();
    let wanted: Vec<String> = (1..10).chain(1..3).map(|id| format!("fourteen-bytes{id}")).collect();
    assert_eq!(names, wanted);
}

#[test]
fn a_tap_that_is_renamed_is_known_again() {
    let bench = Bench::new();
    let (mut killed, name) = bench.waiting(&[]);
    killed.kill();
    bench.ip("link set dev vnet0 name other");
    assert_eq!(bench.name(&[]), "vnet1");
    assert!(bench.is_pending(&name) && bench.devices().contains(&"other".to_owned()));
    // Another device of the name is nobody's tap.
    killed.end();
    bench.wait_until_gone("other");
    bench.ip("link add vnet0 type bridge");
    assert_eq!(bench.name(&[]), "vnet2");
    assert!(!bench.is_pending(&name));
    assert_eq!(bench.devices(), ["lo", "vnet0"]);
}

#[test]
fn a_tap_of_another_network_namespace_counts_as_there() {
    let bench = Bench::new();
    let (mut killed, name) = bench.waiting(&[]);
    killed.kill();
    let state = bench.state();
    let elsewhere = in_shell("exec unshare --net \"$0\" \"$@\"", &["tap", "--state", &state, "--", "sh", "-c", "echo $TAP_NAME"]);
    assert_eq!(elsewhere.exits(0).stdout, "vnet1\n");
    assert!(bench.is_pending(&name) && bench.devices().contains(&name));
}

/// A run that goes on has taken over the name of one that was killed, and gives it up with its end.
#[test]
fn a_name_that_was_taken_over_is_looked_at_again() {
    let bench = Bench::new();
    let (mut killed, name) = bench.waiting(&[]);
    killed.kill();
    let (adopter, _) = bench.waiting(&[]);
    killed.end();
    bench.wait_until_gone(&name);
    assert_eq!(bench.name(&[]), "vnet2");
    assert!(bench.is_pending(&name), "the second run has it");
    adopter.end();
    assert_eq!(bench.name(&[]), "vnet3");
    assert!(!bench.is_pending(&name));
}
