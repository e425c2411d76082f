//! Campaigns: many histories on a subject and on its model, judged and shrunk.
//!
//! ```
//! use ifrace_model::invariant::Profile;
//! use ifrace_model::policy::Era;
//! use ifrace_sim::campaign::{Plan, Quiet, run};
//! use ifrace_sim::subject::Builtin;
//!
//! let mut subject = Builtin::new(Era::KernelTemplate);
//! let plan = Plan::all(1, 200, 20);
//! let report = run(&mut subject, None, &Profile::of(Era::KernelTemplate), &plan, &Quiet);
//! let reuse = report.findings.iter().find(|f| f.aspect.id() == "monotonic").unwrap();
//! assert!(reuse.history.len() <= 4, "shrunk: {:?}", reuse.history);
//! ```

mod cut_short;
mod finding;
mod judge;
mod minimise;
mod run;

pub use cut_short::CutShort;
pub use finding::{Aspect, Finding};
pub use judge::{OTHER_NAME, judge, not_judged};
pub use minimise::minimise;
pub use run::{Observer, Plan, Quiet, Report, run, search};
