//! What an input consists of.

use ifrace_model::Errno;
use ifrace_sim::history::Op;

/// The most turns of an input: more would only be slower.
pub(super) const TURNS_MAX: usize = 5;

/// The most names of all runs of names that are taken: more would only be slower.
pub(super) const NAMES_MAX: u32 = 24;

/// What the devices of the bench itself begin with, which nobody else touches.
const OF_THE_BENCH: &[u8] = b"zz-";

/// Something that happens.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Turn {
    /// An operation of a history.
    Op(Op),
    /// One of the next operations on the host that the allocator's agent performs fails.
    Refuse {
        /// How many succeed before.
        after: u8,
        /// The error number.
        errno: Errno,
    },
    /// Somebody else takes the name of the next device right before it is created.
    Snatch,
    /// From now on cleanups come late: a name whose device is gone waits for its own.
    Postpone,
    /// Every cleanup that waits is done, and the next ones come at once again.
    CleanUp,
    /// Somebody gives a device another name.
    Rename {
        /// The name that it has.
        from: Vec<u8>,
        /// The one that it gets.
        to: Vec<u8>,
    },
}

impl Turn {
    /// Why a turn cannot be played, if it cannot.
    pub(super) fn flaw(&self) -> Option<String> {
        let names: Vec<&[u8]> = match self {
            Self::Op(Op::Occupy { name, .. } | Op::Free { name } | Op::Reserve { name } | Op::Release { name }) => vec![name],
            Self::Op(Op::OccupyRun(run)) => vec![run.prefix.as_bytes(), run.suffix.as_bytes()],
            Self::Op(Op::Generate { wanted, .. }) => wanted.iter().map(Vec::as_slice).collect(),
            Self::Rename { from, to } => {
                if let Some(name) = [from, to].into_iter().find(|name| !is_word(name)) {
                    return Some(format!("'{}' is no name that a device is renamed from or to", name.escape_ascii()));
                }
                vec![from, to]
            }
            _ => Vec::new(),
        };
        if let Some(name) = names.iter().find(|name| name.starts_with(OF_THE_BENCH)) {
            return Some(format!("names with zz-, such as {}, are those of the bench itself", name.escape_ascii()));
        }
        let long = names.iter().find(|name| name.len() > super::bytes::LENGTH_MAX)?;
        Some(format!("{} bytes are more than a name may have here ({})", long.len(), super::bytes::LENGTH_MAX))
    }
}

/// Whether a name can stand in a line of words, and is no template.
fn is_word(name: &[u8]) -> bool {
    !name.is_empty() && name.iter().all(|byte| byte.is_ascii_graphic() && *byte != b'%')
}
