//! Options of `ifrace fuzz-input`.

use clap::Args;
use std::path::PathBuf;

const EXAMPLES: &str = "\
Examples:
  ifrace fuzz-input --list
  ifrace fuzz-input schedule fuzz/artifacts/schedule/crash-1f0c --out trace.ndjson
  ifrace shrink trace.ndjson
  ifrace fuzz-input allocator crash-1f0c --run
  ifrace fuzz-input ops_script --encode script.jsonl --out fuzz/corpus/ops_script/mine.jsonl

What is printed can be changed and read again with --encode. For schedule and
schedule_lowest_free it is a trace, which ifrace replay and ifrace shrink take; for the targets that
are called after a format it is the input itself, or its bytes spelled out if it is no text.

The exit code is 0, or with --run 10 if the input shows a defect.";

/// Options of `ifrace fuzz-input`.
#[derive(Args, Debug)]
#[command(after_long_help = EXAMPLES)]
pub struct FuzzInputArgs {
    /// The fuzz target that the input is for (see --list).
    #[arg(value_name = "TARGET")]
    pub target: Option<String>,

    /// An input, such as what libFuzzer has left of a crash; - for standard input.
    #[arg(value_name = "FILE", conflicts_with = "encode")]
    pub file: Option<PathBuf>,

    /// Make the input that this text stands for, as it is printed without this; - for standard input.
    #[arg(long, value_name = "TEXT")]
    pub encode: Option<PathBuf>,

    /// Play the input, and say whether it shows a defect, instead of printing it.
    #[arg(long)]
    pub run: bool,

    /// Write the text, or with --encode the input, to this file; - for standard output.
    #[arg(long, value_name = "FILE")]
    pub out: Option<PathBuf>,

    /// List the targets, and what their inputs are.
    #[arg(long, conflicts_with_all = ["target", "file", "encode", "run", "out"])]
    pub list: bool,
}
