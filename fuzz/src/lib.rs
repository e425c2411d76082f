//! Fuzz targets as plain functions of bytes, which panic on a defect.
//!
//! `cargo fuzz` drives them from `fuzz_targets/`; `tests/replay.rs` plays the files of `corpus/` and `regressions/` through them
//! on a stable compiler.

#![forbid(unsafe_code)]

mod consistency;
mod history_json;
mod kernel_naming;
mod names;
mod ops_script;
mod policies;
mod policy_checks;
mod reference;

pub use history_json::history_json;
pub use kernel_naming::kernel_naming;
pub use ops_script::ops_script;
pub use policies::policies;

/// A fuzz target.
#[derive(Clone, Copy)]
pub struct Target {
    /// Its name, that of its binary and of its folder in `corpus/`.
    pub name: &'static str,
    /// Its body.
    pub run: fn(&[u8]),
}

/// Every target, by name.
pub const TARGETS: [Target; 4] = [
    Target { name: "history_json", run: history_json },
    Target { name: "kernel_naming", run: kernel_naming },
    Target { name: "ops_script", run: ops_script },
    Target { name: "policies", run: policies },
];
