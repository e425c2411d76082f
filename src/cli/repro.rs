//! Options of `ifrace repro`.

use clap::Args;
use ifrace_allocator::rules::Rules;
use ifrace_sim::release::Release;
use ifrace_sim::repro::Case;
use std::path::PathBuf;

const EXAMPLES: &str = "Examples:
  ifrace repro
  ifrace repro failed-migration-macvtap
  ifrace repro failed-migration-macvtap --era 6.7
  ifrace repro pre-existing-tap --era 8.0
  ifrace repro reuse-after-stop --json --trace reuse.ndjson
  sudo ifrace repro named-conflict --live
  virsh dumpxml web | ifrace repro failed-migration-macvtap --xml -

The case is played under the rules of one release, and then under those to compare it with.
The exit code is 10 if the bug shows under the first one, 0 if that release is safe; 12 is for
check and gate alone.

With --live each scene is played on real devices in a network namespace of its own; nothing
outside is touched, and no <script> of a document is run. What the machine lacks for a scene,
or what fails there, is named, and the exit code is 75. Scenes with Open vSwitch start a
private one.

No trace is written unless --trace says where: one line of JSON with the schema, the version
of ifrace, case, era, what it was played on, and the document of --xml, then one for each event,
with what did not hold, how each scene ended, and the verdict of each run. FILE may be a pipe,
and a link is followed.";

/// Options of `ifrace repro`.
#[derive(Args, Debug)]
#[command(after_long_help = EXAMPLES)]
pub struct ReproArgs {
    /// The bug to reproduce; without it the known ones are listed.
    #[arg(value_parser = case)]
    pub case: Option<Case>,

    /// A release, such as 8.0, or the id of its rules (ifrace list releases); the one that shows the bug if it is not given.
    #[arg(long, value_parser = era, requires = "case")]
    pub era: Option<EraArg>,

    /// Play it on real devices, in private network namespaces.
    #[arg(long, requires = "case")]
    pub live: bool,

    /// The document of a guest in place of the built-in one, for the cases that take one; - for standard input.
    #[arg(long, value_name = "GUEST.xml", requires = "case")]
    pub xml: Option<PathBuf>,

    /// Write what happened to this file, one line of JSON for each event.
    #[arg(long, value_name = "FILE", requires = "case")]
    pub trace: Option<PathBuf>,
}

fn case(text: &str) -> Result<Case, String> {
    Case::from_id(text).ok_or_else(|| {
        let ids: Vec<&str> = Case::ALL.into_iter().map(Case::id).collect();
        format!("there is no such case; there are {}", ids.join(", "))
    })
}

/// A release that was asked for.
#[derive(Clone, Debug)]
pub struct EraArg {
    /// The release, with the rules that it follows.
    pub release: Release,
    /// What was asked for, if the rules have another identifier.
    pub asked: Option<String>,
}

fn era(text: &str) -> Result<EraArg, String> {
    let release = Rules::find(text).and_then(|rules| Release::find(rules.id)).ok_or_else(|| {
        let rows: Vec<String> = Rules::ALL.iter().map(|rules| format!("{} ({})", rules.id, rules.releases)).collect();
        format!("there is no such release; there are {}", rows.join(", "))
    })?;
    Ok(EraArg { release, asked: (release.rules.id != text).then(|| text.to_owned()) })
}
