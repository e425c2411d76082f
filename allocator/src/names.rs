//! Names from counters, and how the life cycle of a guest asks for them.

mod clear_way;
mod counter;
mod digits;
mod error;
mod lease;
mod monotonic;
mod name_allocator;
mod name_source;
mod naming;
#[cfg(all(target_os = "linux", not(loom)))]
mod open;
mod pattern;
mod picture;
#[cfg(all(target_os = "linux", not(loom)))]
mod salvage;
mod seed;
#[cfg(all(target_os = "linux", not(loom)))]
mod set_aside;
mod shared;
mod state;
#[cfg(all(target_os = "linux", not(loom)))]
mod state_image;
mod sync;

pub use counter::{CounterExhausted, NameCounter};
pub use error::{GenerateError, StateError};
pub use lease::Lease;
pub use monotonic::{Monotonic, MonotonicCall};
pub use name_allocator::NameAllocator;
pub use name_source::{Generated, NameSource};
pub use naming::{Named, NamedKind, Naming, NamingAnswer, NamingStep};
#[cfg(all(target_os = "linux", not(loom)))]
pub use open::{OnDamage, OpenError, Remembered, STATE_FILE};
pub use pattern::{NamePattern, PatternError};
pub use picture::{Picture, Watched};
pub use state::Damage;
#[cfg(all(target_os = "linux", not(loom)))]
pub use state_image::{StateContents, StateImage, StateLease, StateRoom};
