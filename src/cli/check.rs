//! Options of `ifrace check`.

use super::number;
use crate::subjects::SubjectId;
use clap::Args;
use ifrace_model::policy::Era;
use std::path::PathBuf;

const EXAMPLES: &str = r#"Examples:
  ifrace check libvirt
  ifrace check libvirt:/opt/libvirt/lib/libvirt.so.0 --cases 20000 --seed 7
  ifrace check builtin:unified-7.0 --against kernel-template
  ifrace check 'exec:python3 examples/subjects/counter.py'
  printf '%s\n' '{"op":"reserve","name":"vnet2147483647"}' '{"op":"generate","kind":"tap"}' |
    ifrace check libvirt --history -

CMD is split into words as a shell does it, and run without one. It speaks docs/subject-protocol.md.

Operations of a history, one JSON object per line:
  {"op":"occupy","name":"vnet0"}         something else takes the name
      "as": altname (if not given), tap-altname, bridge, or tap (persistent, nothing attached)
  {"op":"occupy-run","prefix":"vnet","from":0,"count":10000}      also "suffix"
  {"op":"free","name":"vnet0"}           whatever answers to the name is deleted
  {"op":"reserve","name":"vnet5"}        a running guest's device bears this name
  {"op":"release","name":"vnet5"}        the device of this name was deleted
  {"op":"generate","kind":"tap"}         or macvtap, macvlan
      "name": a template or a literal name
      "keep":true, the device stays; "probes_fail":true, every probe of the host fails
  {"op":"restart"}                       the allocator's process restarts"#;

/// Options of `ifrace check`.
#[derive(Args, Debug)]
#[command(after_long_help = EXAMPLES)]
pub struct CheckArgs {
    /// builtin:ERA, builtin:hardened, builtin:monotonic, kernel, libvirt, libvirt:PATH or exec:CMD.
    pub subject: SubjectId,

    /// How many histories are generated.
    #[arg(long, default_value_t = 4000, value_name = "N", value_parser = number::count(), conflicts_with = "history")]
    pub cases: u64,

    /// How many operations each of them has.
    #[arg(long, default_value_t = 30, value_name = "N", value_parser = number::history_length(), conflicts_with = "history")]
    pub length: usize,

    /// The seed of generated histories.
    #[arg(long, default_value_t = 1, value_name = "S", conflicts_with = "history")]
    pub seed: u64,

    /// Play this history instead; - for standard input.
    #[arg(long, value_name = "FILE")]
    pub history: Option<PathBuf>,

    /// Write the report of the run to this folder: report.json, report.html, report.sarif and summary.md.
    #[arg(long, value_name = "DIR", conflicts_with = "history")]
    pub out: Option<PathBuf>,

    /// Compare with the model of this era instead of the subject's own, and stop at the first request that both can serve and that
    /// the two answer differently.
    #[arg(long, value_name = "ERA", value_parser = era)]
    pub against: Option<Era>,
}

fn era(text: &str) -> Result<Era, String> {
    Era::from_id(text).ok_or_else(|| format!("there is no such era; see ifrace list eras (for example {})", Era::Unified70))
}
