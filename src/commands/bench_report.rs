//! `ifrace bench-report`.

mod criterion;

use super::CommandError;
use super::error::shown;
use crate::cli::BenchReportArgs;
use crate::exit_code;
use ifrace_report::contention::{self, Contention};
use ifrace_report::output;
use std::io::{self, Write};
use std::path::Path;

/// How results come to be there.
const ADVICE: &str = "run cargo bench --bench contention, and name criterion's folder with --criterion";

pub(super) fn run(args: &BenchReportArgs, json: bool) -> Result<u8, CommandError> {
    if let Some(file) = &args.svg {
        output::check_writable(file)?;
    }
    let results = criterion::read(&args.criterion)?;
    if results.is_empty() {
        let folder = shown(&args.criterion);
        return Err(CommandError::Nothing(format!("{folder}: it has no result of {}; {ADVICE}", contention::GROUP)));
    }
    let contention = Contention::new(results);
    if let Some(file) = &args.svg {
        write_plot(file, &contention)?;
    }
    let mut out = io::stdout().lock();
    if json {
        writeln!(out, "{}", contention::json(&contention))?;
    } else {
        out.write_all(contention::text(&contention).as_bytes())?;
    }
    out.flush()?;
    Ok(exit_code::OK)
}

fn write_plot(file: &Path, contention: &Contention) -> Result<(), CommandError> {
    let Some(plot) = contention::svg(contention) else {
        let why = "no time was measured with one thread and 1,000 devices";
        return Err(CommandError::Nothing(format!("--svg {}: {why}; {ADVICE}", shown(file))));
    };
    output::write_atomically(file, plot.as_bytes()).map_err(CommandError::from)
}
