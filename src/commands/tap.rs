//! `ifrace tap`: a command with a tap of its own, in the network namespace of the caller.

mod announce;
mod child;
mod descriptors;
mod error;
mod names;
mod orphans;
mod placeholders;
mod signals;

use crate::cli::TapArgs;
use descriptors::Descriptors;
use error::TapError;
use ifrace_allocator::linux::devices::{CreateError, DeviceAllocator, OwnedDevice, TapOptions};
use ifrace_allocator::linux::identity::{Cleanup, Found};
use ifrace_allocator::linux::tun::{TunDevice, name_of};
use ifrace_allocator::names::GenerateError;

/// Its errors have exit codes of their own, beside those of the command that is run.
pub(super) fn run(args: &TapArgs, json: bool) -> u8 {
    run_with_tap(args, json).unwrap_or_else(|error| {
        eprintln!("ifrace: {error}");
        error.exit_code()
    })
}

fn run_with_tap(args: &TapArgs, json: bool) -> Result<u8, TapError> {
    // First of all: what is opened later would have the numbers.
    let descriptors = Descriptors::reserve(args.queues)?;
    // Without taps no file is made, and nobody is asked for a folder.
    TunDevice::open().map_err(error::without_tun)?;
    let (names, memory) = names::open(args)?;
    let devices = DeviceAllocator::open(names).map_err(TapError::Host)?;
    // These names stay held as long as this process lives.
    let _adopted = orphans::recover(&devices).map_err(TapError::State)?;
    let options = TapOptions { queues: args.queues, ..TapOptions::default() };
    let tap = devices.create_tap(args.wanted(), options).map_err(TapError::Create)?;
    if json {
        announce::announce(&tap, &descriptors, &memory);
    }
    let ended = child::run(&args.command, &tap, descriptors);
    let removed = remove(&devices, tap);
    // A command that could not be run is what the user has to know first; what stays is said all the same.
    match (ended, removed) {
        (Ok(code), Ok(())) => Ok(code),
        (Ok(_), Err(error)) | (Err(error), Ok(())) => Err(error),
        (Err(error), Err(other)) => {
            eprintln!("ifrace: {other}");
            Err(error)
        }
    }
}

/// Removes the tap, also if the state cannot be used any more.
fn remove(devices: &DeviceAllocator, tap: OwnedDevice) -> Result<(), TapError> {
    let name = tap.name();
    warn_if_unknown(&tap);
    match devices.remove(tap).map_err(|error| error.source).and_then(|lease| Ok(lease.done()?)) {
        Err(CreateError::Name(GenerateError::State(error))) => {
            eprintln!("ifrace: {name} is removed, but the state does not know it: {error}");
            Ok(())
        }
        result => result.map_err(|error| TapError::Remove(name, error)),
    }
}

/// Says so if the tap, which is there as long as its descriptor is open, cannot be known by its identity any more.
fn warn_if_unknown(tap: &OwnedDevice) {
    let is_alive = tap.descriptors().next().is_some_and(|descriptor| name_of(descriptor).is_ok());
    let found = Cleanup::open().ok().and_then(|mut cleanup| cleanup.find(tap.identity()).ok());
    let what = match found {
        Some(Found::NotOurs) if is_alive => "was put into another group than its mark",
        Some(Found::Gone) if is_alive => "was moved to another network namespace",
        _ => return,
    };
    eprintln!("ifrace: {} {what}, and is not removed: it goes away with the last process that has it open", tap.name());
}
