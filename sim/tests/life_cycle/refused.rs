//! Every operation of every path is refused once.

use crate::facts::Facts;
use crate::fault_free::end_of;
use crate::inventory::Inventory;
use crate::kind::Spec;
use crate::matrix::{Counts, guests};
use crate::path::Path;
use crate::predict::Refused;
use crate::run::{Fault, Run, Went};
use crate::what::What;
use crate::world::World;
use ifrace_allocator::guest::{Outcome, Phase};
use ifrace_allocator::memory::Cpus;
use ifrace_sim::release::Release;
use std::fmt::Arguments;
use std::thread;

/// The kinds of operations that occur on paths without a fault.
const WHATS: usize = 37;

/// One guest on one path.
struct Case<'c> {
    path: Path,
    specs: &'c [Spec],
    release: &'c Release,
    world: &'c World,
    /// What it has at the end if nothing is refused.
    without: Inventory,
}

impl Case<'_> {
    /// Refuses the operation of a number, which is of this kind.
    fn check(&self, number: usize, what: What, last: bool) {
        let Self { path, specs, release, world, without } = self;
        let (cards, facts) = (path.cards(specs), Facts::of(release));
        let mut run = Run::at(*path, specs, release, world);
        let went = run.go(path.command(specs), Fault::Refuse(number));
        let told = &format_args!("{what:?}, operation {number} of {path:?} of {specs:?}, is refused, rules {}", release.rules.id);
        assert_eq!(went.steps[number], what, "{told}: the run differs from the one before");
        let refused = Refused {
            path: *path,
            what,
            last,
            card: reported(&went).or(went.card),
            generated: went.name.is_some_and(|name| !cards.iter().any(|spec| spec.interface().target == Some(name))),
            cards: &cards,
            at_fault: &went.at_fault,
            without,
            facts,
        };
        let failed = matches!(went.outcome, Some(Outcome::Failed(_)));
        assert_eq!((failed, run.guest.phase()), (refused.fails(), refused.phase()), "{told}: {:?}", went.outcome);
        assert_eq!(run.guest.cards().len(), refused.interfaces(), "{told}");
        assert_eq!(run.inventory(), refused.left(), "{told}: {went:?}");
        if facts.is_hardened() && failed && !what.is_cleanup() {
            self.check_undone(&run, told);
        }
        check_processes(&run, what, told);
        assert_eq!(world.harm(&mut run.host), None, "{told}");
    }

    /// Under the hardened rules a failure leaves nothing, and what a script has done is undone.
    fn check_undone(&self, run: &Run<'_>, told: &Arguments<'_>) {
        let is_off = run.guest.phase() == Phase::Off;
        assert!(!is_off || run.inventory().is_empty(), "{told}");
        if is_off || self.path == Path::Hotplug && run.guest.cards().len() == 1 {
            let count = |script: &str| run.scripts().filter(|run| run.path == script).count();
            assert_eq!(count("/etc/up"), count("/etc/down"), "{told}");
        }
    }
}

/// The hypervisor does what the phase says, and the status file is there as long as it.
fn check_processes(run: &Run<'_>, what: What, told: &Arguments<'_>) {
    let (of, phase) = (run.guest.incarnation(), run.guest.phase());
    let cpus = match phase {
        Phase::Running => Some(Cpus::Running),
        Phase::Paused | Phase::Incoming => Some(Cpus::Paused),
        Phase::Off | Phase::Unknown => None,
    };
    assert_eq!(run.host.hypervisor(of), cpus, "{told}");
    assert_eq!(run.host.has_status(of), phase != Phase::Off || what == What::RemoveStatus, "{told}");
}

fn reported(went: &Went) -> Option<usize> {
    match &went.outcome {
        Some(Outcome::Failed(trouble)) => trouble.card,
        _ => None,
    }
}

fn check_release(release: &Release) -> Counts {
    let (world, mut counts) = (World::new(release), Counts::default());
    for path in Path::ALL {
        for specs in guests(path, release) {
            let steps = Run::at(path, &specs, release, &world).go(path.command(&specs), Fault::None).steps;
            let without = end_of(path, &specs, Facts::of(release));
            let case = Case { path, specs: &specs, release, world: &world, without };
            let last = steps.len() - 1;
            for (number, what) in steps.into_iter().enumerate() {
                case.check(number, what, number == last);
                counts.add(path, &specs, what);
            }
        }
    }
    counts
}

#[test]
fn every_refused_operation_leaves_what_the_release_leaves() {
    let counts = thread::scope(|scope| {
        let threads: Vec<_> = Release::all().map(|release| scope.spawn(move || check_release(&release))).collect();
        let mut all = Counts::default();
        threads.into_iter().for_each(|thread| all.merge(thread.join().expect("the check of a release")));
        all
    });
    counts.are_complete(WHATS);
    println!("{} refused operations", counts.cases);
}
