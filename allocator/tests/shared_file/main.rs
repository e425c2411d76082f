//! Files that processes share, with real processes and real file systems.
#![cfg(target_os = "linux")]
#![allow(clippy::unwrap_used, reason = "clippy spares tests, but not what they call; it fails by a panic too")]

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
