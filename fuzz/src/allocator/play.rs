//! Plays turns on an agent, and judges each of them.

use super::agent::{Agent, Flaw};
use super::host::Host;
use super::judge::Judge;
use super::requests::Shared;
use super::turn::Turn;
use ifrace_model::invariant::{Profile, check};
use ifrace_sim::bench::{Bench, Keep};
use ifrace_sim::history::Reply;
use std::cell::RefCell;
use std::rc::Rc;

/// Plays turns on a fresh host. The replies to the operations of its history.
///
/// # Errors
/// The first thing that is wrong.
pub(super) fn play(turns: &[Turn], flaw: Flaw) -> Result<Vec<Reply>, String> {
    let host = Host::new();
    let agent = Rc::new(RefCell::new(Agent::new(host.clone(), flaw)));
    let (mut ground, mut shared) = (host.clone(), Shared(Rc::clone(&agent)));
    let mut bench = Bench::new(&mut ground, &mut shared, Keep::Device);
    let (mut judge, mut replies) = (Judge::new(host.clone()), Vec::new());
    for (place, turn) in turns.iter().enumerate() {
        let at = |defect: String| format!("line {}: {defect}", place + 1);
        match turn {
            Turn::Op(op) => {
                judge.before();
                let reply = bench.perform(op);
                judge.after(op, &reply, &host.seen()).map_err(at)?;
                replies.push(reply);
            }
            Turn::Refuse { after, errno } => host.refuse(*after, *errno),
            Turn::Snatch => host.snatch(),
            Turn::Postpone => {
                agent.borrow_mut().postpone();
                judge.postpone();
            }
            Turn::CleanUp => {
                agent.borrow_mut().clean_up().map_err(|error| at(error.to_string()))?;
                judge.clean_up();
            }
            Turn::Rename { from, to } if host.rename(from, to) => judge.renamed(from, to),
            Turn::Rename { .. } => {}
        }
    }
    let violations = check(&judge.events, &Profile::LASTING);
    violations.first().map_or(Ok(replies), |one| Err(format!("{} is violated: {}", one.invariant, one.text)))
}
