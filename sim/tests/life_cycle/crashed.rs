//! The daemon dies behind every operation of every path, and its successor finds the guest, or does not.

use crate::facts::Facts;
use crate::kind::Spec;
use crate::matrix::{Counts, guests};
use crate::path::Path;
use crate::predict_crash::Crashed;
use crate::run::{Fault, Run};
use crate::what::What;
use crate::world::World;
use ifrace_allocator::guest::{Command, Outcome, Phase};
use ifrace_sim::release::Release;
use std::collections::BTreeMap;
use std::thread;

/// The kinds of operations that occur on paths without a fault.
const WHATS: usize = 37;

/// Whether something is left for ever.
fn check(path: Path, specs: &[Spec], release: &Release, world: &World, number: usize, all: &[What]) -> bool {
    let cards = path.cards(specs);
    let mut run = Run::at(path, specs, release, world);
    let went = run.go(path.command(specs), Fault::Crash(number));
    let told = format_args!("the daemon dies behind operation {number} of {path:?} of {specs:?}, rules {}", release.rules.id);
    let steps = &went.steps[..];
    assert_eq!(*steps, all[..=number], "{told}: the run differs from the one before");
    let complete = number + 1 == all.len();
    let facts = Facts::of(release);
    let crashed = Crashed { path, steps, complete, cards: &cards, at_fault: &went.at_fault, facts };
    let of = run.guest.incarnation();
    let status = (run.guest.has_status(), run.host.has_status(of));
    assert_eq!(status, (crashed.has_status(), crashed.has_status()), "{told}: {steps:?}");
    if let Some(found) = crashed.phase() {
        let found_again = run.go(Command::Reconnect, Fault::None);
        let failed = matches!(found_again.outcome, Some(Outcome::Failed(_)));
        assert_eq!((failed, run.guest.phase()), (crashed.fails(), found), "{told}: {found_again:?}");
    }
    if run.guest.phase() != Phase::Off {
        assert_eq!(run.guest.cards().len(), crashed.interfaces(), "{told}");
        assert_eq!(run.go(Command::Stop, Fault::None).outcome, Some(Outcome::Done), "{told}");
    }
    assert_eq!(run.guest.phase(), Phase::Off, "{told}");
    assert_eq!(run.inventory(), crashed.left(), "{told}: {steps:?}");
    assert_eq!(world.harm(&mut run.host), None, "{told}");
    !run.inventory().is_empty()
}

fn check_release(release: &Release) -> Counts {
    let (world, mut counts, mut leaky) = (World::new(release), Counts::default(), BTreeMap::<Path, usize>::new());
    for path in Path::ALL {
        for specs in guests(path, release) {
            let steps = Run::at(path, &specs, release, &world).go(path.command(&specs), Fault::None).steps;
            for (number, what) in steps.iter().enumerate() {
                if check(path, &specs, release, &world, number, &steps) {
                    *leaky.entry(path).or_default() += 1;
                }
                counts.add(path, &specs, *what);
            }
        }
    }
    check_leaks(release, &leaky);
    counts
}

/// Something is left after crashes while it is being set up: libvirt's first status file is written when the hypervisor runs. Other
/// paths leak only the limits of the switch, where the stop does not clear them; an unplugging does. The hardened rules leave nothing,
/// wherever the daemon dies: their file knows of everything before it is there, or what it does not know bears the guest's mark.
fn check_leaks(release: &Release, leaky: &BTreeMap<Path, usize>) {
    let facts = Facts::of(release);
    let leaks_at_stop = facts.has_ovs_qos() && !facts.stop_clears_ovs_qos();
    let sets_up = [Path::Start, Path::Incoming, Path::Hotplug];
    let is_leaky = |path: &Path| sets_up.contains(path) && !facts.is_hardened() || leaks_at_stop && *path != Path::Unplug;
    let expected: Vec<Path> = Path::ALL.into_iter().filter(is_leaky).collect();
    assert_eq!(leaky.keys().copied().collect::<Vec<_>>(), expected, "rules {}: {leaky:?}", release.rules.id);
    println!("rules {}: crashes that leave something: {leaky:?}", release.rules.id);
}

#[test]
fn every_crash_of_the_daemon_leaves_what_the_release_leaves() {
    let counts = thread::scope(|scope| {
        let threads: Vec<_> = Release::all().map(|release| scope.spawn(move || check_release(&release))).collect();
        let mut all = Counts::default();
        threads.into_iter().for_each(|thread| all.merge(thread.join().expect("the check of a release")));
        all
    });
    counts.are_complete(WHATS);
    println!("{} crashes", counts.cases);
}
