//! What a name costs when the names directly ahead of the counter are taken, for allocators beside each other.
//!
//! Everything runs in one process, in one private network namespace, so that ratios hold. A benchmark is called
//! `contention/ALLOCATOR/threads-T/taken-K/devices-D`, and its time is that on the wall divided by the number of names.
//!
//! - Taken names are alternative names of devices of the host, and real to the kernel. They lie in blocks: K taken names, then one
//!   that is free. So each call meets K taken names directly ahead; threads share them, and meet K on average. A field of blocks,
//!   which has 2,000 names or a single block, is laid between measurements, and each round checks that its calls have used up exactly
//!   their blocks.
//! - A counter of ifrace is set back between two measurements. libvirt's cannot be: it is raised to where no name was before, and the
//!   names are laid there anew.
//! - The kernel counts nothing: it fills in the lowest number that is free, and K are taken below it.
//!
//! Measured are, for every allocator: one thread with every number of taken names and every number of devices; 2, 4 and 8 threads
//! with up to 100 taken names on a host of 1,000 devices; and these threads with no name taken on the others. Left out are 9,999
//! and 30,000 taken names on a host of 10 devices, which has no room for them (496 each), and more than 100 with several threads: the
//! rounds would be so short that not all threads run at once.
//!
//! A benchmark whose calls fail has a file `failed.json` beside its estimates, which then tell how long a call takes to fail.

mod allocator;
mod allocators;
mod cell;
mod failed;
mod host;
mod round;

use allocator::Allocator;
use cell::Cell;
use criterion::measurement::WallTime;
use criterion::{BenchmarkGroup, BenchmarkId, Criterion, SamplingMode};
use host::Host;
use ifrace_allocator::linux::netns::PrivateNetns;
use std::time::Duration;

const GROUP: &str = "contention";

/// One benchmark. The host is made ready within it, so that one that was not asked for costs nothing.
fn bench<A: Allocator>(group: &mut BenchmarkGroup<'_, WallTime>, host: &mut Host, cell: Cell, allocator: &mut A) {
    let mut failure = None;
    let id = cell.parameters();
    group.bench_function(BenchmarkId::new(A::NAME, &id), |bench| {
        host.grow(cell.devices);
        // What is made ready only once counts for no sample.
        allocator.prepare(host, cell, cell.threads);
        bench.iter_custom(|names| {
            let measured = round::measure(allocator, host, cell, names);
            failure = Some(measured.failed > 0);
            measured.time
        });
    });
    if let Some(failed) = failure {
        failed::note(GROUP, A::NAME, &id, failed);
    }
}

fn main() {
    // First of all: threads that are started later are in the namespace as well.
    let _netns = PrivateNetns::enter().expect("a private network namespace needs root, or user namespaces");
    let mut criterion = Criterion::default().output_directory(&failed::folder()).configure_from_args();
    let mut group = criterion.benchmark_group(GROUP);
    group.sample_size(20).nresamples(1_000).sampling_mode(SamplingMode::Flat);
    group.warm_up_time(Duration::from_millis(100)).measurement_time(Duration::from_millis(500));
    let mut host = Host::new();
    let mut hardened = allocators::Hardened::default();
    let mut libvirt = allocators::Libvirt::load();
    for cell in cell::all() {
        bench(&mut group, &mut host, cell, &mut hardened);
        bench(&mut group, &mut host, cell, &mut allocators::Probing::default());
        bench(&mut group, &mut host, cell, &mut allocators::Policy::default());
        bench(&mut group, &mut host, cell, &mut allocators::KernelTemplate::default());
        bench(&mut group, &mut host, cell, &mut libvirt);
        bench(&mut group, &mut host, cell, &mut allocators::BareCounter::default());
    }
    group.finish();
    criterion.final_summary();
}
