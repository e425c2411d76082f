//! A recorded run again, event by event.
//!
//! A trace says who did what, not which number a scheduler drew. So a replay looks for the actor of each step by its label, and for
//! the way in which it moves by what it then does and gets: it survives changes of schedulers, and of the order of actors. If the
//! simulator has changed, it says at which event the run goes another way and who could have done what ([`Divergence`]).
//!
//! What is compared is what happened: steps, operations and their numbers may be counted in another way, and the words of
//! operations and causes may be others.
//!
//! ```
//! use ifrace_sim::release::Release;
//! use ifrace_sim::replay::{Mode, record, replay};
//! use ifrace_sim::scenario::{Parameters, Scenario};
//! use ifrace_sim::system::Choice;
//! use ifrace_sim::trace::{Header, read};
//!
//! let scenario = Scenario::builtin("reuse-after-stop").unwrap();
//! let plan = scenario.plan(&Parameters::default())?;
//! let release = Release::parse("7.0")?;
//! let header = Header::of_run("0.1.0", &plan, &release).found("random", 7, Some(3)).with_text(&scenario.text);
//! let text = record(&header, &[Choice::plain(0); 4])?.text;
//! let again = replay(&read(text.as_bytes())?, Mode::Strict)?;
//! assert_eq!((again.text, again.choices), (text, vec![Choice::plain(0); 4]));
//! # Ok::<(), Box<dyn std::error::Error>>(())
//! ```

mod actors;
mod compare;
mod departure;
mod divergence;
mod error;
mod finish;
mod player;
mod rebuild;
mod replayed;
mod sane;
#[cfg(test)]
mod sane_tests;
mod words;

pub use departure::Departure;
pub use divergence::{Able, Difference, Divergence};
pub use error::ReplayError;
pub use replayed::{Replayed, record};

use crate::trace::Trace;
use player::Player;

/// What happens at an event that cannot be played.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Mode {
    /// The replay ends there, with what was different.
    Strict,
    /// An actor that asks for the recorded operation moves, whatever it gets. Any other event is skipped. After the last one
    /// everybody goes on in turn, without faults, to the end.
    Lenient,
}

/// Plays the run of a trace again.
///
/// # Errors
/// The trace cannot be played; in strict mode, also the first difference.
pub fn replay(trace: &Trace, mode: Mode) -> Result<Replayed, ReplayError> {
    let stage = rebuild::stage(&trace.header)?;
    let mut player = Player::new(&stage, mode);
    player.play(trace).map_err(Box::new)?;
    let departures = player.departures;
    let replayed = replayed::on(&stage, &trace.header, &player.choices);
    Ok(Replayed { departures, finished: player.finished, ..replayed })
}
