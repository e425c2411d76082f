//! Playing histories on a subject.

use super::device_owner::DeviceOwner;
use super::pipes::{Running, Setting};
use super::words::Words;
use super::{ExecCommand, ExecLimits, Members};
use crate::live::LiveKernel;
use ifrace_allocator::linux::netns::PrivateNetns;
use ifrace_model::kernel::{Namespace, Rules};
use ifrace_sim::history::Op;
use ifrace_sim::protocol::{Dialogue, Hello, Host};
use ifrace_sim::subject::{Ending, Played};
use std::cell::RefCell;
use std::rc::Rc;

/// A subject, and its process between two histories if that can go through more than one.
pub(super) struct Player {
    setting: Rc<Setting>,
    netns: PrivateNetns,
    hello: Hello,
    idle: Option<Idle>,
}

struct Idle {
    dialogue: Dialogue<Running>,
    /// Whether no history was played on it.
    is_fresh: bool,
}

impl Player {
    /// Starts the subject and waits for its hello.
    ///
    /// # Errors
    /// Why it is no subject, in one line.
    pub(super) fn open(command: ExecCommand, limits: ExecLimits, netns: PrivateNetns, members: Members) -> Result<Self, String> {
        let setting = Rc::new(Setting { command, limits, members, words: RefCell::new(Words::default()) });
        let running = Running::start(Rc::clone(&setting)).map_err(|error| format!("it cannot be started: {error}"))?;
        match Dialogue::open(running) {
            Ok(dialogue) => {
                let hello = dialogue.hello().clone();
                Ok(Self { setting, netns, hello, idle: Some(Idle { dialogue, is_fresh: true }) })
            }
            Err(ending) => {
                setting.members.end_all();
                Err(format!("it gave no hello: {}", with_words(ending, &setting.words.borrow())))
            }
        }
    }

    /// What the subject says of itself.
    pub(super) fn hello(&self) -> &Hello {
        &self.hello
    }

    /// Goes through a history. Unless its process can be used again, it ends with it.
    pub(super) fn play(&mut self, history: &[Op]) -> Played {
        let played = self.begin().and_then(|mut dialogue| {
            dialogue.peer().begin_history();
            let played = self.perform(&mut dialogue, history)?;
            let heard = dialogue.peer().listen();
            match (&played.ending, heard) {
                (Ending::Complete, Ok(())) if self.hello.reset && self.hello.host == Host::Ask => {
                    self.idle = Some(Idle { dialogue, is_fresh: false });
                    Ok(played)
                }
                (Ending::Complete, Err(ending)) => Ok(Played { ending, ..played }),
                _ => Ok(played),
            }
        });
        let Played { replies, ending } = played.unwrap_or_else(|ending| Played { replies: Vec::new(), ending });
        if self.idle.is_none() {
            self.setting.members.end_all();
        }
        Played { replies, ending: with_words(ending, &self.setting.words.borrow()) }
    }

    /// A process that has just started, or is as if it had.
    fn begin(&mut self) -> Result<Dialogue<Running>, Ending> {
        if self.hello.host == Host::Netns {
            self.idle = None;
            self.setting.members.end_all();
            self.netns.renew().map_err(failed)?;
        }
        let (mut dialogue, is_fresh) = match self.idle.take() {
            Some(idle) => (idle.dialogue, idle.is_fresh),
            None => (Dialogue::open(Running::start(Rc::clone(&self.setting)).map_err(failed)?)?, true),
        };
        if !is_fresh {
            dialogue.reset()?;
        }
        if *dialogue.hello() != self.hello {
            return Err(Ending::BrokeProtocol { how: "after another start its hello is another one".to_owned() });
        }
        Ok(dialogue)
    }

    fn perform(&self, dialogue: &mut Dialogue<Running>, history: &[Op]) -> Result<Played, Ending> {
        if self.hello.host == Host::Ask {
            return Ok(dialogue.play(&mut Namespace::new(Rules::Trust), history));
        }
        let mut kernel = LiveKernel::open(&self.netns).map_err(failed)?;
        let played = dialogue.play(&mut DeviceOwner(&mut kernel), history);
        kernel.abandon();
        Ok(played)
    }
}

fn failed(error: impl std::fmt::Display) -> Ending {
    Ending::Failed { why: error.to_string() }
}

/// An ending with the last words of the subject, where they may tell why.
fn with_words(ending: Ending, words: &Words) -> Ending {
    match ending {
        Ending::Crashed { how } => Ending::Crashed { how: words.behind(how) },
        Ending::BrokeProtocol { how } => Ending::BrokeProtocol { how: words.behind(how) },
        Ending::Closed { how } => Ending::Closed { how: words.behind(how) },
        Ending::Flooded { how } => Ending::Flooded { how: words.behind(how) },
        other => other,
    }
}
