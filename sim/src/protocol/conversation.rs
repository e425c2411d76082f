//! The order in which things are said.

use super::broken::in_line;
use super::incoming::Incoming;
use super::{Answer, Broken, Hello, Host, Message, QUESTIONS_MAX, Question, Reply, Request, Said};

/// A conversation with a subject: a hello, and then one request after the other. It takes bytes, and gives what they mean.
#[derive(Debug, Default)]
pub struct Conversation {
    incoming: Incoming,
    host: Option<Host>,
    /// The number of the last request.
    id: u64,
    /// The request that is being served.
    serving: Option<Serving>,
}

#[derive(Debug)]
struct Serving {
    generates: bool,
    questions: u32,
}

impl Conversation {
    /// Takes bytes of the subject.
    ///
    /// # Errors
    /// If they are too many.
    pub fn feed(&mut self, bytes: &[u8]) -> Result<(), Broken> {
        self.incoming.feed(bytes)
    }

    /// The subject's hello; `None` as long as its line is not complete.
    ///
    /// # Errors
    /// If the line is no hello.
    pub fn hello(&mut self) -> Result<Option<Hello>, Broken> {
        let Some(line) = self.incoming.next_line()? else { return Ok(None) };
        let hello = Hello::parse(line)?;
        self.host = Some(hello.host);
        Ok(Some(hello))
    }

    /// Begins a request: the line to send.
    ///
    /// # Errors
    /// If the subject has said something that nobody asked for.
    pub fn request(&mut self, request: &Request) -> Result<String, Broken> {
        self.incoming.begin_request().map_err(|left| in_line("nobody asked for what it says", left))?;
        self.id += 1;
        self.serving = Some(Serving { generates: matches!(request, Request::Generate { .. }), questions: 0 });
        Ok(request.to_json(self.id) + "\n")
    }

    /// What the subject says next; `None` as long as its line is not complete.
    ///
    /// # Errors
    /// If the line is no message, or one that has no place here.
    #[expect(clippy::should_implement_trait, reason = "it is no iterator: what comes next depends on what is fed")]
    pub fn next(&mut self) -> Result<Option<Said>, Broken> {
        let Some(line) = self.incoming.next_line()? else { return Ok(None) };
        let wrong = |what: &str| Err(in_line(what, line));
        let Message { id, said } = Message::parse(line)?;
        let Some(serving) = &mut self.serving else { return wrong("no request is open") };
        if id != self.id {
            return wrong(&format!("the request that is open is {}, not {id}", self.id));
        }
        match &said {
            Said::Question(_) if self.host == Some(Host::Netns) => return wrong("its host is \"netns\": it looks itself"),
            Said::Question(_) if !serving.generates => return wrong("only a request to generate has questions"),
            Said::Question(_) => {
                serving.questions += 1;
                if serving.questions > QUESTIONS_MAX {
                    return Err(Broken::Endless(QUESTIONS_MAX));
                }
            }
            Said::Reply(reply) if !fits(reply, serving.generates) => {
                return wrong(&format!("\"{}\" is no reply to this request", reply.id()));
            }
            Said::Reply(_) => self.serving = None,
        }
        Ok(Some(said))
    }

    /// The line that answers the last question.
    pub fn answer(&self, answer: &Answer) -> String {
        answer.to_json(self.id) + "\n"
    }
}

/// Whether this can be the reply to a request that generates a name, or to another one.
fn fits(reply: &Reply, generates: bool) -> bool {
    match reply {
        Reply::Done => !generates,
        Reply::Named { .. } | Reply::Literal => generates,
        Reply::Refused { .. } | Reply::Unsupported => true,
    }
}

impl Question {
    /// The name that it is about.
    pub fn name(&self) -> &[u8] {
        match self {
            Self::Exists { name } | Self::Create { name, .. } => name,
        }
    }
}
