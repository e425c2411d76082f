//! Names for devices: which number a new device gets.

mod counter;

pub use counter::{CounterExhausted, NameCounter};
