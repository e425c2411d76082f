//! Performing a history.

use super::clutter::Clutter;
use super::kernel::create;
use super::{Allocator, Given, Kernel, KernelResult};
use crate::history::{Holder, Op, Reply};
use crate::script::Answer;
use ifrace_model::Errno;
use ifrace_model::kernel::{Link, Operation, Selector};
use ifrace_model::policy::DeviceKind;

/// What becomes of a name that an allocator hands out without creating a device.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Keep {
    /// The device is created, as the caller in libvirt does.
    Device,
    /// The name is occupied by an alternative name, if the device stays: enough for an allocator that only probes names.
    Altname,
}

/// A host and an allocator on it.
pub struct Bench<'a> {
    kernel: &'a mut dyn Kernel,
    allocator: &'a mut dyn Allocator,
    keep: Keep,
    clutter: Clutter,
}

impl<'a> Bench<'a> {
    /// A bench over a namespace and an allocator.
    pub fn new(kernel: &'a mut dyn Kernel, allocator: &'a mut dyn Allocator, keep: Keep) -> Self {
        Self { kernel, allocator, keep, clutter: Clutter::default() }
    }

    /// Performs one operation.
    pub fn perform(&mut self, op: &Op) -> Reply {
        match op {
            Op::Occupy { name, holder } => reply(self.clutter.occupy(self.kernel, name, *holder)),
            Op::OccupyRun(run) => {
                let names: Vec<_> = run.names().collect();
                match self.clutter.occupy_run(self.kernel, &names) {
                    Ok(()) => Reply::Done,
                    Err((0, number)) => Reply::Errno(errno(number)),
                    Err((done, number)) => Reply::Partial { done, errno: errno(number) },
                }
            }
            Op::Free { name } => reply(self.clutter.free(self.kernel, name)),
            Op::Reserve { name } => self.allocator.reserve(name),
            Op::Release { name } => self.allocator.release(name),
            Op::Generate { kind, wanted, keep, probes_fail } => self.generate(*kind, wanted.as_deref(), *keep, *probes_fail),
            Op::Restart => {
                // What is on the host stays, but nothing is remembered of it.
                self.clutter.forget_holders();
                self.allocator.restart()
            }
        }
    }

    fn generate(&mut self, kind: DeviceKind, wanted: Option<&[u8]>, keep: bool, probes_fail: bool) -> Reply {
        match self.allocator.generate(self.kernel, kind, wanted, probes_fail) {
            Given::Device(link) => {
                let adopted = self.settle(kind, link, keep);
                if adopted { Reply::adopted(link.name.as_bytes()) } else { Reply::named(link.name.as_bytes()) }
            }
            Given::Own(link) => Reply::Literal { adopted: self.settle(kind, link, keep) },
            Given::Name(name) => match self.realize(kind, &name, keep) {
                Ok(true) => Reply::adopted(&name),
                Ok(false) => Reply::named(&name),
                Err(number) => Reply::not_created(&name, errno(number)),
            },
            Given::Literal => match self.realize(kind, wanted.unwrap_or_default(), keep) {
                Ok(adopted) => Reply::Literal { adopted },
                Err(number) => Reply::refused(format!("creation failed: {}", errno(number))),
            },
            Given::Refused(why) => Reply::Refused { why },
            Given::Endless => Reply::Endless,
            Given::Unsupported => Reply::Unsupported,
        }
    }

    /// Does what the caller of a generator does with the name. Tells whether that attached to a device that was there before.
    fn realize(&mut self, kind: DeviceKind, name: &[u8], keep: bool) -> Result<bool, i32> {
        if self.keep == Keep::Altname {
            let taken = if keep { self.clutter.occupy(self.kernel, name, Holder::Altname).map(drop) } else { Ok(()) };
            return match taken {
                // A name that something answers to is in use already, which is all that is needed.
                Err(number) if number != Errno::EEXIST.number() => Err(number),
                _ => Ok(false),
            };
        }
        let link = create(self.kernel, kind, name)?;
        Ok(self.settle(kind, link, keep))
    }

    /// Ends the life of a device that does not stay: a tap goes with its descriptor, the others are deleted. Tells whether the
    /// device was there before.
    fn settle(&mut self, kind: DeviceKind, link: Link, keep: bool) -> bool {
        let adopted = self.clutter.knows(link.index);
        if keep {
            self.clutter.note(link.index);
            return adopted;
        }
        if kind == DeviceKind::Tap {
            let _ = self.kernel.perform(&Operation::Close { index: link.index });
        } else if !adopted {
            let _ = self.kernel.perform(&Operation::Delete(Selector::index(link.index)));
        }
        self.allocator.release(link.name.as_bytes());
        adopted
    }
}

fn reply(result: KernelResult) -> Reply {
    result.map_or_else(|number| Reply::Errno(errno(number)), |_| Reply::Done)
}

fn errno(number: i32) -> String {
    match Answer::errno(number) {
        Answer::Errno(name) => name,
        Answer::Ok(_) => number.to_string(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::bench::PolicyAllocator;
    use crate::history::parse;
    use ifrace_model::kernel::{Namespace, Rules};
    use ifrace_model::policy::Era;

    fn replies(keep: Keep, history: &str) -> Vec<Reply> {
        let (mut host, mut allocator) = (Namespace::new(Rules::Trust), PolicyAllocator::new(Era::Unified70));
        let mut bench = Bench::new(&mut host, &mut allocator, keep);
        parse(history.as_bytes()).unwrap().iter().map(|op| bench.perform(op)).collect()
    }

    #[test]
    fn a_creation_that_fails_is_visible() {
        let invalid = r#"{"op":"generate","kind":"tap","name":"a b%d","keep":true}"#;
        assert_eq!(replies(Keep::Device, invalid), [Reply::not_created(b"a b0", "EINVAL")]);
        let twice = r#"{"op":"occupy","name":"mine"}
            {"op":"generate","kind":"tap","name":"mine","keep":true}"#;
        let literal = Reply::Literal { adopted: false };
        assert_eq!(replies(Keep::Altname, twice), [Reply::Done, literal], "a name that is in use serves as well");
    }

    #[test]
    fn a_run_that_ends_at_a_refusal_tells_how_far_it_came() {
        let prefix = "p".repeat(126);
        let run = |count| format!(r#"{{"op":"occupy-run","prefix":"{prefix}","from":8,"count":{count}}}"#);
        assert_eq!(replies(Keep::Device, &run(2)), [Reply::Done]);
        let refused = replies(Keep::Device, &run(5));
        assert!(matches!(refused[..], [Reply::Partial { done: 2, .. }]), "{refused:?}");
        let refused = replies(Keep::Device, &run(900));
        assert!(matches!(refused[..], [Reply::Partial { done: 2, .. }]), "{refused:?}");
    }
}
