//! The life of a guest under the rules of every release: what each path does, what is left when any of its operations fails or
//! the daemon dies behind it, and whom a cleanup hits that goes by a name alone.
//!
//! What is expected is written down here from what the releases do, and never taken from the rules.

#![forbid(unsafe_code)]

mod crashed;
mod existing;
mod expect;
mod facts;
mod fault_free;
mod hardened;
mod inventory;
mod kind;
mod late;
mod matrix;
mod order;
mod path;
mod predict;
mod predict_crash;
mod refused;
mod run;
mod stomps;
mod what;
mod world;
