//! `ifrace check`.

mod folder;
mod replay;

use super::CommandError;
use crate::cli::CheckArgs;
use crate::exit_code;
use crate::interrupt::Interrupt;
use crate::progress::Progress;
use crate::search::{self, Manner, Searched};
use crate::subjects::{Started, SubjectId, model_of};
use ifrace_model::invariant::Invariant;
use ifrace_model::policy::{DeviceKind, Era};
use ifrace_report::finding;
use ifrace_report::json::FindingObject;
use ifrace_sim::campaign::{Aspect, CutShort, Finding, OTHER_NAME, Observer, Plan, Report};
use std::io::{self, Write};

pub(super) fn run(args: &CheckArgs, json: bool) -> Result<u8, CommandError> {
    if args.history.is_some() { replay::run(args, json) } else { search(args, json) }
}

/// The subject with the model that it is to be compared with.
fn prepare(against: Option<Era>, started: Started) -> Started {
    let model = against.map(|era| model_of(&*started.subject, era));
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
        if self.first_difference && found.fingerprint() != (Aspect::Model, OTHER_NAME) {
            return;
        }
        self.progress.say(&format!("ifrace: found {} ({}), will be shrunk: {}", found.aspect, found.class, found.text));
        if self.first_difference {
            self.found_difference.set();
        }
    }
}

fn search(args: &CheckArgs, json: bool) -> Result<u8, CommandError> {
    let plan = Plan::all(args.seed, args.cases, args.length);
    if plan.cases == 0 || plan.length == 0 {
        return Err(CommandError::Nothing("no history is to be played: --cases and --length are at least 1".to_owned()));
    }
    if let Some(era) = args.against.filter(|&era| !share_a_kind(&args.subject, era)) {
        let why = "have no kind of device in common: no request can tell them apart";
        return Err(CommandError::Nothing(format!("{} and {era} {why}", args.subject)));
    }
    if let Some(folder) = &args.out {
        folder::prepare(folder)?;
    }
    let (interrupt, found_difference) = (Interrupt::install(), Interrupt::default());
    let command = reproduce_search(args);
    if !json {
        writeln!(io::stdout(), "{command}")?;
    }
    let progress = Progress::new(plan.cases);
    let first_difference = args.against.is_some();
    let watcher = Watcher { interrupt, progress: &progress, first_difference, found_difference };
    let manner = Manner { prepare: &|started| prepare(args.against, started), shrinks: &|_| true };
    let result = search::run(&args.subject, &plan, &watcher, &manner);
    progress.finish();
    let mut searched = result.map_err(|error| CommandError::subject(&args.subject, error))?;
    if first_difference {
        searched.report.findings.retain(|found| found.fingerprint() == (Aspect::Model, OTHER_NAME));
    }
    print(args, &searched, &command, json)?;
    let cut_short = searched.report.cut_short.as_ref();
    if let Some(why) = cut_short.filter(|why| why.is_failure()) {
        eprintln!("ifrace: {}: {why}", args.subject);
    }
    let code = exit_of(&searched.report.findings, cut_short);
    if let Some(folder) = &args.out {
        folder::write(folder, args, &searched, &command, code)?;
    }
    Ok(code)
}

/// Whether a subject and an era name devices of one kind.
fn share_a_kind(subject: &SubjectId, era: Era) -> bool {
    let kinds: &[DeviceKind] = if let SubjectId::Builtin(own) = subject { own.kinds() } else { &DeviceKind::ALL };
    era.kinds().iter().any(|kind| kinds.contains(kind))
}

fn reproduce_search(args: &CheckArgs) -> String {
    let subject = finding::shell_word(args.subject.to_string().as_bytes());
    let against = args.against.map(|era| format!(" --against {era}")).unwrap_or_default();
    format!("ifrace check {subject} --seed {} --cases {} --length {}{against}", args.seed, args.cases, args.length)
}

fn print(args: &CheckArgs, searched: &Searched, command: &str, json: bool) -> io::Result<()> {
    let Searched { report, version, missing } = searched;
    let subject = args.subject.to_string();
    let mut out = io::stdout().lock();
    if json {
        let findings: Vec<_> = report.findings.iter().map(|found| FindingObject::new(&subject, found)).collect();
        let all = serde_json::json!({
            "subject": subject, "version": version, "reproduce": command, "cases": report.cases,
            "operations": report.operations, "findings": findings, "not_judged": objects(&report.not_judged),
            "missing": missing, "cut_short": report.cut_short.as_ref().map(CutShort::to_string),
        });
        return writeln!(out, "{all}");
    }
    for found in &report.findings {
        writeln!(out, "\n{}", finding::text(&subject, found, &reproduce(args, &subject, found)))?;
    }
    writeln!(out, "\n{}", summary(&subject, version.as_deref(), report))?;
    print_not_judged(&mut out, &report.not_judged)?;
    for thing in missing {
        writeln!(out, "  not run: {}; {}", thing.what, thing.remedy)?;
    }
    if let Some(why) = &report.cut_short {
        writeln!(out, "  ended before its last history: {why}")?;
    }
    Ok(())
}

fn summary(subject: &str, version: Option<&str>, report: &Report) -> String {
    let count = |number: u64, one: &str, more: &str| format!("{number} {}", if number == 1 { one } else { more });
    let version = version.map(|version| format!(" ({version})")).unwrap_or_default();
    let histories = count(report.cases, "history", "histories");
    let operations = count(report.operations, "operation", "operations");
    let findings = count(report.findings.len() as u64, "kind of finding", "kinds of findings");
    format!("{subject}{version}: {histories}, {operations}, {findings}")
}

fn objects(not_judged: &[(Invariant, &str)]) -> Vec<serde_json::Value> {
    not_judged.iter().map(|(invariant, why)| serde_json::json!({"invariant": invariant.id(), "why": why})).collect()
}

fn print_not_judged(out: &mut impl Write, not_judged: &[(Invariant, &str)]) -> io::Result<()> {
    not_judged.iter().try_for_each(|(invariant, why)| writeln!(out, "  {invariant} is not judged: {why}"))
}

/// The command that shows a finding again, compared with the same model.
fn reproduce(args: &CheckArgs, subject: &str, found: &Finding) -> String {
    let command = finding::reproduce(subject, found);
    match args.against {
        Some(era) => command.replacen(" --history -", &format!(" --against {era} --history -"), 1),
        None => command,
    }
}

/// What was found comes before what stands in doubt.
fn exit_of(findings: &[Finding], cut_short: Option<&CutShort>) -> u8 {
    let all = |aspect| findings.iter().all(|found| found.aspect == aspect);
    if findings.is_empty() {
        return match cut_short {
            None => exit_code::OK,
            Some(CutShort::Failed(_)) => exit_code::INTERNAL,
            Some(CutShort::Interrupted | CutShort::Hangs(_)) => exit_code::UNKNOWN,
        };
    }
    if findings.iter().any(|found| found.aspect == Aspect::Model) {
        exit_code::DISAGREEMENT
    } else if all(Aspect::Invariant(Invariant::Progress)) {
        exit_code::NO_PROGRESS
    } else {
        exit_code::VIOLATED
    }
}
