//! A conversation with a running subject.

use super::foreign::Foreign;
use super::{Answer, Conversation, Hello, Peer, Question, Reply, Request, Said};
use crate::bench::{Bench, Keep, Kernel};
use crate::history::Op;
use crate::subject::{Ending, Played};
use std::cell::OnceCell;

/// A running subject that has said hello.
#[derive(Debug)]
pub struct Dialogue<P> {
    peer: P,
    conversation: Conversation,
    hello: Hello,
}

impl<P: Peer> Dialogue<P> {
    /// Waits for the hello of a subject that was just started.
    ///
    /// # Errors
    /// How the subject ended instead.
    pub fn open(mut peer: P) -> Result<Self, Ending> {
        let mut conversation = Conversation::default();
        let hello = greet(&mut peer, &mut conversation)?;
        Ok(Self { peer, conversation, hello })
    }

    /// What it said of itself.
    pub fn hello(&self) -> &Hello {
        &self.hello
    }

    /// Its process.
    pub fn peer(&mut self) -> &mut P {
        &mut self.peer
    }

    /// Makes it as if it had just been started, by a request; only a subject that declares it can do that.
    ///
    /// # Errors
    /// How the subject ended instead.
    pub fn reset(&mut self) -> Result<(), Ending> {
        match self.ask(&Request::Reset, &mut |_| nothing_to_ask())? {
            Reply::Done => Ok(()),
            other => Err(Ending::BrokeProtocol { how: format!("it declared \"reset\", and replied \"{}\" to it", other.id()) }),
        }
    }

    /// Goes through a history on a fresh host, with a subject that was just started or reset.
    pub fn play(&mut self, kernel: &mut dyn Kernel, history: &[Op]) -> Played {
        let (ended, keep) = (OnceCell::new(), if self.hello.creates { Keep::Device } else { Keep::Altname });
        let mut foreign = Foreign::new(self, &ended);
        let mut bench = Bench::new(kernel, &mut foreign, keep);
        let mut replies = Vec::with_capacity(history.len());
        for op in history {
            let reply = bench.perform(op);
            if let Some(ending) = ended.get() {
                return Played { replies, ending: ending.clone() };
            }
            replies.push(reply);
        }
        Played::complete(replies)
    }

    /// Asks for something; questions that come before the reply are answered.
    pub(super) fn ask(&mut self, request: &Request, host: &mut dyn FnMut(&Question) -> Answer) -> Result<Reply, Ending> {
        let line = self.conversation.request(request)?;
        self.peer.send(&line)?;
        loop {
            match self.conversation.next()? {
                None => self.conversation.feed(self.peer.receive()?)?,
                Some(Said::Reply(reply)) => return Ok(reply),
                Some(Said::Question(question)) => self.peer.send(&self.conversation.answer(&host(&question)))?,
            }
        }
    }

    /// Ends the process and starts a new one, which has to be the same subject.
    pub(super) fn restart_process(&mut self) -> Result<(), Ending> {
        self.peer.restart()?;
        self.conversation = Conversation::default();
        if greet(&mut self.peer, &mut self.conversation)? != self.hello {
            return Err(Ending::BrokeProtocol { how: "after a restart its hello is another one".to_owned() });
        }
        Ok(())
    }
}

/// The answer to a question that the conversation does not let through.
pub(super) fn nothing_to_ask() -> Answer {
    Answer::Failed("EINVAL".to_owned())
}

fn greet(peer: &mut impl Peer, conversation: &mut Conversation) -> Result<Hello, Ending> {
    loop {
        if let Some(hello) = conversation.hello()? {
            return Ok(hello);
        }
        conversation.feed(peer.receive()?)?;
    }
}
