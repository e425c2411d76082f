//! `ifrace xml`.

mod json;
mod names;
mod text;

use super::{CommandError, input};
use crate::cli::XmlArgs;
use crate::exit_code;
use ifrace_allocator::rules::Rules;
use ifrace_allocator::xml::{Dialect, Document, Writing, Written};
use names::Name;
use std::io::{self, Write};

/// What is printed: the document that was made, and what became of each name.
struct Outcome<'a> {
    args: &'a XmlArgs,
    era: &'static Rules,
    written: Written<'a>,
    names: Vec<Name>,
    /// How many interfaces the document has.
    interfaces: usize,
}

pub(super) fn run(args: &XmlArgs, json: bool) -> Result<u8, CommandError> {
    let content = input::read(&args.file)?;
    let text = utf8(args, &content)?;
    let era = args.era.unwrap_or_else(newest);
    let dialect = Dialect { rules: &era.xml, driver_prefix: args.driver_prefix.as_deref() };
    let document =
        Document::read(text, &dialect).map_err(|error| CommandError::Usage(format!("{}:{error}", args.file.display())))?;
    let writing = Writing::from(args.writing);
    let written = document.stored_or_sent(writing);
    let names = names::judge(&document, &written.dropped, &dialect, writing);
    print(&Outcome { args, era, written, names, interfaces: document.interfaces().len() }, json)
}

fn print(outcome: &Outcome<'_>, json: bool) -> Result<u8, CommandError> {
    let is_check = outcome.args.check;
    let mut out = io::stdout().lock();
    match (json, is_check) {
        (true, _) => writeln!(out, "{}", json::object(outcome))?,
        (false, true) => out.write_all(text::report(outcome).as_bytes())?,
        (false, false) => out.write_all(outcome.written.text.as_bytes())?,
    }
    out.flush()?;
    if !json && !is_check {
        // The document is out; that nobody takes the report is no failure.
        let _ = io::stderr().write_all(text::report(outcome).as_bytes());
    }
    let is_violated = is_check && outcome.names.iter().any(|name| name.violation.is_some());
    Ok(if is_violated { exit_code::VIOLATED } else { exit_code::OK })
}

/// The rules of the newest release.
fn newest() -> &'static Rules {
    let is_release = |rules: &&Rules| rules.id != "hardened";
    Rules::ALL.iter().rfind(is_release).unwrap_or(&Rules::ALL[0])
}

fn utf8<'a>(args: &XmlArgs, content: &'a [u8]) -> Result<&'a str, CommandError> {
    std::str::from_utf8(content).map_err(|error| {
        let at = error.valid_up_to();
        let reason = format!("byte {} is 0x{:02x}, which is not UTF-8; save the document as UTF-8", at + 1, content[at]);
        CommandError::Input { file: args.file.clone(), reason }
    })
}
