//! `ifrace xml`.

mod json;
mod names;
mod text;

use super::error::shown;
use super::{CommandError, input};
use crate::cli::XmlArgs;
use crate::exit_code;
use ifrace_allocator::rules::Rules;
use ifrace_allocator::xml::{self, Dialect, Document, Writing, Written, XmlError};
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

impl Outcome<'_> {
    /// How many names break `xml-hygiene`.
    fn violations(&self) -> usize {
        self.names.iter().filter(|name| name.violation.is_some()).count()
    }
}

pub(super) fn run(args: &XmlArgs, json: bool) -> Result<u8, CommandError> {
    let content = input::read(&args.file)?;
    let wrong = |error: XmlError| CommandError::Usage(format!("{}:{error}", shown(&args.file)));
    let text = xml::decode(&content).map_err(wrong)?;
    let era = args.era.unwrap_or_else(newest);
    let dialect = Dialect { rules: &era.xml, driver_prefix: args.driver_prefix.as_deref() };
    let document = Document::read(text, &dialect).map_err(wrong)?;
    let writing = Writing::from(args.writing);
    let written = document.written(writing);
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
    let is_violated = is_check && outcome.violations() > 0;
    Ok(if is_violated { exit_code::VIOLATED } else { exit_code::OK })
}

/// The rules of the newest release.
fn newest() -> &'static Rules {
    let is_release = |rules: &&Rules| rules.id != "hardened";
    Rules::ALL.iter().rfind(is_release).unwrap_or(&Rules::ALL[0])
}
