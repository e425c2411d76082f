//! The parts of the command `ifrace` that tests and benches use as well.

pub mod exit_code;
pub mod libvirt;
pub mod live;
pub mod subjects;
pub mod worker;
