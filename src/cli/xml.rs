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

With --check these lines alone are printed, on standard output, and 10 means
that a stored or sent document keeps a name that a generator can have written
(vnet, macvtap or macvlan and a number) and that no managed='no' makes the
user's own: xml-hygiene is violated. The line says which release drops it.";

/// Options of `ifrace xml`.
#[derive(Args, Debug)]
#[command(after_long_help = EXAMPLES)]
pub struct XmlArgs {
    /// A document of libvirt, or - for standard input.
    pub file: PathBuf,

    /// What the document is written for.
    #[arg(long = "as", value_enum, default_value_t = AsArg::Migratable)]
    pub writing: AsArg,

    /// The first release of a period with the same rules, or hardened; the newest period if it is not given.
    #[arg(long, value_parser = era)]
    pub era: Option<&'static Rules>,

    /// A prefix of the hypervisor driver's own names, which count as generated; vif for libxl.
    #[arg(long, value_name = "PREFIX", value_parser = clap::builder::NonEmptyStringValueParser::new())]
    pub driver_prefix: Option<String>,

    /// Print only which names stay and which go.
    #[arg(long)]
    pub check: bool,
}

/// What a document is written for.
#[derive(Clone, Copy, Debug, ValueEnum)]
pub enum AsArg {
    /// To store it: it is read, then written.
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
    Rules::find(text).ok_or_else(|| {
        let ids: Vec<&str> = Rules::ALL.iter().map(|rules| rules.id).collect();
        format!("there is no such era; there are {}", ids.join(", "))
    })
}
