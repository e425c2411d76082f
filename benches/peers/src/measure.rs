//! How long something takes.
//!
//! With one thread the time of the processor counts, so that other work on the machine does not; with several the time on the
//! wall does, since waiting for each other is part of their work.

use rustix::thread::{CpuSet, sched_getaffinity, sched_setaffinity};
use std::time::{Duration, Instant};

/// Whose processor time counts.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Whose {
    /// That of this process, all its threads together.
    Own,
    /// That of processes that it has waited for.
    Children,
}

impl Whose {
    /// The processor time so far, in the program and in the kernel.
    fn processor_time(self) -> Duration {
        let who = if self == Self::Own { libc::RUSAGE_SELF } else { libc::RUSAGE_CHILDREN };
        let mut usage = std::mem::MaybeUninit::<libc::rusage>::zeroed();
        // SAFETY: it writes a `rusage` into the place that it is given, which is one, and keeps nothing of it.
        #[allow(unsafe_code)]
        let answer = unsafe { libc::getrusage(who, usage.as_mut_ptr()) };
        assert_eq!(answer, 0, "the kernel knows these two");
        // SAFETY: all its fields are numbers, for which zeros are values.
        #[allow(unsafe_code)]
        let usage = unsafe { usage.assume_init() };
        let duration = |time: libc::timeval| Duration::from_secs(time.tv_sec as u64) + Duration::from_micros(time.tv_usec as u64);
        duration(usage.ru_utime) + duration(usage.ru_stime)
    }
}

/// Runs something that has one thread, on one core, and says how much time of the processor it took.
pub(crate) fn alone<T>(whose: Whose, work: impl FnOnce() -> T) -> (T, Duration) {
    let before = pin();
    let start = whose.processor_time();
    let answer = work();
    let took = whose.processor_time() - start;
    if let Some(before) = before {
        // What worked once works again, and if not the next measurement only has fewer cores.
        _ = sched_setaffinity(None, &before);
    }
    (answer, took)
}

/// Runs something on all cores, and says how much time passed.
pub(crate) fn together<T>(work: impl FnOnce() -> T) -> (T, Duration) {
    let start = Instant::now();
    let answer = work();
    (answer, start.elapsed())
}

/// Puts this thread, and all that it starts from now on, on the last core that it may use. Answers those that it might before.
fn pin() -> Option<CpuSet> {
    let before = sched_getaffinity(None).ok()?;
    let last = (0..CpuSet::MAX_CPU).rev().find(|core| before.is_set(*core))?;
    let mut one = CpuSet::new();
    one.set(last);
    sched_setaffinity(None, &one).ok()?;
    Some(before)
}

/// So many things in this time, in a second.
pub(crate) fn per_second(count: u64, took: Duration) -> f64 {
    count as f64 / took.as_secs_f64().max(1e-6)
}
