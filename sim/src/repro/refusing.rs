//! Cases on a host that refuses operations: nothing is shown then, and so nothing may be said to hold.

use super::{Case, Ending, Maker, MemoryMaker, Needs, NoSite, Run, Subject, Verdict};
use crate::release::Release;
use crate::scene::Site;
use ifrace_allocator::IfName;
use ifrace_allocator::host::{Failure, Host, HostOp, Incarnation, Network, Observe, Reply, Snapshot};
use ifrace_allocator::memory::MemoryHost;

type Refused = fn(&HostOp<'_>) -> bool;

/// A host in memory that refuses some operations.
struct Refusing(MemoryHost, Refused);

impl Host for Refusing {
    fn perform(&mut self, actor: Incarnation, op: &HostOp<'_>) -> Result<Reply, Failure> {
        if (self.1)(op) { Err(Failure::other("refused by a test")) } else { self.0.perform(actor, op) }
    }
}

impl Observe for Refusing {
    fn observe(&mut self) -> Result<Snapshot, Failure> {
        self.0.observe()
    }
}

impl Site for Refusing {
    fn add_lower(&mut self, name: IfName) -> Result<(), Failure> {
        self.0.add_lower(name)
    }

    fn add_bridge(&mut self, name: IfName) -> Result<(), Failure> {
        self.0.add_bridge(name)
    }

    fn add_ovs_bridge(&mut self, name: IfName) -> Result<(), Failure> {
        self.0.add_ovs_bridge(name)
    }

    fn add_network(&mut self, network: Network) -> Result<(), Failure> {
        self.0.add_network(network)
    }

    fn add_persistent_tap(&mut self, name: IfName, multi_queue: bool) -> Result<(), Failure> {
        Site::add_persistent_tap(&mut self.0, name, multi_queue)
    }
}

struct RefusingMaker(Refused);

impl Maker for RefusingMaker {
    type Site = Refusing;

    fn fresh(&mut self, needs: &[Needs], rules: &ifrace_allocator::rules::Rules) -> Result<Refusing, NoSite> {
        MemoryMaker.fresh(needs, rules).map(|host| Refusing(host, self.0))
    }
}

fn run(case: Case, refused: Refused) -> Run {
    let release = Release::find("hardened").unwrap();
    Subject { case, release, document: None }.first_run(&mut RefusingMaker(refused), &|| false)
}

/// How the scene ended, if it failed.
#[track_caller]
fn failure(run: &Run, scene: usize) -> &str {
    assert_eq!(run.verdict(), Verdict::Unknown);
    match &run.scenes[scene].ending {
        Ending::Failed(why) => why,
        ending => panic!("{ending:?}"),
    }
}

#[test]
fn a_guest_that_is_needed_has_to_run() {
    let limits: Refused = |op| matches!(op, HostOp::SetBandwidth { .. });
    let run_of = |case| run(case, limits);
    let expected = "G has to run, and does not start: interface 0: refused by a test";
    assert_eq!(failure(&run_of(Case::NamedConflict), 0), expected);
    assert_eq!(failure(&run_of(Case::ReuseAfterStop), 0), expected.replace("G has", "A has"));
    let macvtaps = run(Case::FailedMigrationMacvtap, |op| matches!(op, HostOp::CreateMacvtap { .. }));
    assert!(failure(&macvtaps, 0).starts_with("G has to run, and does not start: "), "{macvtaps:?}");
}

#[test]
fn a_start_that_is_refused_for_another_reason_shows_nothing() {
    let refused = run(Case::UnmanagedTap, |op| *op == HostOp::Spawn);
    assert_eq!(failure(&refused, 0), "A fails to start, and not because its name is taken: refused by a test");
    let refused = run(Case::PreExistingTap, |op| matches!(op, HostOp::Probe { .. }));
    assert!(failure(&refused, 0).starts_with("A fails to start, and not because its name is taken: "), "{refused:?}");
    let refused = run(Case::PreExistingTap, |op| *op == HostOp::Spawn);
    assert!(refused.holds(), "the name is refused before it comes to that: {refused:?}");
}

/// The halt of a stop is where the tap is gone, or nowhere.
#[test]
fn a_hypervisor_that_cannot_be_killed_shows_nothing() {
    let refused = run(Case::ReuseAfterStop, |op| *op == HostOp::Kill);
    assert_eq!(failure(&refused, 0), "refused by a test");
}
