//! Subjects by their ids.

mod id;
mod real;
mod start;

pub use id::{SubjectId, SubjectIdError};
pub use real::{Real, StartError};
pub use start::{Started, model_of};
