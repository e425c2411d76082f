//! Every interleaving of two or three threads that share an allocator of names, tried by loom; without a bound on preemptions, but
//! for one test that says so.
//!
//! Two allocators on one state stand for two processes, and for one before and after its restart: what is killed at some instant looks
//! like one that does not go on.
#![cfg(loom)]
#![allow(clippy::unwrap_used, reason = "clippy spares tests, but not what they call; it fails by a panic too")]

mod canaries;
mod counting;
mod overlapping;
mod pictures;
mod quarantine;
mod registration;
mod restart;

use ifrace_allocator::names::{NameAllocator, NamePattern};
use std::panic::{AssertUnwindSafe, catch_unwind};

/// More steps than any of these runs has; loom fails beyond it.
const STEPS: usize = 100_000;

fn explore(run: impl Fn() + Send + Sync + 'static) {
    explore_up_to(None, run);
}

/// The same with a bound on how often a thread is interrupted at a moment at which it could go on.
fn explore_up_to(preemptions: Option<usize>, run: impl Fn() + Send + Sync + 'static) {
    let mut builder = loom::model::Builder::new();
    // Whatever the environment says.
    builder.preemption_bound = preemptions;
    builder.max_branches = STEPS;
    builder.check(run);
}

/// Asserts that some interleaving fails with this message.
fn catches(message: &str, run: impl Fn() + Send + Sync + 'static) {
    let outcome = catch_unwind(AssertUnwindSafe(|| explore(run)));
    let panic = outcome.expect_err("no interleaving breaks what is broken");
    let text = panic.downcast_ref::<String>().cloned().or_else(|| panic.downcast_ref::<&str>().map(|text| (*text).to_owned()));
    assert!(text.as_ref().is_some_and(|text| text.contains(message)), "{text:?}");
}

fn pattern(text: &str) -> NamePattern {
    NamePattern::parse(text.as_bytes()).unwrap()
}

/// One name, as text.
fn generate(names: &NameAllocator, template: &str) -> String {
    names.generate(pattern(template)).unwrap().name.to_string()
}
