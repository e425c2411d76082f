//! The report of the bench under contention.

use super::golden::check;
use ifrace_report::contention::{self, Contention, Key, Measured};

fn cell(id: &str, nanoseconds: f64) -> Measured {
    Measured { key: id.parse().expect("it is an id"), nanoseconds, fails: false }
}

fn usual(allocator: &str, taken: u64, nanoseconds: f64) -> Measured {
    cell(&format!("contention/{allocator}/threads-1/taken-{taken}/devices-1000"), nanoseconds)
}

/// Results in no order, with gaps, a call that fails, and an allocator that nobody knows.
fn sample() -> Contention {
    let mut cells = vec![
        cell("contention/hardened/threads-8/taken-0/devices-1000", 25.0),
        cell("contention/bare-counter/threads-8/taken-0/devices-1000", 19.0),
        cell("contention/libvirt/threads-1/taken-0/devices-10", 5_100.0),
        cell("contention/a <b> & c/threads-2/taken-100/devices-1000", 7.0),
        Measured { fails: true, ..usual("libvirt", 30_000, 59_000_000.0) },
        usual("bare-counter", 0, 9.8),
        usual("a <b> & c", 10, 123_456.0),
    ];
    for (taken, hardened, libvirt) in [(0, 20.0, 5_500.0), (1_000, 24.5, 5.2e6), (9_999, 31.0, 5.97e7)] {
        cells.extend([usual("libvirt", taken, libvirt), usual("hardened", taken, hardened)]);
    }
    cells.push(usual("hardened", 30_000, 41.0));
    Contention::new(cells)
}

#[test]
fn tables_and_ratios() {
    check("contention.txt", &contention::text(&sample()));
    check("contention.json", &format!("{:#}\n", contention::json(&sample())));
}

#[test]
fn the_plot() {
    check("contention.svg", &contention::svg(&sample()).unwrap());
}

#[test]
fn what_was_not_measured_has_no_plot_and_no_ratio() {
    let other = Contention::new(vec![cell("contention/libvirt/threads-2/taken-100/devices-10", 7.0)]);
    assert_eq!(contention::svg(&other), None);
    let fails = Contention::new(vec![Measured { fails: true, ..usual("libvirt", 30_000, 1.0) }]);
    assert_eq!(contention::svg(&fails), None, "a failure has no time");
    assert_eq!(contention::text(&other).matches("not measured").count(), 4);
}

#[test]
fn results_are_found_again_in_json() {
    let json = contention::json(&sample());
    let ids = json["cells"].as_array().unwrap().iter().map(|cell| cell["id"].as_str().unwrap().parse::<Key>().unwrap());
    assert!(ids.eq(sample().cells().iter().map(|cell| cell.key.clone())));
}
