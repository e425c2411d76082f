//! Running the program.

use serde_json::Value;
use std::io::Write;
use std::process::{Command, Stdio};

/// The program under test.
pub(crate) const PROGRAM: &str = env!("CARGO_BIN_EXE_ifrace");

/// What a run of a command gave.
#[derive(Debug)]
pub(crate) struct Output {
    pub(crate) code: Option<i32>,
    pub(crate) stdout: String,
    pub(crate) stderr: String,
}

/// Runs the program without input.
pub(crate) fn ifrace(args: &[&str]) -> Output {
    ifrace_with(args, "")
}

/// Runs the program with this text on standard input.
pub(crate) fn ifrace_with(args: &[&str], input: &str) -> Output {
    run(Command::new(PROGRAM).args(args), input)
}

/// Runs a command that runs the program. `CI` changes what the gate requires, and is not passed on.
pub(crate) fn run(command: &mut Command, input: &str) -> Output {
    let command = command.env_remove("CI").env_remove("RUST_BACKTRACE");
    let piped = command.stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::piped());
    let mut child = piped.spawn().unwrap_or_else(|error| panic!("{command:?} cannot be run: {error}"));
    let mut stdin = child.stdin.take().expect("standard input is a pipe");
    let input = input.to_owned();
    // The program may end before it has read all of it.
    let writer = std::thread::spawn(move || drop(stdin.write_all(input.as_bytes())));
    let output = child.wait_with_output().expect("the program's output can be read");
    writer.join().expect("the writer ends");
    let text = |bytes| String::from_utf8(bytes).expect("the program writes UTF-8");
    Output { code: output.status.code(), stdout: text(output.stdout), stderr: text(output.stderr) }
}

impl Output {
    /// The same, if the exit code is this one.
    #[track_caller]
    pub(crate) fn exits(self, code: u8) -> Self {
        assert_eq!(self.code, Some(code.into()), "{self:#?}");
        self
    }

    /// Standard output as one value of JSON.
    #[track_caller]
    pub(crate) fn json(&self) -> Value {
        serde_json::from_str(&self.stdout).unwrap_or_else(|error| panic!("{error}: {self:#?}"))
    }

    /// Standard output as one value of JSON for each line.
    #[track_caller]
    pub(crate) fn json_lines(&self) -> Vec<Value> {
        let value = |line| serde_json::from_str(line).unwrap_or_else(|error| panic!("{error}: {self:#?}"));
        self.stdout.lines().map(value).collect()
    }

    /// The error, which must be one line and the only output.
    #[track_caller]
    pub(crate) fn error_line(&self) -> &str {
        assert_eq!(self.stdout, "", "{self:#?}");
        self.message_line()
    }

    /// What stands on standard error, which must be one line.
    #[track_caller]
    pub(crate) fn message_line(&self) -> &str {
        let text = self.stderr.strip_prefix("ifrace: ").and_then(|text| text.strip_suffix('\n'));
        let text = text.unwrap_or_else(|| panic!("standard error is no message: {self:#?}"));
        assert!(!text.contains('\n'), "more than one line: {self:#?}");
        text
    }
}

/// The items of an array.
#[track_caller]
pub(crate) fn items(value: &Value) -> &[Value] {
    value.as_array().unwrap_or_else(|| panic!("no array: {value}"))
}

/// The cell of a subject in the JSON of a gate.
#[track_caller]
pub(crate) fn cell<'a>(report: &'a Value, subject: &str, aspect: &str) -> &'a Value {
    let row = items(&report["rows"]).iter().find(|row| row["subject"] == subject);
    let cells = row.unwrap_or_else(|| panic!("no row of {subject}: {report}"));
    let cell = items(&cells["cells"]).iter().find(|cell| cell["aspect"] == aspect);
    cell.unwrap_or_else(|| panic!("no cell of {aspect}: {report}"))
}
