//! What creates devices.

use super::{CreateError, Lease, Orphan, OwnedDevice, RemoveError, Wanted};
use crate::IfName;
use crate::linux::OsError;
use crate::linux::host_names::HostNames;
use crate::linux::identity::Cleanup;
use crate::linux::netns::{NetnsId, netns_cookie};
use crate::names::{GenerateError, Generated, NameAllocator, NamePattern, StateError};
use std::sync::{Mutex, MutexGuard, PoisonError};

/// Creates taps and macvtaps in one network namespace, with names from a [`NameAllocator`]. Threads share it by reference.
///
/// ```no_run
/// use ifrace_allocator::linux::devices::{DeviceAllocator, TapOptions};
/// use ifrace_allocator::names::{NameAllocator, NamePattern};
///
/// let devices = DeviceAllocator::open(NameAllocator::in_process())?;
/// let tap = devices.create_tap(NamePattern::parse(b"guest%d")?.into(), TapOptions::default())?;
/// println!("{} has the index {}", tap.name(), tap.index());
/// let lease = devices.remove(tap)?;
/// // Remove what is known by the name alone, and only then:
/// lease.done()?;
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Debug)]
pub struct DeviceAllocator {
    names: NameAllocator,
    host: Mutex<HostNames>,
    /// Those that no thread uses: deleting a device takes the kernel 16 ms of waiting, so that threads do it side by side.
    cleanups: Mutex<Vec<Cleanup>>,
    home: NetnsId,
    cookie: u64,
}

/// What came of one attempt to create a device.
pub(super) enum Attempt<T> {
    /// It is there.
    Made(T),
    /// Its name is taken.
    Taken,
    /// It failed, and there may be a device: its lease stays, so that whoever takes it over looks for it.
    Unclear(CreateError),
}

impl DeviceAllocator {
    /// Creates devices in the network namespace of the calling thread; the names of those that are there are read.
    ///
    /// # Errors
    /// Those of opening sockets, and of reading all devices.
    pub fn open(names: NameAllocator) -> Result<Self, OsError> {
        let (home, cookie) = (NetnsId::current()?, netns_cookie()?);
        let names = names.in_netns(cookie);
        let devices = Self { names, host: HostNames::open()?.into(), cleanups: Vec::new().into(), home, cookie };
        devices.refresh()?;
        Ok(devices)
    }

    /// The allocator of names.
    pub const fn names(&self) -> &NameAllocator {
        &self.names
    }

    /// Brings the picture of the host's names up to date. Creation does so by itself when a name is refused.
    ///
    /// # Errors
    /// Those of reading events and devices.
    pub fn refresh(&self) -> Result<(), OsError> {
        let mut host = lock(&self.host);
        self.names.update_picture(|picture| host.refresh(picture)).map(drop)
    }

    /// Finds a name and creates its device, by one exclusive attempt after the other.
    pub(super) fn create<T>(
        &self,
        wanted: Wanted,
        attempt: &mut dyn FnMut(&mut Lease) -> Result<Attempt<T>, CreateError>,
    ) -> Result<(Lease, T), CreateError> {
        self.stay_home()?;
        match wanted {
            Wanted::Pattern(pattern) => self.create_of(pattern, attempt),
            Wanted::Name(name) => {
                if name.as_bytes().contains(&b'%') {
                    return Err(CreateError::BadName(name, OsError::new("a template", libc::EINVAL)));
                }
                self.try_name(name, 0, attempt)?.ok_or(CreateError::Taken(name))
            }
        }
    }

    fn create_of<T>(
        &self,
        pattern: NamePattern,
        attempt: &mut dyn FnMut(&mut Lease) -> Result<Attempt<T>, CreateError>,
    ) -> Result<(Lease, T), CreateError> {
        let source = self.names.source(pattern)?;
        let mut has_read_all = false;
        loop {
            let Generated { name, generation, .. } = match source.generate() {
                Ok(generated) => generated,
                // The picture may be old, and the host has room by now.
                Err(GenerateError::Exhausted { .. }) if !has_read_all => {
                    has_read_all = true;
                    self.read_all()?;
                    continue;
                }
                Err(error) => return Err(error.into()),
            };
            match self.try_name(name, generation, attempt) {
                Ok(Some(made)) => return Ok(made),
                Ok(None) if has_read_all => self.refresh()?,
                Ok(None) => has_read_all = self.learn(name)?,
                // Another process has given the same name to a device of its choice.
                Err(CreateError::Name(GenerateError::State(StateError::Pending(_)))) => {}
                Err(error) => return Err(error),
            }
        }
    }

    /// One attempt. The name is noted before, and no longer if there is no device.
    fn try_name<T>(
        &self,
        name: IfName,
        generation: u64,
        attempt: &mut dyn FnMut(&mut Lease) -> Result<Attempt<T>, CreateError>,
    ) -> Result<Option<(Lease, T)>, CreateError> {
        let mut lease = self.names.hold(name, generation)?;
        match attempt(&mut lease) {
            Ok(Attempt::Made(made)) => Ok(Some((lease, made))),
            Ok(Attempt::Taken) => lease.done().map(|()| None).map_err(Into::into),
            Ok(Attempt::Unclear(error)) => Err(error),
            Err(error) => {
                // The first failure is what counts. A lease that cannot be ended is an orphan when this process ends.
                let _ = lease.done();
                Err(error)
            }
        }
    }

    /// A name was refused. Events tell why, unless it is an alternative name of a device that is down: then all devices are read.
    /// Returns whether they were.
    fn learn(&self, name: IfName) -> Result<bool, CreateError> {
        self.refresh()?;
        let is_known = self.names.update_picture(|picture| picture.is_taken(name.as_bytes()));
        if !is_known {
            self.read_all()?;
        }
        Ok(!is_known)
    }

    fn read_all(&self) -> Result<(), OsError> {
        let mut host = lock(&self.host);
        self.names.update_picture(|picture| host.reload(picture))
    }

    /// Removes a device, and puts its name into quarantine: the lease is to be [done](Lease::done) when the last thing that is known
    /// by this name alone is removed. It is no failure if the device is gone already, or has become another's.
    ///
    /// # Errors
    /// What stood in the way, with what is to be removed later. The name stays in quarantine; the device may be there, unless it was
    /// the state that failed.
    pub fn remove(&self, device: OwnedDevice) -> Result<Lease, RemoveError> {
        let (mut lease, identity, descriptors) = device.into_parts();
        let retired = lease.retire();
        // Of a tap that nobody else has open nothing is left after this.
        drop(descriptors);
        // Also if the state is gone: the device is known without it.
        let deleted = self.with_cleanup(|cleanup| Ok(cleanup.delete(&identity)?));
        match deleted.and_then(|_| Ok(retired?)) {
            Ok(()) => Ok(lease),
            Err(source) => Err(RemoveError { source, orphan: Orphan::of(lease).into() }),
        }
    }

    pub(super) const fn cookie(&self) -> u64 {
        self.cookie
    }

    /// Does something with devices by their identity.
    pub(super) fn with_cleanup<T>(&self, act: impl FnOnce(&mut Cleanup) -> Result<T, CreateError>) -> Result<T, CreateError> {
        let idle = lock(&self.cleanups).pop();
        let mut cleanup = match idle {
            Some(cleanup) => cleanup,
            None => {
                self.stay_home()?;
                Cleanup::open()?
            }
        };
        let result = act(&mut cleanup);
        lock(&self.cleanups).push(cleanup);
        result
    }

    /// Sockets and files belong to the namespace of the thread that opens them.
    pub(super) fn stay_home(&self) -> Result<(), CreateError> {
        if NetnsId::current()? == self.home { Ok(()) } else { Err(CreateError::WrongNamespace) }
    }
}

fn lock<T>(mutex: &Mutex<T>) -> MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}
