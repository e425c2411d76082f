//! Options of `ifrace xml`.

use clap::{Args, ValueEnum};
use ifrace_allocator::rules::Rules;
use ifrace_allocator::xml::Writing;
use std::path::PathBuf;

const EXAMPLES: &str = "Examples:
  virsh dumpxml web | ifrace xml -
  ifrace xml guest.xml --era 6.6 --as inactive > stored.xml
  ifrace xml guest.xml --era 6.6 --check
  ifrace xml guest.xml --driver-prefix vif --json

The document is a <domain>, anything with a <domain> in it such as a status
file or a snapshot, or a fragment: <devices> or <interface>. It is printed byte
for byte but for the names that are dropped. What was dropped, what stays, and
why, stands on standard error, a line for each name:
  FILE:LINE:COLUMN: vnet7 dropped when written: it begins with vnet (…)

--as inactive and --as migratable give the same names: both mean that the
document is read and written, in either order. What differs is the step that
drops a name. Only virsh dumpxml --inactive of a running guest just writes, and
up to 6.6 shows the macvtap0 of an interface of type direct.

A running guest's interface of type network is shown as what it has become, such
as <interface type='direct'><source network='lan' dev='eth0' …/>. The rules of
type network decide about its name; the text keeps the type that it has.

With --check these lines alone are printed, on standard output, and 10 means
that xml-hygiene is violated: a stored or sent document keeps a name that a
generator can have written (vnet, macvtap or macvlan and a number) and that no
managed='no' makes the user's own, and the line says which release drops it; or
it loses a name that no generator writes, such as vnetwork-a.";

/// Options of `ifrace xml`.
#[derive(Args, Debug)]
#[command(after_long_help = EXAMPLES)]
pub struct XmlArgs {
    /// A document of libvirt, or - for standard input.
    pub file: PathBuf,

    /// What the document is written for.
    #[arg(long = "as", value_enum, default_value_t = AsArg::Migratable)]
    pub writing: AsArg,

    /// The release whose rules hold.
    #[arg(long, value_parser = era, help = era_help())]
    pub era: Option<&'static Rules>,

    /// A prefix of the hypervisor driver's own names, which count as generated; vif for libxl.
    #[arg(long, value_name = "PREFIX", value_parser = prefix)]
    pub driver_prefix: Option<String>,

    /// Print only which names stay and which go.
    #[arg(long)]
    pub check: bool,
}

/// What a document is written for.
#[derive(Clone, Copy, Debug, ValueEnum)]
pub enum AsArg {
    /// To store it: it is read, then written. The names are those of migratable.
    Inactive,
    /// To send a running guest to another host: it is written, then read.
    Migratable,
    /// To show a running guest, with all names.
    Active,
}

impl AsArg {
    /// The value of the option.
    pub const fn id(self) -> &'static str {
        match self {
            Self::Inactive => "inactive",
            Self::Migratable => "migratable",
            Self::Active => "active",
        }
    }
}

impl From<AsArg> for Writing {
    fn from(arg: AsArg) -> Self {
        match arg {
            AsArg::Inactive => Self::Inactive,
            AsArg::Migratable => Self::Migratable,
            AsArg::Active => Self::Active,
        }
    }
}

fn era(text: &str) -> Result<&'static Rules, String> {
    Rules::find(text).ok_or_else(|| format!("there is no such era; there are {}", ids()))
}

fn era_help() -> String {
    format!("The release whose rules hold, such as 8.0, or the id of its rules: {}; the newest one if it is not given", ids())
}

fn ids() -> String {
    Rules::ALL.iter().map(|rules| rules.id).collect::<Vec<_>>().join(", ")
}

fn prefix(text: &str) -> Result<String, String> {
    if text.is_empty() { Err("every name begins with nothing; leave the option out".to_owned()) } else { Ok(text.to_owned()) }
}
