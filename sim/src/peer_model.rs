//! The peer-model: a small published model of guests that name their devices, by which searches and schedulers are compared.
//!
//! Each guest starts and stops a number of times. It takes a name for its device, installs an entry under that name in each of
//! three tables (a filter, a rate limit, a port of a switch), removes the device, and then removes the entries by name, whoever
//! they belong to by then. The removal of the entry of another guest whose device currently has the name is [`WRONGFUL`].
//!
//! ```
//! use ifrace_sim::peer_model::{Params, PeerModel, Policy};
//! use ifrace_sim::system::{Choice, System};
//!
//! let mut model = PeerModel::<u64>::new(Params::new(2, 8, 1, Policy::LowestFree)?)?;
//! let mut state = model.initial();
//! assert_eq!(model.enabled(&state), 0b11);
//! for _ in 0..8 {
//!     model.step(&mut state, Choice::plain(0));
//! }
//! assert_eq!(model.enabled(&state), 0b10, "the first guest has lived its life");
//! # Ok::<(), ifrace_sim::peer_model::ParamsError>(())
//! ```

mod canonical;
mod layout;
mod model;
mod params;
mod rows;
mod word;

pub use model::{PeerModel, State, WRONGFUL};
pub use params::{Params, ParamsError, Policy, Reduction};
pub use word::Word;
