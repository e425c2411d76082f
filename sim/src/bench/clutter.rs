//! What else is on the host: names that somebody else took.

use super::kernel::{link, veth};
use super::{Kernel, KernelResult};
use crate::history::Holder;
use ifrace_model::Errno;
use ifrace_model::kernel::{NewLink, Operation, Reply, Selector, TunSetIff, Via};
use std::collections::BTreeSet;

/// The loopback: it is there already, and its alternative names go with it.
const LOOPBACK: u32 = 1;

/// Alternative names that are given to a device of their own at once. A device has room for 496.
const CHUNK: usize = 400;

/// Devices whose alternative names hold most of the names that are taken: a device of its own for each would cost a hundred
/// times as much.
#[derive(Debug, Default)]
pub(super) struct Clutter {
    /// Where the next alternative name goes, if not to the loopback.
    device: Option<u32>,
    tap: Option<u32>,
    known: BTreeSet<u32>,
}

impl Clutter {
    /// Whether this device has been on the host for longer than the last request. An index is never given twice.
    pub(super) fn knows(&self, index: u32) -> bool {
        self.known.contains(&index)
    }

    /// Remembers a device that stays.
    pub(super) fn note(&mut self, index: u32) {
        self.known.insert(index);
    }

    /// The next alternative name goes to the loopback, or to a new device.
    pub(super) fn forget_holders(&mut self) {
        (self.device, self.tap) = (None, None);
    }

    /// Makes a name exist.
    pub(super) fn occupy(&mut self, kernel: &mut dyn Kernel, name: &[u8], holder: Holder) -> KernelResult {
        match holder {
            Holder::Altname => self.add_altname(kernel, name),
            Holder::TapAltname => {
                let tap = match self.tap {
                    Some(tap) => tap,
                    None => self.create(kernel, &persistent_tap(b"zz-tap%d")).inspect(|&tap| self.tap = Some(tap))?,
                };
                kernel.perform(&Operation::AltnameAdd { index: tap, name: name.to_vec() })
            }
            Holder::Bridge => {
                self.create(kernel, &Operation::NewLink(NewLink::create("bridge", Some(name)))).map(|_| Reply::Done)
            }
            Holder::Tap => self.create(kernel, &persistent_tap(name)).map(|_| Reply::Done),
        }
    }

    /// Deletes whatever answers to a name.
    pub(super) fn free(&mut self, kernel: &mut dyn Kernel, name: &[u8]) -> KernelResult {
        let found = link(kernel, &Operation::Lookup { name: name.to_vec(), via: Via::GetLinkAlt })?;
        if found.name.as_bytes() != name {
            return kernel.perform(&Operation::AltnameDel { index: found.index, name: name.to_vec() });
        }
        kernel.perform(&Operation::Delete(Selector::index(found.index)))?;
        // A descriptor that is still open has lost its device; there need not be one.
        let _ = kernel.perform(&Operation::Close { index: found.index });
        Ok(Reply::Done)
    }

    /// Makes many names exist, those that do not exist already. An error comes with the number of names that exist then.
    pub(super) fn occupy_run(&mut self, kernel: &mut dyn Kernel, names: &[Vec<u8>]) -> Result<(), (u32, i32)> {
        let mut done = 0;
        for chunk in names.chunks(CHUNK) {
            let at_once = names.len() >= CHUNK && {
                let index = self.new_device(kernel).map_err(|number| (done, number))?;
                kernel.add_altnames(index, chunk).is_ok()
            };
            for name in chunk {
                if !at_once {
                    self.add_if_absent(kernel, name).map_err(|number| (done, number))?;
                }
                done += 1;
            }
        }
        Ok(())
    }

    fn add_if_absent(&mut self, kernel: &mut dyn Kernel, name: &[u8]) -> Result<(), i32> {
        match self.add_altname(kernel, name) {
            Err(number) if number != Errno::EEXIST.number() => Err(number),
            _ => Ok(()),
        }
    }

    fn add_altname(&mut self, kernel: &mut dyn Kernel, name: &[u8]) -> KernelResult {
        let mut add = |index| kernel.perform(&Operation::AltnameAdd { index, name: name.to_vec() });
        match add(self.device.unwrap_or(LOOPBACK)) {
            // It is full.
            Err(number) if number == Errno::EINVAL.number() => {
                let index = self.new_device(kernel)?;
                kernel.perform(&Operation::AltnameAdd { index, name: name.to_vec() })
            }
            result => result,
        }
    }

    fn new_device(&mut self, kernel: &mut dyn Kernel) -> Result<u32, i32> {
        let request = veth(b"zz-alt%d", b"zz-alt-peer%d");
        self.create(kernel, &Operation::NewLink(request)).inspect(|&device| self.device = Some(device))
    }

    fn create(&mut self, kernel: &mut dyn Kernel, operation: &Operation) -> Result<u32, i32> {
        let link = link(kernel, operation)?;
        self.note(link.index);
        Ok(link.index)
    }
}

fn persistent_tap(name: &[u8]) -> Operation {
    Operation::Tun(TunSetIff { excl: true, persist: true, ..TunSetIff::tap(name) })
}
