//! The names of a network namespace, kept in a [`Picture`].

mod follower;
#[cfg(test)]
mod follower_tests;

use super::OsError;
use super::rtnetlink::{Drained, Link, LinkEvent, LinkEvents, Rtnetlink};
use crate::names::Picture;
use follower::{Follower, Source};
use std::os::fd::{AsFd, BorrowedFd};

/// Where a [`Picture`] gets the names of a network namespace from: one dump, and the events from then on.
///
/// All calls of one value are to be about the same picture.
///
/// ```no_run
/// use ifrace_allocator::linux::host_names::HostNames;
/// use ifrace_allocator::names::Picture;
///
/// let (mut names, mut picture) = (HostNames::open()?, Picture::new());
/// names.refresh(&mut picture)?;
/// assert!(picture.is_taken(b"lo"));
/// # Ok::<(), ifrace_allocator::linux::OsError>(())
/// ```
#[derive(Debug)]
pub struct HostNames {
    sockets: Sockets,
    follower: Follower,
}

#[derive(Debug)]
struct Sockets {
    events: LinkEvents,
    rtnetlink: Rtnetlink,
}

/// What [`HostNames::refresh`] did.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Refreshed {
    /// Nothing had happened.
    Unchanged,
    /// This many events went into the picture.
    Events(usize),
    /// The picture was made anew.
    Dumped,
}

impl HostNames {
    /// Follows the names of the network namespace of the calling thread.
    ///
    /// # Errors
    /// Those of [`LinkEvents::open`] and [`Rtnetlink::open`].
    pub fn open() -> Result<Self, OsError> {
        Self::of_events(LinkEvents::open()?)
    }

    /// The same with room for this many bytes of unread events, as for [`LinkEvents::open_with_buffer`].
    ///
    /// # Errors
    /// As for [`open`](Self::open).
    pub fn open_with_buffer(bytes: usize) -> Result<Self, OsError> {
        Self::of_events(LinkEvents::open_with_buffer(bytes)?)
    }

    fn of_events(events: LinkEvents) -> Result<Self, OsError> {
        Ok(Self { sockets: Sockets { events, rtnetlink: Rtnetlink::open()? }, follower: Follower::default() })
    }

    /// Brings the picture up to date with the events since the last call; the first time, and after a loss of events, with a dump.
    ///
    /// The kernel sends no event when an alternative name is added to a device that is down, or taken from it
    /// (`netdev_state_change()`). The picture may lack that change until the device goes up, or until [`reload`](Self::reload).
    ///
    /// # Errors
    /// What the kernel answers. The picture may then lag; the next call makes it anew.
    pub fn refresh(&mut self, picture: &mut Picture) -> Result<Refreshed, OsError> {
        self.follower.refresh(&mut self.sockets, picture)
    }

    /// Makes the picture anew from a dump, which knows what events do not tell: worth its time before saying that no name is free.
    ///
    /// If events were lost during each of a few dumps, the picture is that of the last one, and the next call makes it anew.
    ///
    /// # Errors
    /// As for [`refresh`](Self::refresh).
    pub fn reload(&mut self, picture: &mut Picture) -> Result<(), OsError> {
        self.follower.reload(&mut self.sockets, picture)
    }
}

/// Readable when there are events, for `poll(2)`.
impl AsFd for HostNames {
    fn as_fd(&self) -> BorrowedFd<'_> {
        self.sockets.events.as_fd()
    }
}

impl Source for Sockets {
    fn drain(&mut self, each: &mut dyn FnMut(LinkEvent)) -> Result<Drained, OsError> {
        self.events.drain(each)
    }

    fn dump(&mut self) -> Result<Vec<Link>, OsError> {
        self.rtnetlink.dump_beside_events()
    }

    fn get(&mut self, index: u32) -> Result<Option<Link>, OsError> {
        match self.rtnetlink.get_by_index(index) {
            Err(error) if error.errno == libc::ENODEV => Ok(None),
            answer => answer.map(Some),
        }
    }
}
