//! What passes between this program and an allocator in a process of its own, as lines of JSON.
//!
//! Nothing here reads, writes or waits: a [`Conversation`] takes the bytes of the other side and gives what they say, or what is
//! wrong with them; a [`Dialogue`] makes an [`Allocator`](crate::bench::Allocator) of it, over any [`Peer`]. The format is
//! described in `docs/subject-protocol.md`.
//!
//! ```
//! use ifrace_model::policy::DeviceKind;
//! use ifrace_sim::protocol::{Answer, Conversation, Question, Reply, Request, Said};
//!
//! let mut conversation = Conversation::default();
//! conversation.feed(b"{\"type\":\"hello\",\"protocol\":1,\"name\":\"x\",\"host\":\"ask\",\"kinds\":[\"tap\"]}\n").unwrap();
//! assert_eq!(conversation.hello().unwrap().unwrap().name, "x");
//!
//! let request = Request::Generate { kind: DeviceKind::Tap, name: None, probes_fail: false };
//! assert_eq!(conversation.request(&request).unwrap(), "{\"type\":\"generate\",\"id\":1,\"kind\":\"tap\"}\n");
//! conversation.feed(b"{\"type\":\"exists\",\"id\":1,\"name\":\"vnet0\"}\n").unwrap();
//! assert_eq!(conversation.next().unwrap(), Some(Said::Question(Question::Exists { name: b"vnet0".to_vec() })));
//! assert_eq!(conversation.answer(&Answer::Exists(false)), "{\"type\":\"answer\",\"id\":1,\"exists\":false}\n");
//! conversation.feed(b"{\"type\":\"named\",\"id\":1,\"name\":\"vnet0\"}\n").unwrap();
//! assert_eq!(conversation.next().unwrap(), Some(Said::Reply(Reply::Named { name: b"vnet0".to_vec() })));
//! ```

mod answer;
mod broken;
mod conversation;
#[cfg(test)]
mod conversation_tests;
mod dialogue;
#[cfg(test)]
mod dialogue_tests;
mod foreign;
mod hello;
#[cfg(test)]
mod hello_tests;
mod host;
mod incoming;
mod message;
mod peer;
mod request;
mod restart;
mod said;

pub use answer::Answer;
pub use broken::Broken;
pub use conversation::Conversation;
pub use dialogue::Dialogue;
pub use hello::{Counters, Hello, Host};
pub use incoming::{BUFFER_MAX, OUTPUT_MAX};
pub use message::{Message, NAME_MAX};
pub use peer::Peer;
pub use request::Request;
pub use restart::Restart;
pub use said::{QUESTIONS_MAX, Question, Reply, Said};

/// The version of the protocol. A subject that speaks another one is refused.
pub const VERSION: u64 = 1;
