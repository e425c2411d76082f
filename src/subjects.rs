//! Subjects by their ids.

mod id;
mod real;

pub use id::{SubjectId, SubjectIdError};
pub use real::{Real, StartError};
