use super::sane::check;
use crate::scenario::{Parameters, Scenario};
use crate::world::plan::{ForeignPlan, ForeignTask, Plan, Task};

fn plan() -> Plan {
    Scenario::builtin("daemon-crash").expect("it is built in").plan(&Parameters::default()).expect("it has defaults")
}

#[track_caller]
fn why(change: impl FnOnce(&mut Plan)) -> String {
    let mut plan = plan();
    change(&mut plan);
    check(&plan).expect_err("it cannot be")
}

#[test]
fn every_plan_of_a_scenario_can_be() {
    for id in Scenario::ALL {
        let plan = Scenario::builtin(id).expect("it is built in").plan(&Parameters::default()).expect("it has defaults");
        assert_eq!(check(&plan), Ok(()), "{id}");
    }
}

#[test]
fn what_a_world_relies_on_is_checked() {
    let cannot = "daemon 0: its counters cannot go from 9 to 3";
    assert_eq!(why(|plan| (plan.daemons[0].first_id, plan.daemons[0].last_id) = (Some(9), Some(3))), cannot);
    assert_eq!(why(|plan| plan.daemons[0].last_id = Some(u32::MAX)), "daemon 0: its counters cannot go from 0 to 4294967295");
    assert_eq!(why(|plan| plan.guests[1].daemon = 1), "guest 1: there is no daemon 1");
    assert_eq!(why(|plan| plan.daemons.clear()), "guest 0: there is no daemon 0");
    assert_eq!(why(|plan| plan.guests[0].cycles = u16::MAX), "guest 0: 131070 tasks are too many");
    let plugs = vec![Task::Start, Task::Hotplug("<interface/>".to_owned())];
    let many = "guest 0: it gets 5 interfaces, and there is room for 4";
    assert_eq!(
        why(|plan| (plan.guests[0].tasks, plan.guests[0].cycles) = ([plugs.clone(), vec![plugs[1].clone(); 3]].concat(), 1)),
        many
    );
    let other = ForeignPlan { tasks: vec![ForeignTask::Release; 2], cycles: 60_000 };
    assert_eq!(why(|plan| plan.foreign = vec![other]), "other 0: 120000 tasks are too many");
}

#[test]
fn what_is_on_the_host_is_checked() {
    let taps = |count: usize| (0..count).map(|number| format!("tap{number}")).collect::<Vec<_>>();
    assert_eq!(why(|plan| plan.furniture.taps = taps(65)), "65 pieces of one kind on a host are too many");
    assert_eq!(why(|plan| plan.furniture.taps = vec!["a b".to_owned()]), "no device can be called 'a b'");
    assert_eq!(why(|plan| plan.furniture.taps = vec!["eth0".to_owned()]), "two pieces on the host have the name 'eth0'");
    let port = ("tap0".to_owned(), "ovsbr0".to_owned());
    let both = why(|plan| (plan.furniture.taps, plan.furniture.stale_ports) = (taps(1), vec![port]));
    assert_eq!(both, "two pieces on the host have the name 'tap0'");
    let many = why(|plan| plan.furniture.occupied = vec![("vnet%d".to_owned(), 0, u32::MAX)]);
    assert_eq!(many, "4294967295 names of 'vnet%d' are too many");
}
