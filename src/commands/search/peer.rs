//! A random search through the peer-model.

use super::{command, ended_early, settings};
use crate::cli::SearchArgs;
use crate::commands::CommandError;
use crate::interrupt::Interrupt;
use crate::race::{self, Hunted, Meter, Until};
use ifrace_report::run::{PeerCounts, PeerRun};
use ifrace_sim::peer_model::{Params, ParamsError, PeerModel, Word};
use std::io::{self, Write};
use std::sync::atomic::AtomicBool;

pub(super) fn run(args: &SearchArgs, params: Params, json: bool) -> Result<u8, CommandError> {
    race::only_of_scenarios("--out", args.out.out.is_some())?;
    race::only_of_scenarios("--check-determinism", args.check_determinism)?;
    let command = command(args, &[]);
    let interrupt = Interrupt::install();
    if !json {
        writeln!(io::stdout(), "{command}\n")?;
    }
    let played =
        if params.bits() <= u64::BITS { play::<u64>(args, params, &interrupt) } else { play::<u128>(args, params, &interrupt) };
    let Hunted { report, over, milliseconds, .. } =
        played.map_err(|error| CommandError::Usage(format!("peer-model: {error}")))?;
    let (ended_early, counts) = (ended_early(over), PeerCounts::Played(Box::new(report)));
    let run = PeerRun { tool_version: env!("CARGO_PKG_VERSION"), command: &command, counts, ended_early, milliseconds };
    let code = race::exit_code(run.verdict());
    race::print(&if json { run.json(code) } else { run.text() })?;
    Ok(code)
}

fn play<W: Word + Send>(args: &SearchArgs, params: Params, interrupt: &Interrupt) -> Result<Hunted, ParamsError> {
    let systems = vec![PeerModel::<W>::new(params)?; race::threads(args.race.threads).get()];
    let until = Until::new(interrupt, args.race.budget_time);
    Ok(race::hunt(systems, &settings(args), args.race.stop_at_first, &until, &AtomicBool::new(false), &Meter::new()))
}
