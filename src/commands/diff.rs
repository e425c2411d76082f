//! `ifrace diff`.

use super::CommandError;
use super::report::{read, style, width};
use crate::cli::DiffArgs;
use crate::exit_code;
use crate::race::print;
use ifrace_report::report::diff::{diff, is_worse, json as as_json, text};

pub(super) fn run(args: &DiffArgs, json: bool) -> Result<u8, CommandError> {
    let (before, after) = (read(&args.before)?, read(&args.after)?);
    let changes = diff(&before, &after);
    let code = if is_worse(&changes) { exit_code::VIOLATED } else { exit_code::OK };
    print(&if json { as_json(&changes, code) } else { text(&changes, width(), style()) })?;
    Ok(code)
}
