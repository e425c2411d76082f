//! What a search is asked to play.

use super::Subject;
use crate::cli::{PEER_MODEL, PeerArgs, RaceArgs};
use crate::commands::CommandError;
use ifrace_sim::peer_model::Params;

/// What a search is asked to play.
#[derive(Debug)]
pub enum Target {
    /// A scenario.
    Scenario(Box<Subject>),
    /// The peer-model.
    PeerModel(Params),
}

impl Target {
    /// Loads what the options say.
    ///
    /// # Errors
    /// What is wrong with the options or with the file.
    pub fn load(args: &RaceArgs) -> Result<Self, CommandError> {
        if args.scenario == PEER_MODEL {
            return peer_model(args).map(Self::PeerModel);
        }
        for (option, is_given) in [("--policy", args.policy.is_some()), ("--names", args.names.is_some())] {
            only_of_the_peer_model(option, is_given)?;
        }
        Subject::load(&args.scenario, args.parameters.into()).map(|subject| Self::Scenario(Box::new(subject)))
    }
}

/// Refuses an option that a scenario has no use for.
///
/// # Errors
/// If it is given.
pub fn only_of_the_peer_model(option: &str, is_given: bool) -> Result<(), CommandError> {
    if is_given {
        return Err(CommandError::Usage(format!("{option} is for {PEER_MODEL} alone; leave it out")));
    }
    Ok(())
}

/// Refuses an option that the peer-model has no use for.
///
/// # Errors
/// If it is given.
pub fn only_of_scenarios(option: &str, is_given: bool) -> Result<(), CommandError> {
    if is_given {
        let has = "--guests, --cycles, --names and --policy";
        return Err(CommandError::Usage(format!("{option} is for scenarios; {PEER_MODEL} has {has}")));
    }
    Ok(())
}

fn peer_model(args: &RaceArgs) -> Result<Params, CommandError> {
    only_of_scenarios("--era", !args.era.is_empty())?;
    let parameters = args.parameters;
    let others = [parameters.daemons, parameters.queues, parameters.first_id, parameters.last_id];
    let options = ["--daemons", "--queues", "--first-id", "--last-id"];
    for (option, value) in options.into_iter().zip(others) {
        only_of_scenarios(option, value.is_some())?;
    }
    let PeerArgs { guests, cycles, names, policy } = args.peer();
    let params = Params::new(guests, names, cycles, policy.into());
    params.map_err(|error| CommandError::Usage(format!("{PEER_MODEL}: {error}")))
}
