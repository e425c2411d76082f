//! Playing histories on real allocators.

use super::fork::fork;
use super::watch::{Limits, Watched, watch};
use crate::libvirt::{Library, LibvirtAllocator};
use crate::live::LiveKernel;
use ifrace_allocator::linux::netns::PrivateNetns;
use ifrace_model::kernel::LinkKind;
use ifrace_sim::bench::{Allocator, Bench, Keep, KernelAllocator};
use ifrace_sim::history::{Op, Reply};
use ifrace_sim::subject::{Ending, Played};
use rustix::fs::{MemfdFlags, memfd_create};
use rustix::process::{Resource, Rlimit, Signal, getrlimit, set_parent_process_death_signal, setrlimit};
use std::fs::File;
use std::io::{self, Read, Seek, Write};
use std::time::Instant;

/// Plays a history with the running kernel, which creates these kinds of links, as the allocator.
pub(super) fn play_on_kernel(netns: &PrivateNetns, kinds: &[LinkKind], history: &[Op]) -> Result<Played, String> {
    let mut kernel = LiveKernel::open(netns).map_err(|error| error.to_string())?;
    let mut allocator = KernelAllocator::with_kinds(kinds);
    let mut bench = Bench::new(&mut kernel, &mut allocator, Keep::Device);
    let replies = history.iter().map(|op| bench.perform(op)).collect();
    kernel.abandon();
    Ok(Played::complete(replies))
}

/// Begins the last line of a record if the bench itself could not go on; no reply begins like this.
const BENCH_FAILED: &str = "!the bench failed: ";

/// A library whose every process lives for one part of a history only: it is loaded once, and each start of the allocator is a
/// fresh copy of this process.
pub(super) struct Fleeting {
    library: Library,
    limits: Limits,
}

impl Fleeting {
    /// A library with limits.
    pub(super) fn new(library: Library, limits: Limits) -> Self {
        Self { library, limits }
    }

    /// Plays a history. A restart ends one process and starts the next.
    pub(super) fn play(&mut self, netns: &PrivateNetns, history: &[Op]) -> Result<Played, String> {
        let (started, mut replies) = (Instant::now(), Vec::with_capacity(history.len()));
        let mut parts = history.split(|op| *op == Op::Restart).peekable();
        while let Some(part) = parts.next() {
            let (mut given, ending) = self.play_part(netns, part, started).map_err(|error| error.to_string())?;
            replies.append(&mut given);
            if ending != Ending::Complete {
                return Ok(Played { replies, ending });
            }
            if parts.peek().is_some() {
                replies.push(Reply::Done);
            }
        }
        Ok(Played::complete(replies))
    }

    fn play_part(&mut self, netns: &PrivateNetns, part: &[Op], started: Instant) -> io::Result<(Vec<Reply>, Ending)> {
        if part.is_empty() {
            return Ok((Vec::new(), Ending::Complete));
        }
        let mut record = File::from(memfd_create("replies", MemfdFlags::CLOEXEC)?);
        let mut words = File::from(memfd_create("stderr", MemfdFlags::CLOEXEC)?);
        let child = fork(|| {
            if let Err(error) = self.perform_part(netns, part, &record, &words) {
                // The bench failed, not the allocator. If not even this can be written, it looks like an early exit.
                let _ = (&record).write_all(format!("{BENCH_FAILED}{error}\n").as_bytes());
            }
        })?;
        let watched = watch(child, &record, &self.limits, started)?;
        record.rewind()?;
        let mut text = String::new();
        record.read_to_string(&mut text)?;
        if let Some((_, why)) = text.split_once(BENCH_FAILED) {
            return Err(io::Error::other(why.trim().to_owned()));
        }
        // A line that was not finished is no reply.
        let lines = text.split_inclusive('\n').filter(|line| line.ends_with('\n'));
        let replies: Vec<Reply> = lines.map_while(|line| serde_json::from_str(line).ok()).collect();
        let ending = match watched {
            Watched::Done if replies.len() == part.len() => Ending::Complete,
            Watched::Done => Ending::Crashed { how: "it exited in the middle of an operation".to_owned() },
            Watched::Ended(how) => Ending::Crashed { how: with_last_words(how, &mut words) },
            Watched::Hung => Ending::Hung { seconds: self.limits.deadline.as_secs() },
            Watched::Slow => Ending::Slow { seconds: self.limits.history.as_secs() },
            Watched::OutOfMemory => Ending::OutOfMemory { limit_mib: self.limits.memory_mib },
        };
        Ok((replies, ending))
    }

    /// What the copy does: it performs operations, and leaves one line for each.
    fn perform_part(&mut self, netns: &PrivateNetns, part: &[Op], mut record: &File, words: &File) -> io::Result<()> {
        set_parent_process_death_signal(Some(Signal::KILL))?;
        rustix::stdio::dup2_stderr(words)?;
        let bytes = self.limits.memory_mib << 20;
        let room = Rlimit { current: Some(bytes), ..getrlimit(Resource::As) };
        setrlimit(Resource::As, room)?;
        let mut kernel = LiveKernel::open(netns).map_err(io::Error::from)?;
        let mut allocator = LibvirtAllocator::new(&self.library);
        allocator.silence();
        let mut bench = Bench::new(&mut kernel, &mut allocator as &mut dyn Allocator, Keep::Altname);
        for op in part {
            let mut line = bench.perform(op).to_json();
            line.push('\n');
            record.write_all(line.as_bytes())?;
        }
        Ok(())
    }
}

/// Adds the end of what a process wrote to its standard error.
fn with_last_words(how: String, words: &mut File) -> String {
    const TAIL: u64 = 300;
    let mut text = Vec::new();
    let length = words.metadata().map_or(0, |metadata| metadata.len());
    let read = words.seek(io::SeekFrom::Start(length.saturating_sub(TAIL))).and_then(|_| words.read_to_end(&mut text));
    let text = String::from_utf8_lossy(&text);
    match (read, text.trim()) {
        (Err(_), _) | (Ok(_), "") => how,
        (Ok(_), text) => format!("{how}, last words: {text}"),
    }
}
