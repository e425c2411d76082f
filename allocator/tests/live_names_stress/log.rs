//! The log that all processes append to.

use crate::event::{Event, SIZE};
use std::fs::{File, OpenOptions};
use std::io::Write;
use std::os::unix::fs::FileExt;
use std::path::Path;

/// The end of the log. Each event is one write, so that events of all processes stand in the order of their writes (`O_APPEND`).
#[derive(Debug)]
pub(crate) struct Log(File);

impl Log {
    pub(crate) fn open(folder: &Path) -> Self {
        Self(OpenOptions::new().create(true).append(true).open(path(folder)).unwrap())
    }

    pub(crate) fn write(&self, event: &Event) {
        let record = event.to_record();
        assert_eq!((&self.0).write(&record).unwrap(), record.len(), "a record was cut short");
    }
}

/// Reads the log as it grows.
#[derive(Debug)]
pub(crate) struct Reader {
    file: File,
    pub(crate) events: Vec<Event>,
}

impl Reader {
    pub(crate) fn open(folder: &Path) -> Self {
        Self { file: File::open(path(folder)).unwrap(), events: Vec::new() }
    }

    /// Reads what is new.
    pub(crate) fn read(&mut self) {
        let mut records = vec![0; 1024 * SIZE];
        loop {
            let got = self.file.read_at(&mut records, (self.events.len() * SIZE) as u64).unwrap();
            let whole = records[..got].chunks_exact(SIZE);
            if whole.len() == 0 {
                return;
            }
            self.events.extend(whole.map(|record| {
                Event::parse(record).unwrap_or_else(|| panic!("the log is damaged: {:?}", String::from_utf8_lossy(record)))
            }));
        }
    }
}

fn path(folder: &Path) -> std::path::PathBuf {
    folder.join("log")
}
