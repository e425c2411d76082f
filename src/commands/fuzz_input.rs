//! `ifrace fuzz-input`.

mod destination;
mod report;
mod run;
mod source;

use super::CommandError;
use crate::cli::FuzzInputArgs;
use crate::exit_code;
use crate::race;
use destination::Destination;
use ifrace_fuzz::{TARGETS, Target};
use report::Report;
use source::Source;

pub(super) fn run(args: &FuzzInputArgs, json: bool) -> Result<u8, CommandError> {
    if args.list {
        race::print(&report::list(json))?;
        return Ok(exit_code::OK);
    }
    let target = target(args.target.as_deref())?;
    let source = Source::new(args, &target)?;
    let out = Destination::new(args, &source, json)?;
    let input = source.input(&target)?;
    let content = match source {
        Source::Input(_) => (target.show)(&input).into_bytes(),
        Source::Text(_) => input.clone(),
    };
    let played = args.run.then(|| run::play(&target, &input));
    let code = if matches!(played, Some(Some(_))) { exit_code::VIOLATED } else { exit_code::OK };
    out.write(&content)?;
    let report = Report { target: &target, input: &input, played: &played, out: args.out.as_deref(), code };
    if json {
        race::print(&report.json(&source))?;
    } else if let Some(defect) = &played {
        out.say(&report::verdict(defect.as_deref()))?;
    }
    Ok(code)
}

/// The target with this name.
fn target(name: Option<&str>) -> Result<Target, CommandError> {
    let known = || TARGETS.iter().map(|target| target.name).collect::<Vec<_>>().join(", ");
    let Some(name) = name else {
        return Err(CommandError::Usage(format!("no fuzz target is given; there are {}", known())));
    };
    let found = TARGETS.iter().find(|target| target.name == name).copied();
    found.ok_or_else(|| {
        let name = ifrace_allocator::xml::printable(name);
        CommandError::Usage(format!("there is no fuzz target '{name}'; there are {}", known()))
    })
}
