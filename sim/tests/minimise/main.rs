//! Random failing runs are made small, and what is said to be minimal in them is checked by other means.

mod bounds;
mod found;
mod judge;
mod scenarios;
