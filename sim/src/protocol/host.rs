//! A simulated host as it answers questions.

use super::{Answer, Question};
use crate::bench::{Allocator, Given, Kernel, KernelAllocator};
use ifrace_model::Errno;
use ifrace_model::kernel::{Link, Operation, Reply, TunSetIff, Via};
use ifrace_model::policy::DeviceKind;

/// The host during one request.
pub(super) struct Asked<'a> {
    pub(super) kernel: &'a mut dyn Kernel,
    /// The kind of the device that was asked for.
    pub(super) kind: DeviceKind,
    /// Whether every probe fails.
    pub(super) probes_fail: bool,
}

impl Asked<'_> {
    /// Answers a question.
    pub(super) fn answer(&mut self, question: &Question) -> Answer {
        match question {
            Question::Exists { .. } if self.probes_fail => Answer::Failed(Errno::EMFILE.to_string()),
            Question::Exists { name } => Answer::Exists(find(self.kernel, name).is_some()),
            Question::Create { name, exclusive } => match self.create(name, *exclusive) {
                Ok(link) => Answer::Created(link.name.as_bytes().to_vec()),
                Err(why) => Answer::Failed(why),
            },
        }
    }

    fn create(&mut self, name: &[u8], exclusive: bool) -> Result<Link, String> {
        if exclusive && self.kind == DeviceKind::Tap {
            let request = Operation::Tun(TunSetIff { excl: true, ..TunSetIff::tap(name) });
            return match self.kernel.perform(&request) {
                Ok(Reply::Link(link)) => Ok(link),
                Ok(Reply::Done) => Err(Errno::EINVAL.to_string()),
                Err(number) => Err(Errno::from_number(number).map_or(number.to_string(), |errno| errno.to_string())),
            };
        }
        match KernelAllocator::default().generate(self.kernel, self.kind, Some(name), false) {
            Given::Device(link) => Ok(link),
            Given::Refused(why) => Err(why),
            other => Err(format!("{other:?}")),
        }
    }
}

/// The device that answers to a name, as its own or as an alternative one.
pub(super) fn find(kernel: &mut dyn Kernel, name: &[u8]) -> Option<Link> {
    let lookup = Operation::Lookup { name: name.to_vec(), via: Via::GetLinkAlt };
    match kernel.perform(&lookup) {
        Ok(Reply::Link(link)) => Some(link),
        _ => None,
    }
}
