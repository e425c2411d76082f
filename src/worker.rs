//! Worker processes: whatever touches real devices or foreign code runs in one, in a network namespace of its own.
//!
//! A worker is this program again. It reads one request per line and answers each with one line; its first line says what it is
//! or why it cannot be one. When it dies, or does not answer in time, the process that started it goes on.

mod client;
mod fork;
mod message;
mod player;
mod role;
mod serve;
mod watch;

pub use client::{Worker, WorkerError, end_all};
pub(crate) use fork::fork;
pub use message::{Hello, Missing, Request, Response};
pub use role::Role;
pub use serve::serve;
pub(crate) use serve::{histories, send};
pub(crate) use watch::signal_name;
