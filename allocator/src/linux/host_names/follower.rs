//! How dumps and events together make a picture.

use super::{Drained, Link, LinkEvent, OsError, Picture, Refreshed};
use std::collections::BTreeSet;

/// How often a dump is started again because events were lost meanwhile.
const DUMPS_MAX: usize = 4;
/// How often links are asked for again because they changed while they were asked for.
const ROUNDS_MAX: usize = 8;

/// What tells of links.
pub(super) trait Source {
    /// Passes on the events that are queued, oldest first.
    fn drain(&mut self, each: &mut dyn FnMut(LinkEvent)) -> Result<Drained, OsError>;
    /// All links, but for those that come or go meanwhile.
    fn dump(&mut self) -> Result<Vec<Link>, OsError>;
    /// The link with this index.
    fn get(&mut self, index: u32) -> Result<Option<Link>, OsError>;
}

/// Keeps a picture up to date.
#[derive(Debug)]
pub(super) struct Follower {
    /// Events are missing from the picture, or there was no dump yet.
    is_stale: bool,
}

impl Default for Follower {
    fn default() -> Self {
        Self { is_stale: true }
    }
}

impl Follower {
    pub(super) fn refresh(&mut self, source: &mut impl Source, picture: &mut Picture) -> Result<Refreshed, OsError> {
        if !self.is_stale {
            let mut count = 0;
            // Until it turns out that nothing was lost.
            self.is_stale = true;
            let drained = source.drain(&mut |event| {
                count += 1;
                apply(event, picture);
            })?;
            if drained == Drained::Complete {
                self.is_stale = false;
                return Ok(if count == 0 { Refreshed::Unchanged } else { Refreshed::Events(count) });
            }
        }
        self.reload(source, picture).map(|()| Refreshed::Dumped)
    }

    pub(super) fn reload(&mut self, source: &mut impl Source, picture: &mut Picture) -> Result<(), OsError> {
        self.is_stale = true;
        for _ in 0..DUMPS_MAX {
            // The kernel changes a link and queues the event under one lock, which the dump takes too. So the dump knows all that
            // these events say and more, whether one was lost or not.
            let _ = source.drain(&mut drop)?;
            picture.replace(source.dump()?.into_iter().map(names_of));
            if settle(source, picture)? == Drained::Complete {
                self.is_stale = false;
                break;
            }
        }
        Ok(())
    }
}

/// Takes over the events that were queued while the dump ran. All later ones are newer than the picture.
///
/// An event may be older than what the dump says of its link, but then the event of the newer state is queued behind it, since the
/// dump found the link after that change. The exception is a link that is down: its alternative names change without an event, so that
/// the dump may know more than the last event. Such a link is asked for again. An event that comes in between puts it into doubt once
/// more, a few times at most.
fn settle(source: &mut impl Source, picture: &mut Picture) -> Result<Drained, OsError> {
    // The links that were asked for since the last drain; at first all of them, by the dump.
    let mut asked: Option<BTreeSet<u32>> = None;
    for _ in 0..ROUNDS_MAX {
        let mut doubtful = BTreeSet::new();
        let drained = source.drain(&mut |event| {
            match &event {
                LinkEvent::Set(link) if !link.up => doubtful.insert(link.index),
                LinkEvent::Set(Link { index, .. }) | LinkEvent::Gone { index } => doubtful.remove(index),
            };
            apply(event, picture);
        })?;
        doubtful.retain(|index| asked.as_ref().is_none_or(|asked| asked.contains(index)));
        if drained == Drained::Lost || doubtful.is_empty() {
            return Ok(drained);
        }
        for &index in &doubtful {
            let now = source.get(index)?;
            apply(now.map_or(LinkEvent::Gone { index }, LinkEvent::Set), picture);
        }
        asked = Some(doubtful);
    }
    Ok(Drained::Complete)
}

fn apply(event: LinkEvent, picture: &mut Picture) {
    match event {
        LinkEvent::Set(link) => {
            let (index, names) = names_of(link);
            picture.set(index, names);
        }
        LinkEvent::Gone { index } => picture.remove(index),
    }
}

/// The index and all names of a link, the primary one first.
fn names_of(link: Link) -> (u32, Vec<Vec<u8>>) {
    let mut names = link.altnames;
    names.insert(0, link.name);
    (link.index, names)
}
