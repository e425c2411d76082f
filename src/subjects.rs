//! Subjects by their ids.

mod id;
mod ready;
mod real;
mod start;

pub use id::{SubjectId, SubjectIdError};
pub(crate) use ready::Ready;
pub use real::{Real, StartError};
pub use start::{Started, model_of};
