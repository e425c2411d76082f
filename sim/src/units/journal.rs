//! The file of results: one line of JSON for each unit, the first one says of which campaign they are.
//!
//! ```text
//! {"schema":1,"ifrace":"0.1.0","plan":"3f…","units":12,"sum":"0b4e…"}
//! {"unit":3,"outcome":{"race":{"schedules":5000,…}},"sum":"77d0…"}
//! ```
//!
//! `sum` is the 64-bit FNV-1a hash of what stands before it in its line. Lines are only ever added, in any order. Whoever was killed
//! while it wrote leaves a line without an end, which does not count.

use super::{Conflict, Digest, Outcome, UnitSet, checksum};
use crate::jsonl::to_json;
use ifrace_allocator::xml::printable;
use serde::de::DeserializeOwned;
use serde::{Deserialize, Serialize};

/// The number of the schema; it grows when a field changes its meaning or goes.
pub const SCHEMA: u32 = 1;

/// The first line: of which campaign the results are.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub struct Header {
    /// The number of the schema.
    pub schema: u32,
    /// The version of ifrace that played.
    pub ifrace: String,
    /// The digest of the plan.
    pub plan: Digest,
    /// How many units the campaign has.
    pub units: u64,
}

/// The result of a unit.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case", deny_unknown_fields)]
pub struct Line {
    /// The number of the unit.
    pub unit: u64,
    /// What it gave.
    pub outcome: Outcome,
}

/// A file of results.
#[derive(Clone, Debug, PartialEq)]
pub struct Journal {
    /// Its first line.
    pub header: Header,
    /// Its results.
    pub units: UnitSet,
    /// How many of its bytes are whole lines: what follows was cut off while it was written.
    pub whole: usize,
}

/// Why a file holds no results.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum JournalError {
    /// There is not even a whole first line.
    #[error("it has no first line")]
    Empty,
    /// A line is not what was written.
    #[error("line {line}: {why}")]
    Line {
        /// Its number, from 1 on.
        line: usize,
        /// What is wrong with it.
        why: String,
    },
    /// A unit has two results.
    #[error("line {line}: {conflict}")]
    Conflict {
        /// The number of the second one's line, from 1 on.
        line: usize,
        /// Which unit.
        conflict: Conflict,
    },
}

impl Header {
    /// The line, with its checksum and line end.
    pub fn to_line(&self) -> String {
        sealed(&to_json(self))
    }
}

impl Line {
    /// The line, with its checksum and line end.
    pub fn to_line(&self) -> String {
        sealed(&to_json(self))
    }
}

impl Journal {
    /// Reads a file.
    ///
    /// # Errors
    /// The first line that is not what was written. A last one without its end is none.
    pub fn parse(text: &[u8]) -> Result<Self, JournalError> {
        let whole = text.iter().rposition(|byte| *byte == b'\n').map_or(0, |end| end + 1);
        let mut lines = text[..whole].split_inclusive(|byte| *byte == b'\n').zip(1..);
        let (first, _) = lines.next().ok_or(JournalError::Empty)?;
        let header: Header = open(first).map_err(|why| JournalError::Line { line: 1, why })?;
        if header.schema != SCHEMA {
            let why = format!("it has the schema {}, and this version of ifrace reads {SCHEMA}", header.schema);
            return Err(JournalError::Line { line: 1, why });
        }
        let mut units = UnitSet::default();
        for (text, line) in lines {
            let result: Line = open(text).map_err(|why| JournalError::Line { line, why })?;
            if result.unit >= header.units {
                let why = format!("there is no unit {}: the campaign has {}", result.unit, header.units);
                return Err(JournalError::Line { line, why });
            }
            units.add(result).map_err(|conflict| JournalError::Conflict { line, conflict })?;
        }
        Ok(Self { header, units, whole })
    }
}

/// A line with its checksum.
fn sealed(json: &str) -> String {
    let before = json.strip_suffix('}').unwrap_or(json);
    format!("{before},\"sum\":\"{:016x}\"}}\n", checksum(before.as_bytes()))
}

/// Reads a line whose checksum is right.
fn open<T: DeserializeOwned>(line: &[u8]) -> Result<T, String> {
    /// `,"sum":"0123456789abcdef"}` and the line end.
    const SEAL: usize = 27;
    let damaged = || "it is damaged: its checksum is another one; restore the file, or remove the line and play the unit again";
    let at = line.len().checked_sub(SEAL).ok_or_else(damaged)?;
    let before = &line[..at];
    let expected = format!(",\"sum\":\"{:016x}\"}}\n", checksum(before));
    if &line[at..] != expected.as_bytes() {
        return Err(damaged().to_owned());
    }
    serde_json::from_slice(&[before, b"}"].concat()).map_err(|error| printable(&format!("it is no result: {error}")))
}
