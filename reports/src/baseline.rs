//! The baseline: which violations are known and expected. Everything else is expected to hold.
//!
//! ```
//! use ifrace_model::kernel::Rules;
//! use ifrace_report::{Baseline, Deviation, Row, Verdict};
//! use ifrace_sim::campaign::Aspect;
//!
//! let aspect = Aspect::from_id("unique-name").unwrap();
//! let text = r#"
//! schema = 1
//!
//! [[expected]]
//! subject = "kernel"
//! aspect = "unique-name"
//! class = "name-in-use"
//! why = "the kernel cuts a name after it has looked for it"
//! rules = "trust"
//! "#;
//! let baseline = Baseline::parse(text, &["kernel".to_owned()]).unwrap();
//! let cell = Verdict::Holds { cases: 100 };
//! let row = Row { subject: "kernel".into(), version: None, cells: vec![(aspect, cell)] };
//! let gone = Deviation::Gone { subject: "kernel".into(), aspect, class: "name-in-use".into() };
//! assert_eq!(baseline.deviations(&[row.clone()], Rules::Trust, &[]), [gone]);
//! assert_eq!(baseline.deviations(&[row], Rules::Recheck, &[]), []);
//! ```

mod compare;
mod error;
mod expected;
mod parse;
mod subject;
mod update;
mod write;

pub use error::BaselineError;
pub use expected::Expected;

/// The number of the schema of the file.
pub const SCHEMA: i64 = 1;

/// Which violations are expected.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Baseline {
    expected: Vec<Expected>,
}

impl Baseline {
    /// Every expected violation.
    pub fn expected(&self) -> &[Expected] {
        &self.expected
    }
}
