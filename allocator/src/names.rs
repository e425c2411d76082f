//! Names from counters, and how the life cycle of a guest asks for them.

mod counter;
mod monotonic;
mod naming;

pub use counter::{CounterExhausted, NameCounter};
pub use monotonic::{Monotonic, MonotonicCall};
pub use naming::{Named, NamedKind, Naming, NamingAnswer, NamingStep};
