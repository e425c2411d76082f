//! `exec:CMD`: subjects that are programs, sound and hostile ones.
//!
//! These tests need python3 beside what the others need.

mod documents;
mod endings;
mod examples;
mod hostile;
mod processes;
mod schema;
mod start;
mod validator;
