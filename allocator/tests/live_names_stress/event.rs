//! What happens to names, as the log has it.

/// The size of a record. A power of two, so that none crosses the end of a page: a write that does can be cut short there by a kill.
pub(crate) const SIZE: usize = 128;

/// What happened.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Default)]
pub(crate) enum Kind {
    /// A process has begun.
    #[default]
    Begun = b'B' as isize,
    /// A thread is going to ask for a device.
    Asked = b'S' as isize,
    /// A thread has a device, of which nothing is known by its name yet.
    Created = b'C' as isize,
    /// Its device is gone.
    Removed = b'R' as isize,
    /// Nothing is known by the name any more; the lease is about to end.
    Cleaned = b'D' as isize,
    /// A name was taken over from a process that is gone.
    Adopted = b'A' as isize,
    /// What somebody else knows by the name was in the way.
    Blocked = b'X' as isize,
    /// A device was not as it should be.
    Wrong = b'V' as isize,
    /// A process is about to be killed.
    Killing = b'K' as isize,
    /// A process has done its share, and has nothing any more.
    Ended = b'E' as isize,
}

const KINDS: [Kind; 10] = [
    Kind::Begun,
    Kind::Asked,
    Kind::Created,
    Kind::Removed,
    Kind::Cleaned,
    Kind::Adopted,
    Kind::Blocked,
    Kind::Wrong,
    Kind::Killing,
    Kind::Ended,
];

/// One record of the log. What a kind does not need is 0.
#[derive(Clone, Debug, PartialEq, Eq, Default)]
pub(crate) struct Event {
    pub(crate) kind: Kind,
    pub(crate) pid: u32,
    /// The number of the worker, which stays when its process is started again.
    pub(crate) worker: usize,
    pub(crate) thread: usize,
    /// The number of the pattern.
    pub(crate) pattern: usize,
    pub(crate) generation: u64,
    pub(crate) index: u32,
    /// What tells this hand-out from every other.
    pub(crate) token: u32,
    pub(crate) name: String,
}

impl Event {
    /// The record: a line, padded to its [`SIZE`].
    pub(crate) fn to_record(&self) -> Vec<u8> {
        let Self { kind, pid, worker, thread, pattern, generation, index, token, name } = self;
        let kind = char::from(*kind as u8);
        let line = format!("{kind} {pid} {worker} {thread} {pattern} {generation} {index} {token} {name}");
        assert!(line.len() < SIZE, "{line}");
        format!("{line:<width$}\n", width = SIZE - 1).into_bytes()
    }

    /// Reads a record.
    pub(crate) fn parse(record: &[u8]) -> Option<Self> {
        let mut words = std::str::from_utf8(record).ok()?.trim_end().split(' ');
        let letter = words.next()?.as_bytes()[0];
        let kind = KINDS.into_iter().find(|kind| *kind as u8 == letter)?;
        let mut number = || words.next()?.parse::<u64>().ok();
        let [pid, worker, thread, pattern] = [number()?, number()?, number()?, number()?];
        let [generation, index, token] = [number()?, number()?, number()?];
        let (worker, thread, pattern) = (worker as usize, thread as usize, pattern as usize);
        let name = words.next().unwrap_or_default().to_owned();
        Some(Self { kind, pid: pid as u32, worker, thread, pattern, generation, index: index as u32, token: token as u32, name })
    }
}

#[test]
fn records_come_back_and_have_one_size() {
    let nothing = Event { kind: Kind::Ended, ..Event::default() };
    let full = Event {
        kind: Kind::Adopted,
        pid: u32::MAX,
        worker: 3,
        thread: 3,
        pattern: 3,
        generation: u64::MAX,
        index: u32::MAX,
        token: u32::MAX,
        name: "fourteen-by-99x".to_owned(),
    };
    for event in [nothing, full] {
        let record = event.to_record();
        assert_eq!((record.len(), record.last()), (SIZE, Some(&b'\n')));
        assert_eq!(Event::parse(&record), Some(event));
    }
    assert_eq!(Event::parse(b"? 1 2"), None);
}
