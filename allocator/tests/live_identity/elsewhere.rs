//! A second network namespace, with a thread in it.

use crate::support::{Bench, enter, run};
use std::sync::mpsc::{Sender, channel};
use std::thread;

type Job = Box<dyn FnOnce(&mut Bench) + Send>;

/// A thread in a network namespace of its own, which does what it is told; it ends with this value.
pub(crate) struct Elsewhere {
    jobs: Sender<Job>,
    path: String,
}

impl Elsewhere {
    pub(crate) fn new() -> Self {
        let (jobs, todo) = channel::<Job>();
        let (tell, told) = channel();
        thread::spawn(move || {
            let mut bench = enter();
            tell.send(own_path()).unwrap();
            todo.into_iter().for_each(|job| job(&mut bench));
        });
        Self { jobs, path: told.recv().unwrap() }
    }

    /// Does something there.
    pub(crate) fn run<T: Send + 'static>(&self, job: impl FnOnce(&mut Bench) -> T + Send + 'static) -> T {
        let (tell, told) = channel();
        self.jobs.send(Box::new(move |bench| tell.send(job(bench)).unwrap())).unwrap();
        told.recv().expect("the job succeeded")
    }

    /// Moves a device of the calling thread's namespace there.
    pub(crate) fn take(&self, device: &str) {
        run("ip", &format!("link set dev {device} netns {}", self.path));
    }

    /// Moves a device from there to the calling thread's namespace.
    pub(crate) fn give(&self, device: &str) {
        let words = format!("link set dev {device} netns {}", own_path());
        self.run(move |_| run("ip", &words));
    }
}

/// The network namespace of the calling thread, for other processes.
fn own_path() -> String {
    let task = std::fs::read_link("/proc/thread-self").unwrap();
    format!("/proc/{}/ns/net", task.display())
}
