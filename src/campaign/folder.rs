//! The folder of a campaign: its results, one line for each unit, that only ever grow.

use crate::commands::CommandError;
use ifrace_report::output;
use ifrace_sim::units::{Campaign, Header, Journal, JournalError, Line, SCHEMA, UnitSet};
use rustix::fs::{FlockOperation, fdatasync, flock, fstat, stat};
use std::fs::{self, File, OpenOptions};
use std::io::{self, Read, Seek, SeekFrom, Write};
use std::path::{Path, PathBuf};
use std::time::{Duration, Instant};

/// The file of results.
const UNITS: &str = "units.ndjson";

/// How long a result may wait until it is on the disk: so much work a power failure costs.
const SYNC: Duration = Duration::from_secs(1);

/// The folder of a campaign, which no other process writes to meanwhile.
#[derive(Debug)]
pub struct Folder {
    path: PathBuf,
    file: File,
    header: Header,
    synced: Instant,
    /// The results that are in it.
    pub units: UnitSet,
}

/// The first line of the results of a campaign.
fn header(campaign: &Campaign) -> Header {
    let ifrace = env!("CARGO_PKG_VERSION").to_owned();
    Header { schema: SCHEMA, ifrace, plan: campaign.digest, units: campaign.units() }
}

impl Folder {
    /// Opens the folder of a campaign, or makes it. Half a line at the end of the results is cut off.
    ///
    /// # Errors
    /// It cannot be written, another process writes to it, or its results are of another campaign.
    pub fn open(path: &Path, campaign: &Campaign) -> Result<Self, CommandError> {
        fs::create_dir_all(path).map_err(|error| failed(path, &error))?;
        let name = path.join(UNITS);
        let mut file = locked(&name)?;
        let header = header(campaign);
        let mut text = Vec::new();
        file.read_to_end(&mut text).map_err(|error| failed(&name, &error))?;
        let (units, whole) = match Journal::parse(&text) {
            Ok(journal) => {
                check(&name, &journal.header, &header)?;
                (journal.units, journal.whole)
            }
            Err(JournalError::Empty) => (UnitSet::default(), 0),
            Err(error) => return Err(CommandError::Input { file: name, reason: error.to_string() }),
        };
        output::write_atomically(&path.join("plan.toml"), campaign.text.as_bytes())?;
        let mut folder = Self { path: path.to_owned(), file, header, synced: Instant::now(), units };
        folder.begin(whole).map_err(|error| failed(&name, &error))?;
        Ok(folder)
    }

    /// Where it is.
    pub fn path(&self) -> &Path {
        &self.path
    }

    /// Cuts off what is no whole line, and writes the first one if there is none.
    fn begin(&mut self, whole: usize) -> io::Result<()> {
        self.file.set_len(whole as u64)?;
        self.file.seek(SeekFrom::End(0))?;
        if whole == 0 {
            self.file.write_all(self.header.to_line().as_bytes())?;
        }
        fdatasync(&self.file).map_err(io::Error::from)
    }

    /// Adds a result, with one write.
    ///
    /// # Errors
    /// It cannot be written, or the unit has another result.
    pub fn add(&mut self, line: Line) -> Result<(), CommandError> {
        let text = line.to_line();
        self.units.add(line).map_err(|conflict| CommandError::Nondeterminism(conflict.to_string()))?;
        let wrong = |error: io::Error| failed(&self.path.join(UNITS), &error);
        self.file.write_all(text.as_bytes()).map_err(wrong)?;
        if self.synced.elapsed() >= SYNC {
            fdatasync(&self.file).map_err(|error| wrong(error.into()))?;
            self.synced = Instant::now();
        }
        Ok(())
    }

    /// Puts all results on the disk; in the order of units, if nothing is to be added soon. This comes last: with the file goes
    /// the lock.
    ///
    /// # Errors
    /// They cannot be written.
    pub fn finish(self, sorts: bool) -> Result<(), CommandError> {
        let name = self.path.join(UNITS);
        fdatasync(&self.file).map_err(|error| failed(&name, &error.into()))?;
        if sorts {
            output::write_atomically(&name, self.units.text(&self.header).as_bytes())?;
        }
        Ok(())
    }
}

/// Reads the results of a folder without touching it.
///
/// # Errors
/// They cannot be read, are damaged, or are of another campaign.
pub fn read_results(folder: &Path, campaign: &Campaign) -> Result<UnitSet, CommandError> {
    let name = folder.join(UNITS);
    let wrong = |reason: String| CommandError::Input { file: name.clone(), reason };
    let text = fs::read(&name).map_err(|error| wrong(error.to_string()))?;
    let journal = Journal::parse(&text).map_err(|error| wrong(error.to_string()))?;
    check(&name, &journal.header, &header(campaign))?;
    Ok(journal.units)
}

/// Whether results are of a campaign, and of this version of ifrace.
fn check(name: &Path, found: &Header, wanted: &Header) -> Result<(), CommandError> {
    let wrong = |reason: String| Err(CommandError::Input { file: name.to_owned(), reason });
    if found.ifrace != wanted.ifrace {
        let (theirs, ours) = (&found.ifrace, &wanted.ifrace);
        return wrong(format!("it was written by ifrace {theirs}, and this is {ours}; use the same version, or another folder"));
    }
    if found.plan != wanted.plan {
        let (theirs, ours) = (found.plan, wanted.plan);
        return wrong(format!("it holds results of the plan {theirs}, and this is the plan {ours}; use another folder"));
    }
    Ok(())
}

/// The file, open and locked. Whoever had it before may have put another one in its place.
fn locked(name: &Path) -> Result<File, CommandError> {
    loop {
        let file = OpenOptions::new().read(true).write(true).create(true).truncate(false).open(name);
        let file = file.map_err(|error| failed(name, &error))?;
        match flock(&file, FlockOperation::NonBlockingLockExclusive) {
            Ok(()) => {}
            Err(rustix::io::Errno::WOULDBLOCK) => {
                let folder = name.parent().unwrap_or(name).display();
                return Err(CommandError::Usage(format!(
                    "{folder}: another ifrace writes to it; wait for it, or use another folder"
                )));
            }
            Err(error) => return Err(failed(name, &error.into())),
        }
        let ours = fstat(&file).map_err(|error| failed(name, &error.into()))?;
        if stat(name).is_ok_and(|theirs| (theirs.st_dev, theirs.st_ino) == (ours.st_dev, ours.st_ino)) {
            return Ok(file);
        }
    }
}

fn failed(file: &Path, error: &io::Error) -> CommandError {
    CommandError::Output { file: file.to_owned(), reason: error.to_string() }
}
