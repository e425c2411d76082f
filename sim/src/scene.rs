//! Guests on one host, step by step, and what they do to each other.
//!
//! A scene lets several guests of a release live on a [`Site`], in whatever order its author wants: a guest can be halted in the
//! middle of its cleanup while another one starts. Every operation is recorded, and after each one the scene looks at the host:
//! what changed of the things of somebody else is a violation.

mod entry;
mod foreign;
mod judge;
mod must;
mod part;
mod play;
mod recording;
mod site;
mod turn;
mod violation;
mod watch;

pub use entry::{Entry, OperationEntry};
pub use foreign::FOREIGN;
pub use play::{PlayerId, Scene};
pub use recording::{Before, Recording};
pub use site::Site;
pub use violation::{GuestInvariant, Violation};
