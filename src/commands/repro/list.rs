//! The known bugs.

use super::super::CommandError;
use crate::exit_code;
use ifrace_sim::repro::Case;
use serde_json::{Value, json};
use std::io::{self, Write};

pub(super) fn run(json: bool) -> Result<u8, CommandError> {
    let mut out = io::stdout().lock();
    if json {
        writeln!(out, "{}", Value::from_iter(Case::ALL.into_iter().map(object)))?;
        return Ok(exit_code::OK);
    }
    for case in Case::ALL {
        let (id, release) = (case.id(), case.default_release());
        writeln!(out, "{id:<24} {}\n{:24}   shown by: {release}\n{:24}   source: {}", case.summary(), "", "", case.source())?;
    }
    Ok(exit_code::OK)
}

fn object(case: Case) -> Value {
    json!({
        "id": case.id(), "summary": case.summary(), "era": case.default_release(), "source": case.source(),
        "takes_xml": case.takes_document(),
    })
}
