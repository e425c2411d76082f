//! Options of `ifrace gate`.

use super::number;
use crate::subjects::SubjectId;
use clap::Args;
use clap::builder::PossibleValuesParser;
use ifrace_sim::scenario::Scenario;
use std::path::PathBuf;

const EXAMPLES: &str = "\
Examples:
  ifrace gate
  ifrace gate --subject libvirt --subject builtin:unified-7.0
  ifrace gate --scenario failed-migration-macvtap --scenario reuse-after-stop
  ifrace gate --require kernel,libvirt --out results
  ifrace gate --subject libvirt:/opt/libvirt/lib/libvirt.so.0

A verdict that differs from the baseline fails, in either direction: a new violation, an
expected one that is gone, or a canary that is not caught. --update-baseline writes what is
the case now.

What is expected of a scenario under an era it says itself, so no baseline changes it: what it
claims to break is a canary, and what it claims never to happen must not. A search that does
not reach what its scenario is about is unknown, not green.";

/// Options of `ifrace gate`.
#[derive(Args, Debug)]
#[command(after_long_help = EXAMPLES)]
pub struct GateArgs {
    /// Only this subject; may be given again. Without it and without --scenario: every builtin era, kernel and libvirt, the rules of
    /// documents, and every scenario.
    #[arg(long, value_name = "S")]
    pub subject: Vec<SubjectId>,

    /// Only this scenario, under each era of which it claims something; may be given again. With --subject: both.
    #[arg(long, value_name = "ID", hide_possible_values = true, value_parser = PossibleValuesParser::new(Scenario::ALL))]
    pub scenario: Vec<String>,

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

    /// How many generated documents are judged under the rules of every release: 10000 if it is not given, or none with --subject or
    /// --scenario.
    #[arg(long, value_name = "N", value_parser = number::count())]
    pub documents: Option<u64>,

    /// How many states of a scenario are searched under each era, in the order of steps; the last level is finished.
    #[arg(long, default_value_t = 100_000, value_name = "N", value_parser = number::count())]
    pub states: u64,

    /// How many random schedules are played where these are not all states.
    #[arg(long, default_value_t = 3000, value_name = "N", value_parser = number::count())]
    pub schedules: u64,

    /// The file of expected violations.
    #[arg(long, default_value = "reports/baseline.toml", value_name = "FILE")]
    pub baseline: PathBuf,

    /// Write what is the case now to the baseline. What is expected of a subject that was not run to its end stays.
    #[arg(long)]
    pub update_baseline: bool,

    /// Write gate.json and junit.xml to this folder, and the report of the run: report.json, report.html, report.sarif and summary.md.
    #[arg(long, value_name = "DIR")]
    pub out: Option<PathBuf>,
}
