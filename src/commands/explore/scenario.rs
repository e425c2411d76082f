//! An exhaustive search through the orders of a scenario.

use super::{command, limits};
use crate::cli::ExploreArgs;
use crate::commands::CommandError;
use crate::interrupt::Interrupt;
use crate::race::{self, Bundle, Failure, Subject};
use ifrace_report::report::RunKind;
use ifrace_report::run::{ExploreRun, Found, Manner};
use ifrace_sim::explore::{Counts, Ended, NoWay};
use ifrace_sim::system::Choice;
use ifrace_sim::trace::Header;
use ifrace_sim::world::Stage;
use ifrace_sim::world::violated::Violated;
use std::io::{self, Write};
use std::sync::Arc;

/// Who found a run, in its trace.
const FOUND_BY: &str = "explore";

/// What is the same for all eras.
struct Session<'a> {
    args: &'a ExploreArgs,
    subject: &'a Subject,
    command: &'a str,
    interrupt: Interrupt,
    bundle: Option<Bundle>,
}

pub(super) fn run(args: &ExploreArgs, subject: &Subject, json: bool) -> Result<u8, CommandError> {
    let eras = subject.eras(&args.race.era);
    let stages = subject.stages(&eras)?;
    let bundle = args.out.out.as_deref().map(Bundle::new).transpose()?;
    let command = &command(args, &eras);
    let mut session = Session { args, subject, command, interrupt: Interrupt::install(), bundle };
    if !json {
        writeln!(io::stdout(), "{command}\n")?;
    }
    let runs: Vec<ExploreRun> = stages.iter().map(|stage| session.run(stage)).collect();
    race::conclude(&race::Searched { kind: RunKind::Explore, subject, command }, &runs, session.bundle, json)
}

impl Session<'_> {
    fn run(&mut self, stage: &Arc<Stage>) -> ExploreRun {
        let (args, threads) = (self.args, race::threads(self.args.race.threads));
        let (explored, ways) = race::explore_world(stage, limits(args), threads, args.race.budget_time, &self.interrupt);
        let counts = explored.outcome.counts;
        let found = ways.into_iter().map(|(violated, way)| self.found(stage, &counts, violated, way)).collect();
        let coverage = race::covered(&stage.plan, |property| u64::from(counts.reached & property.bit() != 0));
        let exhausted = explored.outcome.ended == Ended::Exhausted;
        let run = ExploreRun::new(stage.release.id(), counts, found, coverage, explored.ended_early(), explored.milliseconds);
        ExploreRun { exhausted, ..run }
    }

    fn found(&mut self, stage: &Arc<Stage>, counts: &Counts, violated: Violated, way: Result<Vec<Choice>, NoWay>) -> Found {
        let steps = counts.first[violated as usize].unwrap_or_default();
        let manner = Manner::Shortest { steps, transitions: counts.violating[violated as usize] };
        let choices = match way {
            Ok(choices) => choices,
            Err(why) => {
                return Found {
                    violated,
                    manner,
                    cause: None,
                    run: None,
                    small: None,
                    no_run: Some(why.to_string()),
                    traces: None,
                };
            }
        };
        let run = race::in_words(stage, &choices);
        let cause = race::cause(&run, violated);
        let header = Header::of_run(env!("CARGO_PKG_VERSION"), &stage.plan, &stage.release);
        let header = header.found(FOUND_BY, 0, None).with_text(&self.subject.scenario.text);
        let failure = Failure { header: &header, choices: &choices, violated, cause: cause.as_deref(), command: self.command };
        let kept = self.bundle.as_mut().and_then(|bundle| bundle.failure(&failure, &self.interrupt));
        let (traces, small) = kept.unzip();
        Found { violated, manner, cause, run: Some(run), small, no_run: None, traces }
    }
}
