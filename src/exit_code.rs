//! Exit codes. They are part of the interface; all lie below 125, so that `git bisect run` works. `ifrace tap` also has those of the
//! command that it runs.

/// Everything is as expected.
pub const OK: u8 = 0;
/// The command line or an input cannot be read.
pub const USAGE: u8 = 2;
/// The budget was spent, or the run was interrupted, before the question was answered.
pub const UNKNOWN: u8 = 3;
/// There was nothing to do.
pub const NOTHING: u8 = 4;
/// The same was played twice, and the two differ.
pub const NONDETERMINISM: u8 = 5;
/// An invariant is violated, or a verdict differs from the baseline.
pub const VIOLATED: u8 = 10;
/// Nothing but `progress` is violated: a request gave up beside a free name, did not end, or ended the subject's process.
pub const NO_PROGRESS: u8 = 12;
/// Model and real system disagree.
pub const DISAGREEMENT: u8 = 13;
/// A canary, which is known to be bad, was not caught.
pub const CANARY_MISSED: u8 = 14;
/// A defect of this program.
pub const INTERNAL: u8 = 70;
/// An output could not be written.
pub const CANNOT_WRITE: u8 = 74;
/// Something that was required is missing on this machine, or failed there.
pub const MISSING: u8 = 75;

/// Each code and its meaning, for the help text.
pub const HELP: &str = "\
Exit codes:
   0  as expected
   2  the command line or an input cannot be read
   3  unknown: interrupted, or a budget was spent; or vacuous: what a scenario is about never happened
   4  nothing to do
   5  search --check-determinism: the same was played twice, and the two differ
  10  an invariant is violated, or a verdict differs from the baseline
  12  check and gate: nothing but progress is violated
  13  model and real system disagree
  14  a canary was not caught
  70  a defect of ifrace
  74  an output could not be written
  75  something that was required is missing on this machine, or failed there
tap ends with the code of its command: 126, 127 and 128 with a signal are as in shells.

A first SIGINT or SIGTERM ends long work, which then reports what it has found. A second one
ends the program at once, with 130 or 143.";
