//! Scripts of kernel operations: one JSON object per line in, one per line out.
//!
//! ```
//! use ifrace_model::kernel::{Namespace, Rules};
//! use ifrace_sim::script::{self, Answer};
//!
//! let script = r#"
//! {"op":"tun","name":"vnet%d","flags":["tap"]}
//! {"op":"lookup","name":"vnet0","via":"sysfs"}
//! {"op":"delete","name":"vnet1"}
//! "#;
//! let mut host = Namespace::new(Rules::Trust);
//! let answers: Vec<String> = script::parse(script.as_bytes())
//!     .unwrap()
//!     .iter()
//!     .map(|operation| Answer::from(host.apply(operation)).to_json())
//!     .collect();
//! assert_eq!(answers, [
//!     r#"{"ok":{"name":"vnet0","index":2}}"#,
//!     r#"{"ok":{"name":"vnet0","index":2}}"#,
//!     r#"{"errno":"ENODEV"}"#,
//! ]);
//! ```

mod answer;
mod convert;
mod generate;
mod line;
mod names;
mod parse;
mod text;

pub use crate::jsonl::{LINE_MAX, ScriptError};
pub use answer::Answer;
pub(crate) use convert::NAME_MISSING;
pub use generate::{Generator, generate};
pub use parse::{parse, parse_line, to_json};
pub use text::NameText;
