//! Options of `ifrace kernel`.

use super::number;
use clap::{Args, ValueEnum};
use ifrace_model::kernel::Rules;
use std::path::PathBuf;

const EXAMPLES: &str = r#"Examples:
  echo '{"op":"tun","name":"vnet%d","flags":["tap"]}' | ifrace kernel -
  ifrace kernel --generate 100 --seed 7 > ops
  ifrace kernel ops --live
  ifrace kernel --live --generate 100 --scripts 2000 --seed 1

Operations, one JSON object per line:
  {"op":"tun","name":"vnet%d","flags":["tap"]}
      flags: tap tun excl multi-queue persist
      also "owner":UID, "group":GID, "caller":{"uid":UID,"gid":GID} (without CAP_NET_ADMIN)
  {"op":"close","index":2}               closes the descriptor that was attached last
  {"op":"newlink","kind":"bridge","name":"br%d","flags":["create","excl"]}
      flags: create excl replace; also "peer", "link", "group", "index"
  {"op":"rename","index":2,"name":"x%d","via":"netlink"}     or "ioctl"
  {"op":"altname-add","index":2,"name":"vnet5"}              and altname-del
  {"op":"mtu","index":2,"mtu":500}
  {"op":"delete","index":2}                                  or "name", or "group"
  {"op":"lookup","name":"vnet5","via":"ioctl"}
      or "getlink", "getlink-alt", "sysfs"
A name that is not UTF-8 is given as "name_hex":"ff00".
The namespace starts with lo alone, which has index 1."#;

/// Options of `ifrace kernel`.
#[derive(Args, Debug)]
#[command(after_long_help = EXAMPLES)]
pub struct KernelArgs {
    /// A file of operations, or - for standard input.
    #[arg(required_unless_present = "generate", conflicts_with = "generate")]
    pub ops: Option<PathBuf>,

    /// The kernel that is modelled: from Linux 6.7 on, or up to 6.6. Without it the running kernel's with --live, else trust.
    #[arg(long, value_enum)]
    pub rules: Option<RulesArg>,

    /// Perform the operations on the running kernel as well, in a private network namespace, and compare.
    #[arg(long)]
    pub live: bool,

    /// Generate so many operations: without --live they are printed.
    #[arg(long, value_name = "N", value_parser = number::script_length())]
    pub generate: Option<usize>,

    /// The seed of generated operations.
    #[arg(long, default_value_t = 1, value_name = "S", requires = "generate")]
    pub seed: u64,

    /// Generate so many scripts, each for a namespace of its own, and print disagreements only.
    #[arg(long, value_name = "K", value_parser = number::count(), requires = "generate", requires = "live")]
    pub scripts: Option<u64>,
}

/// A rule set.
#[derive(Clone, Copy, Debug, ValueEnum)]
pub enum RulesArg {
    /// Linux 6.7 and later: the result of a template is trusted.
    Trust,
    /// Linux 6.6 and earlier: it is looked up once more.
    Recheck,
}

impl From<RulesArg> for Rules {
    fn from(arg: RulesArg) -> Self {
        match arg {
            RulesArg::Trust => Self::Trust,
            RulesArg::Recheck => Self::Recheck,
        }
    }
}
