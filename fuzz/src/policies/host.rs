//! The host that a call meets.

use super::scenario::Answers;
use ifrace_model::policy::{Answer, Presence, Step};
use ifrace_model::{Errno, IfName};

/// A call was given up: it asked for more than its bound.
#[derive(Debug)]
pub(super) struct Abandoned;

/// Answers the operations of a call, and remembers them.
pub(super) struct Host<'a> {
    answers: &'a Answers,
    bound: usize,
    probes: usize,
    /// Every operation and its answer.
    pub(super) log: Vec<(Step, Answer)>,
}

impl<'a> Host<'a> {
    /// A host with these answers, for so many operations.
    pub(super) fn new(answers: &'a Answers, bound: usize) -> Self {
        Self { answers, bound, probes: 0, log: Vec::with_capacity(16) }
    }

    fn ask(&mut self, step: Step, before: usize) -> Result<Answer, Abandoned> {
        if self.log.len() == self.bound {
            return Err(Abandoned);
        }
        let answer = self.answers.to(step, before);
        self.log.push((step, answer));
        Ok(answer)
    }

    /// `virNetDevExists`: 1, 0, or -1 if that cannot be told. A name that does not fit the `ifreq` never gets to the kernel.
    pub(super) fn exists(&mut self, name: &[u8]) -> Result<i32, Abandoned> {
        if name.len() > 15 {
            return Ok(-1);
        }
        self.probes += 1;
        Ok(match self.ask(Step::Probe(IfName::cut(name)), self.probes - 1)? {
            Answer::Exists(Presence::Present) => 1,
            Answer::Exists(Presence::Absent) => 0,
            _ => -1,
        })
    }

    /// `TUNSETIFF`, or `RTM_NEWLINK` with `CREATE` and `EXCL`.
    pub(super) fn create(&mut self, name: &[u8]) -> Result<Result<IfName, Errno>, Abandoned> {
        if name.len() > 15 {
            return Ok(Err(Errno::ERANGE));
        }
        Ok(match self.ask(Step::Create(IfName::cut(name)), self.log.len() - self.probes)? {
            Answer::Created(result) => result,
            Answer::Exists(_) => Err(Errno::EINVAL),
        })
    }
}
