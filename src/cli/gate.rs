//! Options of `ifrace gate`.

use super::number;
use crate::subjects::SubjectId;
use clap::Args;
use std::path::PathBuf;

const EXAMPLES: &str = "\
Examples:
  ifrace gate
  ifrace gate --subject libvirt --subject builtin:unified-7.0
  ifrace gate --require kernel,libvirt --out results
  ifrace gate --subject libvirt:/opt/libvirt/lib/libvirt.so.0

A verdict that differs from the baseline fails, in either direction: a new violation, an
expected one that is gone, or a canary that is not caught. --update-baseline writes what is
the case now.";

/// Options of `ifrace gate`.
#[derive(Args, Debug)]
#[command(after_long_help = EXAMPLES)]
pub struct GateArgs {
    /// Only this subject; may be given again. Without it: every builtin era, kernel and libvirt.
    #[arg(long, value_name = "S")]
    pub subject: Vec<SubjectId>,

    /// Subjects that must run: if the machine cannot run one of them, the gate fails. With CI=true all real ones must.
    #[arg(long, value_name = "S", value_delimiter = ',')]
    pub require: Vec<SubjectId>,

    /// The seed of everything that is generated.
    #[arg(long, default_value_t = 1, value_name = "S")]
    pub seed: u64,

    /// How many histories each subject goes through; the kernel goes through a third of them, because each takes it much longer.
    #[arg(long, default_value_t = 1500, value_name = "N", value_parser = number::count())]
    pub cases: u64,

    /// How many operations are compared between the model and this kernel.
    #[arg(long, default_value_t = 20_000, value_name = "N", value_parser = number::count())]
    pub operations: u64,

    /// The file of expected violations.
    #[arg(long, default_value = "reports/baseline.toml", value_name = "FILE")]
    pub baseline: PathBuf,

    /// Write what is the case now to the baseline. What is expected of a subject that was not run to its end stays.
    #[arg(long)]
    pub update_baseline: bool,

    /// Write gate.json and junit.xml to this folder.
    #[arg(long, value_name = "DIR")]
    pub out: Option<PathBuf>,
}
