//! The model of kernel naming against a second one that is as naive as can be.
//!
//! The second one (`world`, `template`) keeps one list of names and walks over it for every question. It follows the written
//! rules of the kernel, and shares no code with the model; only names of errors and of system calls are the same.

mod check;
mod consistency;
mod differential;
mod lowest_free;
mod operations;
mod pool;
mod template;
mod template_tests;
mod world;
