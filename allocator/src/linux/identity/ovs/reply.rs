//! What the database answers to the transactions.

use super::{OvsdbError, Removal};
use serde_json::Value;

/// Where the results of the operations of a removal are.
const LOOK: usize = 0;
const WAITS: [usize; 2] = [1, 2];
const REMOVE: usize = 3;
const GENERATION: usize = 5;
const OPERATIONS: usize = 6;

/// How a removal ended, and if something was removed, the generation of the database since then.
pub(super) fn removal(results: &[Value]) -> Result<(Removal, Option<i64>), OvsdbError> {
    let not_understood = || OvsdbError::NotUnderstood(Value::from(results).to_string());
    let rows = results.get(LOOK).and_then(|result| result["rows"].as_array());
    let failed = results.iter().position(|result| result.get("error").is_some());
    if let Some(at) = failed {
        return match (rows, timed_out(&results[at]) && WAITS.contains(&at)) {
            (Some(rows), true) if rows.is_empty() => Ok((Removal::Gone, None)),
            (Some(_), true) => Ok((Removal::NotOurs, None)),
            _ => Err(OvsdbError::Refused(results[at].to_string())),
        };
    }
    if results.len() != OPERATIONS {
        return Err(not_understood());
    }
    let bridges = results[REMOVE]["count"].as_u64().ok_or_else(not_understood)?;
    let generation = results[GENERATION]["rows"][0]["next_cfg"].as_i64().ok_or_else(not_understood)?;
    let removal = if bridges == 0 { Removal::Gone } else { Removal::Removed };
    Ok((removal, Some(generation)))
}

/// Whether the switch has taken note in time.
pub(super) fn settled(results: &[Value]) -> Result<bool, OvsdbError> {
    match results {
        [result, ..] if timed_out(result) => Ok(false),
        [result] if result.get("error").is_none() => Ok(true),
        _ => Err(OvsdbError::Refused(Value::from(results).to_string())),
    }
}

fn timed_out(result: &Value) -> bool {
    result["error"] == "timed out"
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    fn read(results: &Value) -> Result<(Removal, Option<i64>), String> {
        removal(results.as_array().expect("it is a list")).map_err(|error| error.to_string())
    }

    #[test]
    fn removals_end_in_three_ways() {
        let row = json!({ "rows": [{ "_uuid": ["uuid", "…"] }] });
        let timed_out = json!({ "error": "timed out", "details": "\"wait\" timed out after 0 ms" });
        let removed = json!([row, {}, {}, { "count": 1 }, { "count": 1 }, { "rows": [{ "next_cfg": 9 }] }]);
        assert_eq!(read(&removed), Ok((Removal::Removed, Some(9))));
        assert_eq!(read(&json!([row, timed_out, null, null, null, null])), Ok((Removal::NotOurs, None)));
        assert_eq!(read(&json!([row, {}, timed_out, null, null, null])), Ok((Removal::NotOurs, None)));
        assert_eq!(read(&json!([{ "rows": [] }, timed_out, null, null, null, null])), Ok((Removal::Gone, None)));
    }

    #[test]
    fn other_answers_are_failures() {
        let row = json!({ "rows": [{}] });
        let refused = read(&json!([row, {}, {}, {}, {}, {}, { "error": "constraint violation" }]));
        assert_eq!(refused, Err("ovsdb-server refused the transaction: {\"error\":\"constraint violation\"}".to_owned()));
        assert!(read(&json!([row, {}, {}, { "error": "timed out" }])).is_err(), "no wait stands there");
        assert!(read(&json!([])).is_err() && read(&json!([row, {}, {}, {}, {}, {}])).is_err());
    }

    #[test]
    fn the_switch_may_be_late() {
        assert!(settled(&[json!({})]).is_ok_and(|settled| settled));
        assert!(settled(&[json!({ "error": "timed out" })]).is_ok_and(|settled| !settled));
        assert!(settled(&[json!({ "error": "syntax error" })]).is_err() && settled(&[]).is_err());
    }
}
