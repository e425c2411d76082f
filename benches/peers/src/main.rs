//! Measures ifrace and its peers, and prints a table, or JSON with `--json`.

use ifrace_peers::{Args, USAGE, run};
use std::process::ExitCode;

fn main() -> ExitCode {
    let args = match Args::parse(std::env::args().skip(1)) {
        Ok(Some(args)) => args,
        Ok(None) => {
            print!("{USAGE}");
            return ExitCode::SUCCESS;
        }
        Err(error) => return fail(&error, 2),
    };
    match run(&args) {
        Ok(report) if args.json => println!("{:#}", report.to_json()),
        Ok(report) => print!("{report}"),
        Err(error) => return fail(&error, 1),
    }
    ExitCode::SUCCESS
}

fn fail(error: &str, code: u8) -> ExitCode {
    eprintln!("ifrace-peers: {error}");
    ExitCode::from(code)
}
