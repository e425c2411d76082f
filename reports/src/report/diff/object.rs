//! Changes as JSON.
//!
//! One object, schema 1: `schema`, `exit_code`, how many there are of each kind (`counts`), and `changes`, the worst first.

use super::{Change, Kind};
use serde_json::json;

/// The whole, indented, with a line end.
pub fn json(changes: &[Change], exit_code: u8) -> String {
    let count = |kind: Kind| changes.iter().filter(|change| change.kind == kind).count();
    let counts: serde_json::Map<String, serde_json::Value> =
        Kind::ALL.iter().map(|kind| (kind.in_words().replace(' ', "-"), count(*kind).into())).collect();
    crate::run::pretty(&json!({"schema": 1, "exit_code": exit_code, "counts": counts, "changes": changes}))
}
