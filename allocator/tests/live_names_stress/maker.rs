//! Who makes the devices of a worker: the allocator, or one that is wrong.

use crate::patterns::pattern;
use crate::task::{Mode, Task};
use ifrace_allocator::linux::OsError;
use ifrace_allocator::linux::devices::{CreateError, DeviceAllocator, MacvtapOptions, OwnedDevice, TapOptions};
use ifrace_allocator::linux::ioctl::InterfaceIoctl;
use ifrace_allocator::linux::tun::{TunDevice, TunFlags};
use ifrace_allocator::names::{GenerateError, Lease, NameAllocator, OnDamage};
use std::sync::atomic::{AtomicU64, Ordering};

/// A device that a worker has.
#[derive(Debug)]
pub(crate) struct Device {
    pub(crate) bearer: Bearer,
    pub(crate) index: u32,
    body: Body,
}

/// What tells one hand-out of a name from every other.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Bearer {
    pub(crate) name: String,
    pub(crate) pattern: usize,
    pub(crate) generation: u64,
    pub(crate) token: u32,
}

#[derive(Debug)]
enum Body {
    Owned(OwnedDevice),
    Bare(TunDevice),
}

/// What makes devices.
#[derive(Debug)]
pub(crate) struct Maker {
    mode: Mode,
    lower: u32,
    pub(crate) devices: DeviceAllocator,
    counter: AtomicU64,
}

impl Maker {
    pub(crate) fn open(task: &Task) -> Self {
        let state = task.folder.join("state");
        let none = &mut || panic!("the coordinator has made the state");
        let (names, _) = NameAllocator::open(&state, OnDamage::Refuse, none).unwrap_or_else(|error| panic!("{error}"));
        let devices = DeviceAllocator::open(names).unwrap_or_else(|error| panic!("{error}"));
        Self { mode: task.mode, lower: task.lower, devices, counter: AtomicU64::new(0) }
    }

    /// A tap or a macvtap; `None` if there is no free name for now.
    pub(crate) fn create(&self, pattern: usize, queues: u32, is_tap: bool) -> Option<Device> {
        if self.mode == Mode::ProbeThenCreate {
            return Some(self.probe_and_create());
        }
        let wanted = crate::patterns::pattern(pattern).into();
        let made = if is_tap {
            self.devices.create_tap(wanted, TapOptions { queues, ..TapOptions::default() })
        } else {
            self.devices.create_macvtap(wanted, &MacvtapOptions::on(self.lower))
        };
        let device = match made {
            Ok(device) => device,
            Err(CreateError::Name(GenerateError::Exhausted { .. })) => return None,
            Err(error) => panic!("no device: {error}"),
        };
        let (name, token) = (device.name().to_string(), device.identity().token.get());
        let bearer = Bearer { name, pattern, generation: device.generation(), token };
        Some(Device { bearer, index: device.index(), body: Body::Owned(device) })
    }

    /// What libvirt did before 7.0.0: whoever else looks at the same time sees no such device either.
    fn probe_and_create(&self) -> Device {
        let ioctl = InterfaceIoctl::open().unwrap();
        loop {
            let generation = self.counter.fetch_add(1, Ordering::Relaxed);
            let name = pattern(0).name(generation);
            if ioctl.index_of(name.as_bytes()).is_ok() {
                continue;
            }
            let mut tap = TunDevice::open().unwrap();
            match tap.set_iff(name.as_bytes(), TunFlags::TAP | TunFlags::NO_PI) {
                Ok(_) => {}
                Err(OsError { errno: libc::EBUSY, .. }) => continue,
                Err(error) => panic!("{error}"),
            }
            let index = ioctl.index_of(name.as_bytes()).unwrap();
            let token = (std::process::id() << 12) | (generation as u32 & 0xfff);
            let bearer = Bearer { name: name.to_string(), pattern: 0, generation, token };
            return Device { bearer, index, body: Body::Bare(tap) };
        }
    }

    /// Removes a device. What is returned is to be finished when the cleanup is done.
    pub(crate) fn remove(&self, device: Device) -> Option<Lease> {
        let owned = match device.body {
            Body::Owned(owned) => owned,
            Body::Bare(tap) => {
                drop(tap);
                return None;
            }
        };
        let lease = self.devices.remove(owned).unwrap_or_else(|error| panic!("{error}"));
        if self.mode == Mode::DoneBeforeCleanup {
            lease.done().unwrap();
            return None;
        }
        Some(lease)
    }

    /// Whether devices bear the mark of their owner.
    pub(crate) fn marks(&self) -> bool {
        self.mode != Mode::ProbeThenCreate
    }
}
