//! `ifrace report`.

mod read;
mod terminal;

pub(super) use read::read;
pub(super) use terminal::{style, width};

use super::CommandError;
use super::error::shown;
use crate::cli::{FormatArg, ReportArgs};
use crate::exit_code;
use crate::race::print;
use ifrace_report::output::{self, OutputError};
use ifrace_report::report::{Note, NoteKind, Report, text};
use ifrace_report::text::Style;
use ifrace_report::{html, junit_report, markdown, perfetto, sarif};

pub(super) fn run(args: &ReportArgs, json: bool) -> Result<u8, CommandError> {
    let format = format(args, json)?;
    if let Some(file) = &args.output {
        output::check_writable(file).map_err(error)?;
    }
    let (mut whole, mut unreadable) = (None, Vec::new());
    for run in &args.runs {
        match read(run) {
            Ok(report) => whole = Some(whole.unwrap_or_else(Report::new).merge(report)),
            Err(CommandError::Input { file, reason }) => {
                let text = format!("{}: {reason}", shown(&file));
                eprintln!("ifrace: {text}");
                unreadable.push(Note { kind: NoteKind::Unreadable, text });
            }
            Err(error) => return Err(error),
        }
    }
    let code = if unreadable.is_empty() { exit_code::OK } else { exit_code::USAGE };
    let Some(mut report) = whole else { return Ok(code) };
    if let Some(run) = report.runs.first_mut() {
        run.notes.extend(unreadable);
    }
    match &args.output {
        Some(file) => output::write_atomically(file, render(&report, format, Style::default())?.as_bytes()).map_err(error)?,
        None => print(&render(&report, format, style())?)?,
    }
    Ok(code)
}

fn format(args: &ReportArgs, json: bool) -> Result<FormatArg, CommandError> {
    match (json, args.format) {
        (false, format) => Ok(format),
        (true, FormatArg::Text | FormatArg::Json) => Ok(FormatArg::Json),
        (true, _) => Err(CommandError::Usage("--json is --format json; leave one of the two out".to_owned())),
    }
}

fn render(report: &Report, format: FormatArg, style: Style) -> Result<String, CommandError> {
    Ok(match format {
        FormatArg::Html => html::render(report),
        FormatArg::Json => report.to_json(),
        FormatArg::Sarif => sarif::render(report),
        FormatArg::Perfetto => perfetto::render(report),
        FormatArg::Text => text::render(report, width(), style),
        FormatArg::Markdown => markdown::render(report),
        FormatArg::Junit => junit_report::render(report).map_err(|error| CommandError::Internal(format!("JUnit: {error}")))?,
    })
}

fn error(error: OutputError) -> CommandError {
    CommandError::Output { file: error.path, reason: error.reason.to_string() }
}
