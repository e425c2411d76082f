//! Processes that use the state until they are killed: this program again, which then runs the one test [`act`].

use crate::scratch::{Scratch, pattern};
use ifrace_allocator::linux::host::start_process;
use ifrace_allocator::names::{NameAllocator, OnDamage};
use std::fs::{File, OpenOptions};
use std::io::Write;
use std::path::Path;
use std::process::{Child, Command, Stdio};

const FOLDER: &str = "IFRACE_NAMES_STATE_FOLDER";
/// What the processes have been given, a line for each name.
pub(crate) const LOG: &str = "given";
pub(crate) const TEMPLATES: [&str; 4] = ["vnet%d", "macvtap%d", "v%d", "v1%d"];

/// A process at work. It is killed with this value.
pub(crate) struct Worker(Child);

impl Worker {
    pub(crate) fn start(scratch: &Scratch) -> Self {
        let mut command = Command::new("/proc/self/exe");
        command.args(["--exact", "worker::act", "--nocapture", "--test-threads=1"]);
        command.env(FOLDER, scratch.path()).stdin(Stdio::null()).stdout(Stdio::null()).stderr(Stdio::null());
        Self(start_process(&mut command).unwrap())
    }
}

impl Drop for Worker {
    fn drop(&mut self) {
        self.0.kill().unwrap();
        self.0.wait().unwrap();
    }
}

pub(crate) fn open_log(folder: &Path) -> File {
    OpenOptions::new().create(true).append(true).open(folder.join(LOG)).unwrap()
}

/// Notes a name as given. A process can be killed in the middle of writing, at the end of a page: what is whole ends with a semicolon.
pub(crate) fn give(names: &NameAllocator, log: &mut File, template: &str) -> ifrace_allocator::names::Generated {
    let given = names.generate(pattern(template)).unwrap();
    log.write_all(format!("\n{template} {} {};\n", given.name, given.generation).as_bytes()).unwrap();
    given
}

/// What a process does; nothing when it is run as a test. What goes wrong is noted.
#[test]
fn act() {
    let Some(folder) = std::env::var_os(FOLDER) else { return };
    let folder = Path::new(&folder);
    let mut log = open_log(folder);
    if let Err(error) = work(folder, &mut log) {
        log.write_all(format!("\nerror {error};\n").as_bytes()).unwrap();
    }
}

fn work(folder: &Path, log: &mut File) -> Result<(), Box<dyn std::error::Error>> {
    let (names, _) = NameAllocator::open(&folder.join("folder"), OnDamage::Refuse, &mut || Ok(Vec::new()))?;
    for turn in 0_u32.. {
        let template = TEMPLATES[turn as usize % 4];
        let given = give(&names, log, template);
        let mut lease = names.hold(given.name, given.generation)?;
        lease.note_device(turn + 1)?;
        match turn % 8 {
            0..=3 => lease.retire()?,
            5 => names.reserve(given.name.as_bytes())?,
            6 => names.reserve(template.replace("%d", &(given.id + 300).to_string()).as_bytes())?,
            _ => {}
        }
        lease.done()?;
    }
    Ok(())
}
