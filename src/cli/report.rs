//! Options of `ifrace report`.

use clap::{Args, ValueEnum};
use std::path::PathBuf;

const EXAMPLES: &str = "\
Examples:
  ifrace report results
  ifrace report results --format html -o report.html
  ifrace report shard-1 shard-2 gate/report.json --format junit -o junit.xml
  ifrace report results --format markdown >> \"$GITHUB_STEP_SUMMARY\"
  ifrace report results --format perfetto -o trace.json
  ifrace report results --format svg --finding reuse-after-stop_no-leak -o diagram.svg

A run is the folder of --out of gate, check, search, explore, campaign or merge, or a report.json. A
folder of a campaign that was cut off is read as far as it came. Of several runs the worst verdict
on the same thing counts, with all reasons, and of each finding the shortest diagram.

The exit code is 0 whatever the runs found, and 2 if one cannot be read; what could be read of the
others is rendered all the same, and says so.";

/// Options of `ifrace report`.
#[derive(Args, Debug)]
#[command(after_long_help = EXAMPLES)]
pub struct ReportArgs {
    /// Folders of runs, or their files report.json.
    #[arg(value_name = "RUN", required = true)]
    pub runs: Vec<PathBuf>,

    /// The format; text is as wide as the terminal, or as COLUMNS says.
    #[arg(long, value_enum, default_value_t = FormatArg::Text, value_name = "F")]
    pub format: FormatArg,

    /// Draw the diagram of this finding; for --format svg.
    #[arg(long, value_name = "ID")]
    pub finding: Option<String>,

    /// Write to this file instead of standard output.
    #[arg(long, short, value_name = "FILE")]
    pub out: Option<PathBuf>,
}

/// A format of reports.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum FormatArg {
    /// One page that needs nothing beside it.
    Html,
    /// The report itself, as every run writes it.
    Json,
    /// For the lists of tests of CI.
    Junit,
    /// SARIF 2.1.0, for the lists of findings of CI.
    Sarif,
    /// For the page of a job.
    Markdown,
    /// A picture: the verdicts on scenarios under releases, or with --finding a diagram.
    Svg,
    /// The diagrams as a trace, for ui.perfetto.dev and chrome://tracing.
    Perfetto,
    /// For a terminal.
    Text,
}
