//! Makes a failing run small: few guests, few steps, few switches between them.
//!
//! What a random search finds has guests that have nothing to do with it, cycles in which nothing happens, and switches that
//! change nothing. [`minimise`] leaves out whatever can be left out of the plan and of the run, for as long as the run still
//! violates the same. In the end everything that is left has been tried, and [`Proof`] says so.
//!
//! ```
//! use ifrace_sim::minimise::{Limits, Shortest, minimise};
//! use ifrace_sim::release::Release;
//! use ifrace_sim::scenario::{Parameters, Scenario};
//! use ifrace_sim::system::Choice;
//! use ifrace_sim::world::violated::Violated;
//!
//! // Guest A is started, and then B, whose user chose the same name. The user is told that it is taken, after 40 steps or so.
//! let plan = Scenario::builtin("named-conflict").unwrap().plan(&Parameters::default())?;
//! let release = Release::find("11.3").unwrap();
//! let choices: Vec<Choice> = (0..2).flat_map(|guest| [Choice::plain(guest); 30]).collect();
//!
//! let wanted = Violated::StompFilter;
//! let minimal = minimise(&plan, release, &choices, wanted, &Limits::default(), &|| false, &mut |_| ())?;
//! assert!(minimal.steps < 20 && minimal.switches == 1);
//! assert!(matches!(minimal.minimal_in.shortest, Shortest::Yes { .. }));
//! # Ok::<(), Box<dyn std::error::Error>>(())
//! ```
//!
//! # What is tried
//! Everything of [`What`], in that order and again and again, until nothing of it can be left out. A run is adapted to a plan with less in it: steps that cannot be played are
//! dropped, and a guest keeps to the commands that it was at. What is kept was played like that from the beginning to the end.
//!
//! An adapted run may hold although another one fails. So then, as far as there are few enough states, all runs of every plan with
//! something less are searched, and at last every shorter run of the plan. Fewer guests are searched at the beginning, too.
//!
//! # Steps that cannot be left out
//! A step is left out by not making that move: the next move of its actor then does what this one did. So much is allowed to the
//! run without it, that it covers every other reading: if the later operations were asked to be the same as before, then a run
//! without the step could be played only where this one can be, with the same operations.

mod actors;
mod best;
mod candidate;
mod elements;
mod faults;
mod furniture;
mod guests;
mod interfaces;
mod minimal;
mod not_failing;
mod order;
mod player;
mod proof;
mod roomy;
mod search;
mod settings;
mod shortest;
mod smaller;
mod sorted;
mod step;
mod tasks;
mod thin;
mod what;

pub use minimal::Minimal;
pub use not_failing::NotFailing;
pub use proof::{EndedEarly, Proof, Shortest};
pub use settings::{Limits, Progress};
pub use what::What;

use crate::release::Release;
use crate::system::Choice;
use crate::world::plan::Plan;
use crate::world::violated::Violated;
use best::Best;
use player::{Manner, Player};
use search::Search;
use step::Step;

/// Makes a run that violates something small, with its plan. The same arguments have the same result, unless `stop` ends it; then
/// it is the best so far. `progress` is called before each run that is played.
///
/// # Errors
/// [`NotFailing`], if there is nothing to minimise.
pub fn minimise(
    plan: &Plan,
    release: Release,
    choices: &[Choice],
    wanted: Violated,
    limits: &Limits,
    stop: &(dyn Fn() -> bool + Sync),
    progress: &mut dyn FnMut(&Progress),
) -> Result<Minimal, NotFailing> {
    let best = first(plan, release, choices, wanted)?;
    let mut search = Search {
        release,
        wanted,
        limits,
        stop,
        progress,
        best,
        tries: 0,
        states: 0,
        needed: Default::default(),
        unavoidable: Default::default(),
        shortest: Shortest::Unknown,
        ended_early: None,
    };
    search.run();
    Ok(search.into_minimal())
}

/// The run as it is given, up to where it fails.
fn first(plan: &Plan, release: Release, choices: &[Choice], wanted: Violated) -> Result<Best, NotFailing> {
    let mut world = best::world(plan, release)?;
    let step = |one: &Choice| Step { mover: world.mover(one.actor), variant: one.variant, command: 0, fails: None };
    let steps: Vec<Step> = choices.iter().map(step).collect();
    let mut player = Player::new(&mut world, wanted);
    if !player.play(&steps, Manner::Lenient) {
        let (violated, played) = (Violated::of_bits(player.violated).collect(), player.played.len());
        return Err(NotFailing::Holds { wanted, violated, played, choices: choices.len() });
    }
    let steps = player.played;
    Ok(Best { plan: plan.clone(), world, steps })
}
