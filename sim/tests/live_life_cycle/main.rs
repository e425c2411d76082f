//! Whole lives of guests on real devices beside the host in memory: the same operations with the same answers, and the same left
//! behind, for the releases that differ most. Each guest lives in a network namespace of its own.
#![cfg(target_os = "linux")]
#![allow(clippy::unwrap_used, reason = "clippy spares tests, but not what they call; it fails by a panic too")]

mod card;
mod life;
mod pair;
mod world;

use card::Card;
use ifrace_sim::release::Release;
use std::thread;

/// Leads the life of a guest with each sort of interface.
fn compare(release: &str) {
    let release = Release::find(release).unwrap();
    let differs = |card: &Card| {
        let card = *card;
        // In a thread of its own, as a namespace belongs to a thread.
        let life =
            thread::Builder::new().name(format!("{} {card:?}", release.rules.id)).spawn(move || life::lead(&release, card));
        life.unwrap().join().is_err()
    };
    assert_eq!(Card::ALL.into_iter().filter(differs).collect::<Vec<_>>(), []);
}

#[test]
fn release_6_6() {
    compare("6.6");
}

#[test]
fn release_7_0() {
    compare("7.0");
}

#[test]
fn release_9_0() {
    compare("9.0");
}

#[test]
fn release_11_3() {
    compare("11.3");
}

#[test]
fn nftables() {
    compare("nftables");
}

#[test]
fn hardened() {
    compare("hardened");
}
