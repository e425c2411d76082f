//! Choosing, adding and removing names on hosts with few and with many devices.
//!
//! The walk over all names is what the kernel itself does for every template; it is measured in the same run, so that the ratio
//! shows what the index of used ids is worth, and that its cost does not grow with the number of devices.

use criterion::{BenchmarkId, Criterion, Throughput};
use ifrace_model::Template;
use ifrace_model::kernel::{ID_LIMIT, Namespace, Reply, Rules, TunSetIff};
use std::hint::black_box;
use std::time::Duration;

const DEVICES: [u32; 3] = [10, 1_000, 30_000];

/// A host with taps `vnet0` and so on; the index of `vnetN` is `N + 2`.
fn host(devices: u32) -> Namespace {
    let mut host = Namespace::new(Rules::Trust);
    for id in 0..devices {
        host.tun(&TunSetIff::tap(format!("vnet{id}").as_bytes())).expect("the name is free");
    }
    host
}

fn middle(devices: u32) -> u32 {
    devices / 2 + 2
}

/// The lowest free id by a walk over all names.
fn walk(host: &Namespace, template: &Template<'_>) -> Option<u32> {
    let mut used = vec![false; ID_LIMIT as usize];
    for name in host.names() {
        if let Some(id) = template.id_of(name).filter(|&id| id < u64::from(ID_LIMIT)) {
            used[id as usize] = true;
        }
    }
    used.iter().position(|&used| !used).map(|id| id as u32)
}

fn choosing(criterion: &mut Criterion) {
    let template = Template::parse(b"vnet%d").expect("it is a template");
    let mut group = criterion.benchmark_group("lowest-free-id");
    for devices in DEVICES {
        let mut host = host(devices);
        host.close(middle(devices)).expect("it is attached");
        assert_eq!(host.used_ids().lowest_free(&template), walk(&host, &template));
        group.bench_with_input(BenchmarkId::new("index", devices), &host, |bench, host| {
            bench.iter(|| host.used_ids().lowest_free(black_box(&template)));
        });
        group.bench_with_input(BenchmarkId::new("walk", devices), &host, |bench, host| {
            bench.iter(|| walk(host, black_box(&template)));
        });
    }
    group.finish();
}

/// A tap goes, and a new one takes its name through the template.
fn replacing(criterion: &mut Criterion) {
    let mut group = criterion.benchmark_group("delete-and-create");
    for devices in DEVICES {
        let (mut host, tap) = (host(devices), TunSetIff::tap(b"vnet%d"));
        let mut index = middle(devices);
        group.bench_function(BenchmarkId::from_parameter(devices), |bench| {
            bench.iter(|| {
                host.close(index).expect("it is attached");
                index = match host.tun(&tap) {
                    Ok(Reply::Link(link)) => link.index,
                    other => unreachable!("a tap was asked for: {other:?}"),
                };
            });
        });
    }
    group.finish();
}

fn adding(criterion: &mut Criterion) {
    let mut group = criterion.benchmark_group("add-and-remove-name");
    group.throughput(Throughput::Elements(2));
    for devices in DEVICES {
        let mut host = host(devices);
        group.bench_function(BenchmarkId::from_parameter(devices), |bench| {
            bench.iter(|| {
                host.altname_add(1, black_box(b"vnet31000")).expect("the name is free");
                host.altname_del(1, black_box(b"vnet31000")).expect("it was added");
            });
        });
    }
    group.finish();
}

fn main() {
    let mut criterion = Criterion::default()
        .sample_size(20)
        .warm_up_time(Duration::from_millis(300))
        .measurement_time(Duration::from_millis(1_000))
        .configure_from_args();
    choosing(&mut criterion);
    replacing(&mut criterion);
    adding(&mut criterion);
    criterion.final_summary();
}
