//! What must hold of a document under the rules of a release: names are dropped by the rules, and nothing else changes.
//!
//! What is expected is written down from libvirt's sources once more ([`oracle`]), and shares nothing with the rules that are judged.
//!
//! ```
//! use ifrace_allocator::rules::Rules;
//! use ifrace_sim::documents::judge::{Case, Counts};
//! use ifrace_sim::documents::{Generator, Profile};
//!
//! let (generator, mut counts) = (Generator::new(1, Profile::all()), Counts::default());
//! let rules = Rules::find("11.3").unwrap();
//! for case in 0..100 {
//!     Case { sample: &generator.sample(case), rules, driver_prefix: None }.judge(&mut counts).unwrap();
//! }
//! assert!(counts.dropped.values().sum::<u64>() > 10 && counts.kept["11.3"] > 10);
//! ```

mod case;
mod counts;
mod kept_text;
pub mod oracle;

pub use case::Case;
pub use counts::{Counts, Row};

use ifrace_allocator::rules::Rules;

/// The rows of rules that differ in how they treat documents: the first of those that treat them alike.
pub fn distinct_rules() -> Vec<&'static Rules> {
    let is_first = |at: usize| !Rules::ALL[..at].iter().any(|before| before.xml == Rules::ALL[at].xml);
    (0..Rules::ALL.len()).filter(|&at| is_first(at)).map(|at| &Rules::ALL[at]).collect()
}
