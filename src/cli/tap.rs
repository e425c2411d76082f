//! Options of `ifrace tap`.

use clap::Args;
use clap::builder::{OsStringValueParser, TypedValueParser};
use ifrace_allocator::IfName;
use ifrace_allocator::linux::devices::Wanted;
use ifrace_allocator::names::NamePattern;
use std::ffi::OsString;
use std::path::PathBuf;

const HELP: &str = "Examples:
  sudo ifrace tap -- ip -details link show {name}
  sudo ifrace tap -- qemu-system-x86_64 -nic tap,fd={fd} disk.img
  sudo ifrace tap --queues 2 -- qemu-system-x86_64 -nic tap,fds={fds} disk.img
  sudo ifrace tap --template guest%d --state /run/agent -- sh -c 'ip link set $TAP_NAME up; agent'

This is the one command that makes a device in the network namespace that it is started in; all
others stay in namespaces of their own. The tap gets a name that no device has, and a number that
no run with the same state has given before, until all are used up and they begin anew. It is
created exclusively: no existing device is ever taken.

COMMAND inherits its descriptors, one for each queue, as 3 and following; those that ifrace was
itself started with keep their numbers. Frames have a virtio header (IFF_VNET_HDR).
  in an argument  in the environment  is
  {name}          TAP_NAME            the name
  {index}         TAP_INDEX           the interface index
  {fd}            TAP_FD              the first descriptor
  {fds}           TAP_FDS             all of them: {fds} with colons as QEMU reads them (3:4),
                                      TAP_FDS with commas (3,4)
                  TAP_GENERATION      which bearer of the name it is, for logs; 0 with --name
All other braces stay as they are; COMMAND itself is not changed.

When COMMAND has ended, the tap is removed by its identity, whatever it is called by then, also if
a process that COMMAND left behind still has it open: run daemons in the foreground. Its identity
is its index and its group (ip -details link), which is ifrace's mark: do not change that. A tap
with another group, or in another network namespace, goes away with the last process that has it.
If ifrace is killed with SIGKILL, the tap lives until COMMAND ends; the name stays held in its
network namespace, and a later run there with the same state sets it free. SIGTERM, SIGHUP, SIGUSR1,
SIGUSR2 and SIGALRM are passed on to COMMAND; so are SIGINT and SIGQUIT, unless they can have come
from the terminal, which sends them to COMMAND as well.

The state is a file in a folder that belongs to its user alone, and to ifrace tap alone. Without
--state it is in /run/ifrace-tap for root, and in $XDG_RUNTIME_DIR/ifrace-tap for others. It
serves 1,024 runs at a time, 1,024 templates, and 32,768 names that are held.

Standard output is COMMAND's. With --json a line on standard error describes the tap.

Exit code: that of COMMAND, or 128 and the signal that it died of; 127 if there is no COMMAND,
126 if it cannot be executed. Of ifrace itself: 2 for a bad command line or a name that Linux
refuses, 70 for a defect, 75 if the tap cannot be made or removed here: the name is taken, or all
names are; a right, /dev/net/tun or room for the state is missing; the state is damaged
(--rebuild).";

/// Options of `ifrace tap`.
#[derive(Args, Debug)]
#[command(after_long_help = HELP)]
pub struct TapArgs {
    /// The names to choose from; %d stands for a number that only goes up.
    #[arg(long, value_parser = template(), default_value = "vnet%d")]
    pub template: NamePattern,

    /// This name, or none.
    #[arg(long, value_parser = name(), conflicts_with = "template")]
    pub name: Option<IfName>,

    /// How many queues the tap has; each has a descriptor.
    #[arg(long, value_name = "N", default_value_t = 1, value_parser = clap::value_parser!(u32).range(1..=256))]
    pub queues: u32,

    /// The folder that remembers which names were given.
    #[arg(long, value_name = "DIR")]
    pub state: Option<PathBuf>,

    /// Remember nothing: another run may give the same name as soon as the tap is gone.
    #[arg(long, conflicts_with_all = ["state", "rebuild"])]
    pub in_process: bool,

    /// Make a damaged state anew from what is undamaged and from the host's devices; the damaged file is renamed.
    #[arg(long)]
    pub rebuild: bool,

    /// What to run with the tap, and its arguments.
    #[arg(required = true, last = true, value_names = ["COMMAND", "ARG"])]
    pub command: Vec<OsString>,
}

impl TapArgs {
    /// The name that the tap is to have.
    pub fn wanted(&self) -> Wanted {
        self.name.map_or(Wanted::Pattern(self.template), Wanted::Name)
    }
}

fn template() -> impl TypedValueParser<Value = NamePattern> {
    OsStringValueParser::new().try_map(|text| NamePattern::parse(text.as_encoded_bytes()))
}

fn name() -> impl TypedValueParser<Value = IfName> {
    OsStringValueParser::new().try_map(|text| {
        if text.as_encoded_bytes().contains(&b'%') {
            return Err("no device has a % in its name; --template takes a template");
        }
        IfName::new(text.as_encoded_bytes()).ok_or("Linux takes names of 1 to 15 bytes")
    })
}
