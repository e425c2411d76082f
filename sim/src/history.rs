//! Histories: what an allocator and the host around it go through, one operation per line of JSON.
//!
//! ```
//! use ifrace_model::policy::Era;
//! use ifrace_sim::history;
//! use ifrace_sim::subject::{Builtin, Subject};
//!
//! let ops = history::parse(br#"
//! {"op":"reserve","name":"vnet2147483647"}
//! {"op":"generate","kind":"tap"}
//! "#).unwrap();
//! let played = Builtin::new(Era::Unified70).play(&ops);
//! assert_eq!(played.replies[1].to_json(), r#"{"named":{"name":"vnet-2147483648"}}"#);
//! ```

mod events;
mod generate;
mod line;
mod names;
mod op;
mod reply;
mod run;

pub use events::events;
pub use generate::generate;
pub use line::{parse, parse_line, to_json};
pub use op::{Holder, Op};
pub use reply::Reply;
pub use run::Run;
