//! `ifrace check`.

use super::{CommandError, input};
use crate::cli::CheckArgs;
use crate::exit_code;
use crate::interrupt::Interrupt;
use crate::progress::Progress;
use crate::search::{self, Manner};
use crate::subjects::{Started, model_of};
use ifrace_model::invariant::Invariant;
use ifrace_report::finding;
use ifrace_report::json::FindingObject;
use ifrace_sim::campaign::{Aspect, Finding, Observer, Plan, Report, judge};
use ifrace_sim::history::{self, Reply};
use std::io::{self, Write};

pub(super) fn run(args: &CheckArgs, json: bool) -> Result<u8, CommandError> {
    if args.history.is_some() { replay(args, json) } else { search(args, json) }
}

/// The subject with the model that it is to be compared with.
fn prepare(args: &CheckArgs, started: Started) -> Started {
    let model = args.against.map(|era| model_of(&args.subject, era));
    Started { model: model.or(started.model), ..started }
}

/// Watches a search, and ends it at a signal; with `--against`, at the first difference too.
struct Watcher<'a> {
    interrupt: Interrupt,
    progress: &'a Progress,
    first_difference: bool,
    found_difference: Interrupt,
}

impl Observer for Watcher<'_> {
    fn stop(&self) -> bool {
        self.interrupt.is_set()
    }

    fn enough(&self) -> bool {
        self.found_difference.is_set()
    }

    fn case_done(&self, _case: u64) {
        self.progress.advance(1);
    }

    fn found(&self, found: &Finding) {
        self.progress.say(&format!("ifrace: found {} ({}), will be shrunk: {}", found.aspect, found.class, found.text));
        if self.first_difference && found.aspect == Aspect::Model {
            self.found_difference.set();
        }
    }
}

fn search(args: &CheckArgs, json: bool) -> Result<u8, CommandError> {
    let plan = Plan::all(args.seed, args.cases, args.length);
    if plan.cases == 0 || plan.length == 0 {
        return Err(CommandError::Nothing("no history is to be played: --cases and --length are at least 1".to_owned()));
    }
    let (interrupt, found_difference) = (Interrupt::install(), Interrupt::default());
    let command = reproduce_search(args);
    if !json {
        writeln!(io::stdout(), "{command}")?;
    }
    let progress = Progress::new(plan.cases);
    let first_difference = args.against.is_some();
    let watcher = Watcher { interrupt: interrupt.clone(), progress: &progress, first_difference, found_difference };
    let manner = Manner { prepare: &|started| prepare(args, started), shrinks: &|_| true };
    let result = search::run(&args.subject, &plan, &watcher, &manner);
    progress.finish();
    let (mut report, version) = result.map_err(|error| CommandError::subject(&args.subject, error))?;
    if first_difference {
        report.findings.retain(|found| found.aspect == Aspect::Model);
    }
    if let Some(why) = report.cut_short.as_ref().filter(|_| report.cases == 0 && !interrupt.is_set()) {
        return Err(CommandError::Internal(format!("{}: {why}", args.subject)));
    }
    print(args, version.as_deref(), &report, &command, json)?;
    Ok(exit_of(&report.findings, report.cut_short.is_some()))
}

fn reproduce_search(args: &CheckArgs) -> String {
    let subject = finding::shell_word(args.subject.to_string().as_bytes());
    let against = args.against.map(|era| format!(" --against {era}")).unwrap_or_default();
    format!("ifrace check {subject} --seed {} --cases {} --length {}{against}", args.seed, args.cases, args.length)
}

fn print(args: &CheckArgs, version: Option<&str>, report: &Report, command: &str, json: bool) -> io::Result<()> {
    let subject = args.subject.to_string();
    let mut out = io::stdout().lock();
    if json {
        let findings: Vec<_> = report.findings.iter().map(|found| FindingObject::new(&subject, found)).collect();
        let not_judged: Vec<_> =
            report.not_judged.iter().map(|(i, why)| serde_json::json!({"invariant": i.id(), "why": why})).collect();
        let all = serde_json::json!({
            "subject": subject, "version": version, "reproduce": command, "cases": report.cases,
            "operations": report.operations, "findings": findings, "not_judged": not_judged, "cut_short": report.cut_short,
        });
        return writeln!(out, "{all}");
    }
    for found in &report.findings {
        writeln!(out, "\n{}", finding::text(&subject, found, &reproduce(args, &subject, found)))?;
    }
    let version = version.map(|version| format!(" ({version})")).unwrap_or_default();
    let (cases, operations) = (report.cases, report.operations);
    let found = report.findings.len();
    writeln!(out, "\n{subject}{version}: {cases} histories, {operations} operations, {found} kinds of findings")?;
    for (invariant, why) in &report.not_judged {
        writeln!(out, "  {invariant} is not judged: {why}")?;
    }
    if let Some(why) = &report.cut_short {
        writeln!(out, "  ended before its last history: {why}")?;
    }
    Ok(())
}

/// The command that shows a finding again, compared with the same model.
fn reproduce(args: &CheckArgs, subject: &str, found: &Finding) -> String {
    let command = finding::reproduce(subject, found);
    match args.against {
        Some(era) => command.replacen(" --history -", &format!(" --against {era} --history -"), 1),
        None => command,
    }
}

fn replay(args: &CheckArgs, json: bool) -> Result<u8, CommandError> {
    let file = args.history.as_deref().unwrap_or_else(|| std::path::Path::new("-"));
    let ops = input::parse(file, history::parse)?;
    let started = args.subject.start().map_err(|error| CommandError::subject(&args.subject, error))?;
    let mut started = prepare(args, started);
    let (played, findings) = judge(&mut *started.subject, search::model(&mut started.model), &started.profile, &ops)
        .map_err(|why| CommandError::Internal(format!("{}: {why}", args.subject)))?;
    let subject = args.subject.to_string();
    let mut out = io::stdout().lock();
    if json {
        let findings: Vec<_> = findings.iter().map(|found| FindingObject::new(&subject, found)).collect();
        let all = serde_json::json!({
            "subject": subject, "version": started.version, "replies": played.replies, "ending": played.ending, "findings": findings,
        });
        writeln!(out, "{all}")?;
    } else {
        for (op, reply) in ops.iter().zip(&played.replies) {
            writeln!(out, "{}\n  {}", history::to_json(op), Reply::to_json(reply))?;
        }
        for found in &findings {
            writeln!(out, "{} ({}): {}", found.aspect, found.class, found.text)?;
        }
        if findings.is_empty() {
            let model = if started.model.is_some() { ", and the model agrees" } else { "" };
            writeln!(out, "every invariant that can be judged holds{model}")?;
        }
    }
    Ok(exit_of(&findings, false))
}

fn exit_of(findings: &[Finding], cut_short: bool) -> u8 {
    let all = |aspect| findings.iter().all(|found| found.aspect == aspect);
    if findings.is_empty() {
        return if cut_short { exit_code::UNKNOWN } else { exit_code::OK };
    }
    if findings.iter().any(|found| found.aspect == Aspect::Model) {
        exit_code::DISAGREEMENT
    } else if all(Aspect::Invariant(Invariant::Progress)) {
        exit_code::NO_PROGRESS
    } else {
        exit_code::VIOLATED
    }
}
