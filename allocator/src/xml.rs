//! Interfaces in the documents of libvirt, and which of their names a release drops.
//!
//! A running guest's document holds the names of its devices. Some of them the user chose; the others libvirt generated, and they
//! must not come along when the document is stored or sent to another host, where they may name another guest's device. What a
//! release takes for generated is in its [`XmlRules`](crate::rules::XmlRules).
//!
//! The document of a running guest shows an interface of the type `network` as what the network has made of it, such as
//! `<interface type='direct'><source network='lan' dev='eth0' mode='bridge'/>`. It is stored and sent with the type `network` again, so
//! the rules of that type decide about its name. In the text only names change, so that it keeps the type that it has.
//!
//! ```
//! use ifrace_allocator::rules::XmlRules;
//! use ifrace_allocator::xml::{Dialect, Document, Step, Writing};
//!
//! let text = "<interface type='network'>\n  <source network='lan'/>\n  <target dev='macvtap0'/>\n</interface>";
//! let read = |rules| Document::read(text, &Dialect { rules, driver_prefix: None }).unwrap();
//!
//! // Up to 6.6 a migration carried the name of this guest's device to another host.
//! assert_eq!(read(&XmlRules::UP_TO_6_6).written(Writing::Migratable).text, text);
//!
//! let sent = read(&XmlRules::FROM_6_7).written(Writing::Migratable);
//! assert_eq!(sent.text, "<interface type='network'>\n  <source network='lan'/>\n  \n</interface>");
//! assert_eq!((sent.dropped[0].name.as_str(), sent.dropped[0].position.to_string()), ("macvtap0", "3:11".to_owned()));
//! assert_eq!(sent.dropped[0].step, Some(Step::Format));
//! ```

mod bandwidth;
mod cut;
mod dialect;
mod document;
#[cfg(test)]
mod document_tests;
mod dropped;
mod encoding;
mod error;
mod find;
#[cfg(test)]
mod find_tests;
mod limits;
#[cfg(test)]
mod limits_tests;
#[cfg(test)]
mod malformed_tests;
mod parts;
mod port;
mod position;
mod printable;
mod read;
#[cfg(test)]
mod read_tests;
mod source;
mod target;
mod tree;
mod value;

pub use dialect::{Dialect, Reading, Step, Writing};
pub use document::{Document, Located, Written};
pub use dropped::{DropRule, Dropped};
pub use encoding::decode;
pub use error::{Problem, XmlError};
pub use limits::BYTES_MAX;
pub use position::Position;
pub use printable::printable;
