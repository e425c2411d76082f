//! Files that processes share, with real processes and real file systems.
#![cfg(target_os = "linux")]
#![allow(clippy::unwrap_used, reason = "a test fails by a panic")]

mod aside;
mod child;
mod claims;
mod folders;
mod forked;
mod full_disk;
mod killed;
mod locks;
mod ordinary_user;
mod refused;
mod removed;
mod scratch;
mod sharing;
