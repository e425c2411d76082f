//! A random search through the orders of a scenario.

use super::{STEPS_MAX, command, ended_early, settings, twice};
use crate::cli::SearchArgs;
use crate::commands::CommandError;
use crate::interrupt::Interrupt;
use crate::race::{self, Bundle, Failure, Hunted, Subject, TOO_SMALL, Until};
use ifrace_report::report::RunKind;
use ifrace_report::run::{Found, Manner, SearchRun, grouped};
use ifrace_sim::hunt::{Finding, Report, Settings, schedule};
use ifrace_sim::trace::Header;
use ifrace_sim::world::violated::Violated;
use ifrace_sim::world::{Stage, World};
use std::io::{self, Write};
use std::sync::Arc;

/// What is the same for all eras.
struct Session<'a> {
    args: &'a SearchArgs,
    subject: &'a Subject,
    command: &'a str,
    interrupt: Interrupt,
    bundle: Option<Bundle>,
}

pub(super) fn run(args: &SearchArgs, subject: &Subject, json: bool) -> Result<u8, CommandError> {
    let eras = subject.eras(&args.race.era);
    let stages = subject.stages(&eras)?;
    let bundle = args.out.out.as_deref().map(Bundle::new).transpose()?;
    let command = &command(args, &eras);
    let mut session = Session { args, subject, command, interrupt: Interrupt::install(), bundle };
    if !json {
        writeln!(io::stdout(), "{command}\n")?;
    }
    let runs = stages.iter().map(|stage| session.run(stage)).collect::<Result<Vec<_>, _>>()?;
    race::conclude(&race::Searched { kind: RunKind::Search, subject, command }, &runs, session.bundle, json)
}

impl Session<'_> {
    fn run(&mut self, stage: &Arc<Stage>) -> Result<SearchRun, CommandError> {
        let args = self.args;
        let settings = Settings { faults: stage.plan.faults.operations > 0, ..settings(args) };
        let play = || {
            let until = Until::new(&self.interrupt, args.race.budget_time);
            race::hunt_world(stage, &settings, args.race.stop_at_first, race::threads(args.race.threads), &until)
        };
        let hunted = play();
        if args.check_determinism {
            twice::check(&hunted, &play())?;
        }
        let Hunted { report, over, milliseconds, .. } = hunted;
        let found = report.findings().into_iter().filter_map(|finding| self.found(stage, &settings, finding, &report));
        let found = found.collect();
        let coverage = race::covered(&stage.plan, |property| report.reached[property as usize]);
        let mut early = ended_early(over);
        early.extend(doubts(&report));
        Ok(SearchRun::new(stage.release.id(), report, found, coverage, early, milliseconds))
    }

    fn found(&mut self, stage: &Arc<Stage>, settings: &Settings, finding: Finding, report: &Report) -> Option<Found> {
        let violated = Violated::ALL.get(finding.bit as usize).copied()?;
        // Nothing is packed, so the width of keys does not matter.
        let choices = schedule(&mut World::<1>::new(Arc::clone(stage)), settings, finding.schedule);
        let run = race::in_words(stage, &choices);
        let cause = race::cause(&run, violated);
        let header = Header::of_run(env!("CARGO_PKG_VERSION"), &stage.plan, &stage.release);
        let header = header.found(finding.member.id(), settings.seed, Some(finding.schedule));
        let header = header.with_text(&self.subject.scenario.text);
        let failure = Failure { header: &header, choices: &choices, violated, cause: cause.as_deref(), command: self.command };
        let kept = self.bundle.as_mut().and_then(|bundle| bundle.failure(&failure, &self.interrupt));
        let (traces, small) = kept.unzip();
        let manner = Manner::Schedule { finding, of: report.total().schedules };
        Some(Found { violated, manner, cause, run: Some(run), small, no_run: None, traces })
    }
}

/// Why the schedules that were played do not show all that they were to show.
fn doubts(report: &Report) -> Vec<String> {
    let mut why = Vec::new();
    if report.total().schedules == 0 {
        why.push("no schedule was played".to_owned());
    }
    if report.too_long.count > 0 {
        let (count, first) = (grouped(report.too_long.count), report.too_long.first.unwrap_or_default());
        why.push(format!("{count} schedules had no end after {} steps, first number {first}", grouped(STEPS_MAX.into())));
    }
    let too_small = report.reached[TOO_SMALL.trailing_zeros() as usize];
    if too_small > 0 {
        let fewer = "take fewer guests, cycles or interfaces";
        why.push(format!("the world was too small for {} schedules, which say nothing; {fewer}", grouped(too_small)));
    }
    why
}
