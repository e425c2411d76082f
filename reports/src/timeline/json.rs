//! A reproduced bug as JSON.
//!
//! One object, schema 1:
//!
//! | field | is |
//! |---|---|
//! | `schema` | 1; it grows when a field changes its meaning or goes |
//! | `ifrace` | the version |
//! | `command` | the command that shows it again |
//! | `case` | `id`, `summary`, `source` |
//! | `subject`, `kernel` | `"simulated"` and null, or `"live"` and the release of the kernel |
//! | `runs` | `era`, `releases`, `title`, `scenes`, `verdict`, and `violated`: the identifiers of invariants |
//! | a scene | `title`, `timeline`, `before` (after so many `entries` of it, the `snapshot`), `after`, `violations`, `ending` |
//! | an ending | `"complete"`, `"interrupted"`, `{"missing":[…]}` or `{"failed":…}` |
//! | `verdict` | that of the first run: `"holds"`, `"violated"` or `"unknown"` |
//! | `exit_code` | the exit code of the command |

use super::{Ground, Timeline};
use ifrace_sim::repro::Run;
use serde_json::{Value, json};

/// The number of the schema.
pub const SCHEMA: u32 = 1;

/// The whole, indented, with a line end.
pub fn render(timeline: &Timeline<'_>, exit_code: u8) -> String {
    let Timeline { tool_version, command, ground, reproduction } = timeline;
    let kernel = match ground {
        Ground::Simulated => None,
        Ground::Live(kernel) => Some(*kernel),
    };
    let case = reproduction.case;
    let object = json!({
        "schema": SCHEMA,
        "ifrace": tool_version,
        "command": command,
        "case": {"id": case.id(), "summary": case.summary(), "source": case.source()},
        "subject": ground.id(),
        "kernel": kernel,
        "runs": reproduction.runs.iter().map(run).collect::<Vec<_>>(),
        "verdict": reproduction.runs.first().map(|run| run.verdict().id()),
        "exit_code": exit_code,
    });
    let text = serde_json::to_string_pretty(&object);
    text.unwrap_or_else(|error| unreachable!("a report is plain data: {error}")) + "\n"
}

fn run(run: &Run) -> Value {
    let mut object = json!(run);
    let verdict = run.verdict();
    object["verdict"] = verdict.id().into();
    object["violated"] = verdict.violated().iter().map(|one| one.id()).collect();
    object
}
