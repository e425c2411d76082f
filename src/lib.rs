//! The command line of ifrace, and the parts of it that tests and benches use as well.

pub mod campaign;
pub mod cli;
pub mod commands;
pub mod defect;
pub mod differential;
pub mod exec;
pub mod exit_code;
pub mod gate;
pub mod interrupt;
pub mod libvirt;
pub mod live;
pub mod progress;
pub mod race;
pub mod search;
pub mod subjects;
pub mod worker;
