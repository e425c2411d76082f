//! `ifrace gate`.

mod baseline;
mod conclude;

use super::CommandError;
use crate::cli::GateArgs;
use crate::exit_code;
use crate::gate::{Gathered, Races, Settings, run as run_gate};
use crate::interrupt::Interrupt;
use crate::progress::Progress;
use crate::subjects::SubjectId;
use ifrace_allocator::linux::requirements::kernel_release;
use ifrace_model::kernel::Rules;
use ifrace_report::report::of;
use ifrace_report::{Baseline, Deviation, GateReport, finding, json as json_report, output, races, text};
use ifrace_sim::campaign::Finding;
use ifrace_sim::scenario::Scenario;
use std::io::{self, Write};
use std::path::Path;
use std::time::Instant;

/// How many documents a gate judges that runs everything.
const DOCUMENTS: u64 = 10_000;

pub(super) fn run(args: &GateArgs, json: bool) -> Result<u8, CommandError> {
    let subjects = subjects(args)?;
    let baseline = baseline::read(&args.baseline, &subjects)?;
    let kernel = kernel_release();
    let rules = Rules::of_release(&kernel).unwrap_or_default();
    let is_expected = |subject: &str, found: &Finding| baseline.find(subject, found.aspect, &found.class, rules).is_some();
    let GateArgs { seed, cases, operations, .. } = *args;
    let settings = Settings {
        subjects,
        seed,
        cases,
        operations,
        documents: documents(args),
        races: races_of(args),
        examples: args.out.is_some(),
        is_expected: &is_expected,
    };
    if let Some(folder) = &args.out {
        prepare(folder)?;
    }
    if args.update_baseline {
        output::check_writable(&args.baseline)?;
    }
    let interrupt = Interrupt::install();
    if !json {
        writeln!(io::stdout(), "{}", command(args))?;
    }
    let (started, progress) = (Instant::now(), Progress::new(settings.steps()));
    let gathered = run_gate(&settings, &interrupt, &progress);
    progress.finish();
    let report = report(&settings, &gathered, &baseline, interrupt.is_set(), started);
    print(&report, json)?;
    let code = conclude::exit_code(&report, &gathered, &required(args));
    if let Some(folder) = &args.out {
        output::write_folder(folder, &report, &baseline)?;
        let report = of::gate(&report, &baseline, &gathered.examples, &command(args), code);
        report.write(folder)?;
    }
    let updated = args.update_baseline && baseline::update(&args.baseline, &baseline, &report, &gathered)?;
    Ok(if updated { exit_code::OK } else { code })
}

fn subjects(args: &GateArgs) -> Result<Vec<SubjectId>, CommandError> {
    let mut subjects = Vec::new();
    for id in if runs_everything(args) { SubjectId::all() } else { args.subject.clone() } {
        if !subjects.contains(&id) {
            subjects.push(id);
        }
    }
    if args.cases == 0 || args.operations == 0 || args.states == 0 {
        let why = "nothing is to be played: --cases is at least 1, and so is --operations, and --states";
        return Err(CommandError::Nothing(why.to_owned()));
    }
    if let Some(absent) = args.require.iter().find(|required| !subjects.contains(required)) {
        return Err(CommandError::Usage(format!("--require {absent}: this subject is not among those that are run (--subject)")));
    }
    Ok(subjects)
}

fn runs_everything(args: &GateArgs) -> bool {
    args.subject.is_empty() && args.scenario.is_empty()
}

/// How many documents are judged.
fn documents(args: &GateArgs) -> u64 {
    args.documents.unwrap_or(if runs_everything(args) { DOCUMENTS } else { 0 })
}

/// The scenarios that were asked for, each once.
fn races_of(args: &GateArgs) -> Races {
    let is_wanted = |id: &&str| runs_everything(args) || args.scenario.iter().any(|wanted| wanted == id);
    let scenarios = Scenario::ALL.into_iter().filter(is_wanted).filter_map(Scenario::builtin).collect();
    Races { scenarios, states: args.states, schedules: args.schedules }
}

/// Subjects without which the gate fails. In CI nothing may be missing silently.
fn required(args: &GateArgs) -> Vec<SubjectId> {
    let in_ci = std::env::var_os("CI").is_some_and(|value| value == "true");
    if in_ci && args.require.is_empty() { SubjectId::all() } else { args.require.clone() }
}

fn command(args: &GateArgs) -> String {
    let subjects: String =
        args.subject.iter().map(|id| format!(" --subject {}", finding::shell_word(id.to_string().as_bytes()))).collect();
    let scenarios: String = args.scenario.iter().map(|id| format!(" --scenario {id}")).collect();
    let has_races = runs_everything(args) || !args.scenario.is_empty();
    let races = if has_races { format!(" --states {} --schedules {}", args.states, args.schedules) } else { String::new() };
    let documents = format!(" --documents {}", documents(args));
    let GateArgs { seed, cases, operations, .. } = args;
    format!("ifrace gate --seed {seed} --cases {cases} --operations {operations}{documents}{races}{subjects}{scenarios}")
}

/// Finds out that the folder cannot be written before anything is run, not afterwards.
fn prepare(folder: &Path) -> Result<(), CommandError> {
    let probe = folder.join(".ifrace-can-write");
    std::fs::create_dir_all(folder)
        .and_then(|()| std::fs::write(&probe, ""))
        .and_then(|()| std::fs::remove_file(&probe))
        .map_err(|error| CommandError::Output { file: folder.to_owned(), reason: error.to_string() })
}

fn report(settings: &Settings<'_>, gathered: &Gathered, baseline: &Baseline, interrupted: bool, started: Instant) -> GateReport {
    let kernel = kernel_release();
    let rules = Rules::of_release(&kernel).unwrap_or_default();
    let mut rows = gathered.rows.clone();
    let operations = gathered.kernel_model.as_ref().map(|compared| conclude::add_operations(&mut rows, compared));
    let mut deviations = baseline.deviations(&rows, rules, &gathered.canaries);
    deviations.extend(gathered.documents.as_ref().and_then(Deviation::of_documents));
    deviations.extend(races::deviations(&gathered.races));
    // What a partial run did not find may still be there.
    deviations.retain(|deviation| !matches!(deviation, Deviation::Gone { subject, .. } if gathered.is_partial(subject)));
    GateReport {
        tool_version: env!("CARGO_PKG_VERSION").to_owned(),
        seed: settings.seed,
        cases: settings.cases,
        kernel_cases: settings.kernel_cases(),
        kernel,
        rules,
        rows,
        canaries: gathered.canaries.clone(),
        findings: gathered.findings.clone(),
        operations,
        documents: gathered.documents.clone(),
        races: gathered.races.clone(),
        deviations,
        interrupted,
        milliseconds: u64::try_from(started.elapsed().as_millis()).unwrap_or(u64::MAX),
        missing: gathered.missing.clone(),
    }
}

fn print(report: &GateReport, json: bool) -> io::Result<()> {
    let mut out = io::stdout().lock();
    if json {
        return out.write_all(json_report::render(report).as_bytes());
    }
    write!(out, "\n{}", text::render(report, super::report::style()))
}
