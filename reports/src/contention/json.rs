//! The report as JSON.

use super::ratio::{Aim, Ratio};
use super::{Contention, Measured};
use serde_json::{Value, json};

/// The number of the schema; it grows when a field changes its meaning or goes.
const SCHEMA: u32 = 1;

/// Every result, and the ratios. Times are nanoseconds; what was not measured is null.
pub fn render(contention: &Contention) -> Value {
    let cells: Vec<Value> = contention.cells.iter().map(cell).collect();
    let ratios: Vec<Value> = Ratio::ALL.iter().map(|ratio| ratio_object(*ratio, contention)).collect();
    json!({"schema": SCHEMA, "cells": cells, "ratios": ratios})
}

fn cell(cell: &Measured) -> Value {
    let key = &cell.key;
    json!({
        "id": key.to_string(), "allocator": key.allocator, "threads": key.threads, "taken": key.taken, "devices": key.devices,
        "nanoseconds": cell.nanoseconds, "fails": cell.fails,
    })
}

fn ratio_object(ratio: Ratio, contention: &Contention) -> Value {
    let (at_least, at_most) = match ratio.aim() {
        Aim::AtLeast(aim) => (Some(aim), None),
        Aim::AtMost(aim) => (None, Some(aim)),
    };
    json!({
        "id": ratio.id(), "title": ratio.title(), "value": ratio.value(contention), "at_least": at_least, "at_most": at_most,
        "verdict": ratio.judge(contention).in_words(),
    })
}
