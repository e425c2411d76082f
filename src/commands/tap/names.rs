//! Where names come from.

use super::error::TapError;
use crate::cli::TapArgs;
use ifrace_allocator::linux::OsError;
use ifrace_allocator::linux::rtnetlink::Rtnetlink;
use ifrace_allocator::linux::shared_file::default_folder;
use ifrace_allocator::names::{NameAllocator, OnDamage, Remembered, StateError};
use std::path::PathBuf;

/// The folder below that of the system. No other program has it: whoever opens a state takes over what others of its kind left behind.
const FOLDER: &str = "ifrace-tap";

/// Where what was remembered came from.
#[derive(Debug, serde::Serialize)]
#[serde(tag = "state", rename_all = "kebab-case")]
pub(super) enum Memory {
    /// Nothing is remembered beyond this run.
    InProcess,
    /// From the file.
    File,
    /// There was no file, and now there is.
    New,
    /// The file was damaged, and is here now.
    Rebuilt { damaged: PathBuf },
}

/// Opens the state that the options name. It is said on standard error if it was made anew.
pub(super) fn open(args: &TapArgs) -> Result<(NameAllocator, Memory), TapError> {
    if args.in_process {
        return Ok((NameAllocator::in_process(), Memory::InProcess));
    }
    let folder = args.state.clone().map_or_else(|| default_folder(FOLDER), Ok).map_err(TapError::NoFolder)?;
    let on_damage = if args.rebuild { OnDamage::Rebuild } else { OnDamage::Refuse };
    let (names, remembered) = NameAllocator::open(&folder, on_damage, &mut host_names).map_err(TapError::Open)?;
    let memory = match remembered {
        Remembered::File => Memory::File,
        Remembered::Nothing => Memory::New,
        Remembered::Rebuilt { why, damaged } => {
            eprintln!("ifrace: the state of names was rebuilt ({}); the damaged file is now {damaged:?}", cause(&why));
            Memory::Rebuilt { damaged }
        }
    };
    Ok((names, memory))
}

/// What was wrong with a state, without what to do about it.
fn cause(why: &StateError) -> String {
    match why {
        StateError::Damaged(damage) => format!("it was damaged at {damage}"),
        why => why.to_string().split(": it is damaged").next().unwrap_or_default().to_owned(),
    }
}

/// The names of all devices of the network namespace, alternative ones among them.
fn host_names() -> Result<Vec<Vec<u8>>, OsError> {
    let links = Rtnetlink::open()?.dump()?;
    Ok(links.into_iter().flat_map(|link| std::iter::once(link.name).chain(link.altnames)).collect())
}
