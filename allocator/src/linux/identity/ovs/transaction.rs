//! Transactions as JSON (RFC 7047, 4.1.3 and 5.2).

use super::OvsPortIdentity;
use serde_json::{Value, json};
use std::time::Duration;

const DATABASE: &str = "Open_vSwitch";

/// Looks for the row, compares its name and the mark of its interface, takes it from its bridge, and lets the switch know.
///
/// A row that no bridge refers to is deleted by the database, and so is its interface.
pub(super) fn removal(port: &OvsPortIdentity) -> Value {
    let OvsPortIdentity { row, name, mark, owner } = port;
    let row = json!(["uuid", format_row(*row)]);
    let named = json!([{ "name": name }]);
    json!([
        DATABASE,
        { "op": "select", "table": "Port", "where": [["_uuid", "==", row]], "columns": ["_uuid"] },
        { "op": "wait", "table": "Port", "where": [["_uuid", "==", row]], "columns": ["name"], "until": "==",
          "rows": named, "timeout": 0 },
        { "op": "wait", "table": "Interface",
          "where": [["name", "==", name], ["external_ids", "includes", ["map", [[mark, owner]]]]],
          "columns": ["name"], "until": "==", "rows": named, "timeout": 0 },
        { "op": "mutate", "table": "Bridge", "where": [["ports", "includes", row]], "mutations": [["ports", "delete", row]] },
        { "op": "mutate", "table": "Open_vSwitch", "where": [], "mutations": [["next_cfg", "+=", 1]] },
        { "op": "select", "table": "Open_vSwitch", "where": [], "columns": ["next_cfg"] },
    ])
}

/// Waits until the switch works by this generation of the database or a later one.
pub(super) fn settling(generation: i64, limit: Duration) -> Value {
    let limit = u64::try_from(limit.as_millis()).unwrap_or(u64::MAX);
    json!([
        DATABASE,
        { "op": "wait", "table": "Open_vSwitch", "where": [["cur_cfg", "<", generation]], "columns": ["cur_cfg"],
          "until": "==", "rows": [], "timeout": limit },
    ])
}

/// A number as a UUID such as `5f3f613b-60c4-4b69-a7cf-bda112363fbd`.
fn format_row(row: u128) -> String {
    let digits = format!("{row:032x}");
    [&digits[..8], &digits[8..12], &digits[12..16], &digits[16..20], &digits[20..]].join("-")
}

#[cfg(test)]
mod tests {
    use super::format_row;

    #[test]
    fn rows_are_written_as_uuids() {
        assert_eq!(format_row(0x0f3f_613b_60c4_4b69_a7cf_bda1_1236_3fbd), "0f3f613b-60c4-4b69-a7cf-bda112363fbd");
    }
}
