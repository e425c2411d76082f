//! Fuzz targets as plain functions of bytes, which panic on a defect.
//!
//! `cargo fuzz` drives them from `fuzz_targets/`; `tests/replay.rs` plays the files of `corpus/` and `regressions/` through them
//! on a stable compiler.

#![forbid(unsafe_code)]

mod allocator;
mod consistency;
mod front;
mod history_json;
mod interface_xml;
mod kernel_ops;
#[cfg(test)]
mod laws;
mod names;
mod ops_script;
mod plan_file;
mod policies;
mod schedule;
mod state_file;
mod subject_reply;
mod target;
mod text;
mod trace_file;

pub use allocator::allocator;
pub use history_json::history_json;
pub use interface_xml::interface_xml;
pub use kernel_ops::kernel_ops;
pub use ops_script::ops_script;
pub use plan_file::plan_file;
pub use policies::policies;
pub use schedule::{schedule, schedule_lowest_free};
pub use state_file::state_file;
pub use subject_reply::subject_reply;
pub use target::{Target, Unreadable};
pub use trace_file::trace_file;

/// Every target, by name.
pub const TARGETS: [Target; 12] = [
    allocator::ALLOCATOR,
    Target::of_text("history_json", "a history of an allocator, one operation in JSON on each line", history_json),
    Target::of_text("interface_xml", "a document of libvirt with the interfaces of a guest", interface_xml),
    kernel_ops::TARGET,
    Target::of_text("ops_script", "a script of kernel operations, one in JSON on each line", ops_script),
    Target::of_text("plan_file", "a scenario in TOML", plan_file),
    policies::TARGET,
    schedule::SCHEDULE,
    schedule::SCHEDULE_LOWEST_FREE,
    state_file::STATE_FILE,
    Target::of_text("subject_reply", "all that a subject says, one message in JSON on each line", subject_reply),
    Target::of_text("trace_file", "a trace of a run or of a case, one event in JSON on each line", trace_file),
];
