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
use ifrace_report::output;
use ifrace_report::report::{Note, NoteKind, Report, text};
use ifrace_report::text::Style;
use ifrace_report::{html, junit_report, markdown, perfetto, sarif, svg};

pub(super) fn run(args: &ReportArgs, json: bool) -> Result<u8, CommandError> {
    let format = format(args, json)?;
    if let Some(file) = &args.out {
        output::check_writable(file)?;
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
    match &args.out {
        Some(file) => {
            let text = render(&report, args, format, Style::default())?;
            output::write_atomically(file, text.as_bytes())?;
        }
        None => print(&render(&report, args, format, style())?)?,
    }
    Ok(code)
}

fn format(args: &ReportArgs, json: bool) -> Result<FormatArg, CommandError> {
    if args.finding.is_some() && args.format != FormatArg::Svg {
        return Err(CommandError::Usage("--finding is for --format svg; the other formats have all findings".to_owned()));
    }
    match (json, args.format) {
        (false, format) => Ok(format),
        (true, FormatArg::Text | FormatArg::Json) => Ok(FormatArg::Json),
        (true, _) => Err(CommandError::Usage("--json is --format json; leave one of the two out".to_owned())),
    }
}

fn render(report: &Report, args: &ReportArgs, format: FormatArg, style: Style) -> Result<String, CommandError> {
    Ok(match format {
        FormatArg::Html => html::render(report),
        FormatArg::Json => report.to_json(),
        FormatArg::Sarif => sarif::render(report),
        FormatArg::Perfetto => perfetto::render(report),
        FormatArg::Text => text::render(report, width(), style),
        FormatArg::Markdown => markdown::render(report),
        FormatArg::Svg => picture(report, args.finding.as_deref())?,
        FormatArg::Junit => junit_report::render(report).map_err(|error| CommandError::Internal(format!("JUnit: {error}")))?,
    })
}

/// The picture that is asked for.
fn picture(report: &Report, id: Option<&str>) -> Result<String, CommandError> {
    let Some(id) = id else {
        let why = "there is no verdict on a scenario under a release, of which a picture could be; name a --finding";
        return svg::verdicts(report).ok_or_else(|| CommandError::Usage(why.to_owned()));
    };
    let none = || CommandError::Usage(format!("there is no finding '{id}'; --format text lists them, in brackets"));
    let finding = report.finding(id).ok_or_else(none)?;
    svg::finding(finding).ok_or_else(|| CommandError::Usage(format!("the finding '{id}' has no diagram that can be drawn")))
}
