//! The command line from end to end, on the real kernel and with real libraries.
//!
//! The tests run as root and need the packages libvirt0, gcc, iproute2, ebtables, iptables, openvswitch-switch, util-linux and
//! coreutils. What is missing makes them fail.

mod bad_baseline;
mod bad_input;
mod bench_report;
mod campaign;
mod check;
mod diff;
mod differential;
mod exec;
mod explore;
mod failing_worker;
mod folder;
mod fuzz_input;
mod gate;
mod gate_races;
mod hostile_exits;
mod hostile_files;
mod hostile_names;
mod interrupt;
mod kernel;
mod listing;
mod merge;
mod ordinary_user;
mod output;
mod pictures;
mod replay;
mod report;
mod repro;
mod repro_events;
mod repro_input;
mod repro_live;
mod repro_trace;
mod scenarios;
mod search;
mod search_input;
mod shrink;
mod tap;
mod worker_limits;
mod xml;
mod xml_bad_input;
mod xml_output;
