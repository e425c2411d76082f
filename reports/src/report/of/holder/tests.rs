use super::super::{cause, shown};
use crate::report::{Diagram, LaneKind, Life};
use ifrace_sim::explore::{Control, Limits, counterexample};
use ifrace_sim::release::Release;
use ifrace_sim::scenario::{Parameters, Scenario};
use ifrace_sim::world::violated::Violated;
use ifrace_sim::world::{Stage, World};
use std::sync::Arc;

/// The diagram of a shortest run of a built-in scenario, and what becomes of the name in it.
fn shortest(scenario: &str, era: &str, violated: Violated) -> (Diagram, String, Vec<(Life, String)>) {
    let plan = Scenario::builtin(scenario).unwrap().plan(&Parameters::default()).unwrap();
    let stage = Arc::new(Stage::new(plan, Release::parse(era).unwrap()).unwrap());
    let mut world = World::<12>::new(stage);
    let way = counterexample(&mut world, violated.bit(), &Limits::default(), &Control::default()).unwrap();
    let (run, left) = world.record(&way);
    assert!(cause(&run, &left, violated).is_some());
    let diagram = shown(&run, &left, violated);
    let lane = diagram.lanes.iter().position(|lane| lane.kind == LaneKind::Name).expect("the name has a lane");
    let own = diagram.steps.iter().filter(|step| step.lane == lane).map(|step| (step.life, step.text.clone())).collect();
    let name = diagram.lanes[lane].title.clone();
    (diagram, name, own)
}

fn text(own: &[(Life, String)]) -> Vec<&str> {
    own.iter().map(|(_, text)| text.as_str()).collect()
}

#[test]
fn a_tap_goes_from_one_guest_to_the_next_while_the_cleanup_of_the_first_is_late() {
    let (diagram, name, own) = shortest("reuse-after-stop", "6.6", Violated::StompOvsPort);
    let [first, "free", second] = text(&own)[..] else { panic!("{name}: {own:?}") };
    assert!(name.starts_with("vnet") && first != second, "{name}: {own:?}");
    assert!(first.ends_with(" has it") && second.ends_with(" has it"), "{own:?}");
    assert_eq!(own.iter().map(|one| one.0).collect::<Vec<_>>(), [Life::Begins, Life::Ends, Life::Begins]);
    let last = diagram.steps.last().expect("there are steps");
    assert!(last.breaches.iter().any(|breach| breach.invariant == "no-stomp:ovs-port"), "{last:?}");
    assert!(last.detail.contains(&last.text) && last.detail.len() > last.text.len(), "{last:?}");
}

#[test]
fn a_device_that_was_there_before_is_taken_over() {
    let (_, name, own) = shortest("pre-existing-tap", "6.6", Violated::Adoption);
    assert_eq!((name.as_str(), text(&own)), ("admin0", vec!["it exists", "A takes it over"]));
    let (_, _, own) = shortest("pre-existing-tap", "6.6", Violated::StompDevice);
    assert_eq!(own.last(), Some(&(Life::Ends, "free".to_owned())), "the device is deleted: {own:?}");
}

#[test]
fn a_macvtap_outlives_its_hypervisor() {
    let (_, name, own) = shortest("failed-migration-macvtap", "6.6", Violated::StompDevice);
    assert_eq!(name, "macvtap0");
    assert_eq!(own.last(), Some(&(Life::Ends, "free".to_owned())), "another's device is deleted: {own:?}");
    assert_eq!(own.iter().filter(|(life, _)| *life == Life::Begins).count(), own.len() / 2, "{own:?}");
}

#[test]
fn the_life_of_a_guest_ends_with_its_hypervisor() {
    let (diagram, ..) = shortest("reuse-after-stop", "6.6", Violated::StompOvsPort);
    let kill = diagram.steps.iter().position(|step| step.text.starts_with("kill hypervisor")).expect("A is stopped");
    let after: Vec<_> = diagram.steps[kill + 1..kill + 3].iter().map(|step| (step.life, diagram.lanes[step.lane].kind)).collect();
    assert_eq!(after, [(Life::Ends, LaneKind::Name), (Life::Ends, LaneKind::Guest)], "with it goes its tap");
}
