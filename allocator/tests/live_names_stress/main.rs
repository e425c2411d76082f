//! Names and devices under everything at once: processes with threads that are killed and started again, others who create and rename
//! devices, in one network namespace. All of it is written into a log, and a judge looks through it.
#![cfg(target_os = "linux")]
#![allow(clippy::unwrap_used, reason = "clippy spares tests, but not what they call; it fails by a panic too")]

mod canaries;
mod disturber;
mod event;
mod final_state;
mod judge;
mod judge_tests;
mod life;
mod log;
mod maker;
mod orphans;
mod patterns;
mod random;
mod run;
mod scratch;
mod side;
mod stress;
mod task;
mod worker;
