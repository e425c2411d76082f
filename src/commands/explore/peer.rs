//! An exhaustive search through the peer-model.

use super::{command, limits};
use crate::cli::{ExploreArgs, ReduceArg};
use crate::commands::CommandError;
use crate::interrupt::Interrupt;
use crate::race::{self, Explored, Until};
use ifrace_report::run::{PeerCounts, PeerRun};
use ifrace_sim::peer_model::{Params, ParamsError, PeerModel, Reduction, Word};
use std::io::{self, Write};

pub(super) fn run(args: &ExploreArgs, params: Params, json: bool) -> Result<u8, CommandError> {
    let has = |one| args.reduce.contains(&one);
    if has(ReduceArg::None) && args.reduce.len() > 1 {
        return Err(CommandError::Usage("--reduce: none stands for nothing; leave it or the others out".to_owned()));
    }
    let params = params.reduced(Reduction { guests: has(ReduceArg::Guests), names: has(ReduceArg::Names) });
    let command = command(args, &[]);
    let interrupt = Interrupt::install();
    if !json {
        writeln!(io::stdout(), "{command}\n")?;
    }
    let narrow = params.bits() <= u64::BITS;
    let explored = if narrow { play::<u64>(args, params, &interrupt) } else { play::<u128>(args, params, &interrupt) };
    let explored = explored.map_err(|error| CommandError::Usage(format!("peer-model: {error}")))?;
    let run = PeerRun {
        tool_version: env!("CARGO_PKG_VERSION"),
        command: &command,
        counts: PeerCounts::Explored(Box::new(explored.outcome.counts)),
        ended_early: explored.ended_early(),
        milliseconds: explored.milliseconds,
    };
    let code = race::exit_code(run.verdict());
    race::print(&if json { run.json(code) } else { run.text() })?;
    Ok(code)
}

fn play<W: Word + Send + Sync>(args: &ExploreArgs, params: Params, interrupt: &Interrupt) -> Result<Explored, ParamsError> {
    let systems = vec![PeerModel::<W>::new(params)?; race::threads(args.race.threads).get()];
    Ok(race::explore(systems, limits(args), &Until::new(interrupt, args.race.budget_time)))
}
