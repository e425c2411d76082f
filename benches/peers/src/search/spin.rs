//! SPIN, if it is installed with a C compiler: exact, without partial-order reduction (which removes nothing here).

use super::Found;
use crate::Case;
use std::path::{Path, PathBuf};
use std::process::Command;

const MODEL: &str = include_str!("peer_model.pml");

/// A compiled checker of one case, in a folder of its own that goes away with it.
#[derive(Debug)]
pub struct Spin {
    folder: PathBuf,
    /// Both sizes that suit it best: the slots of its table as a power of two, and the length of its path.
    slots: String,
    depth: String,
}

impl Spin {
    /// Compiles the checker of a case that has so many states. `None` if SPIN or gcc is not installed.
    ///
    /// # Errors
    /// Why it cannot be compiled.
    pub fn compile(case: &Case, states: u64) -> Result<Option<Self>, String> {
        if !is_installed("spin", "-V") || !is_installed("gcc", "--version") {
            return Ok(None);
        }
        let name = format!("ifrace-peers-{}-{}-{}-{}", std::process::id(), case.guests, case.cycles, case.names);
        let folder = std::env::temp_dir().join(name);
        let (slots, depth) = (states.next_power_of_two().ilog2().max(16), case.guests * case.cycles * 8 + 10);
        let spin = Self { folder, slots: format!("-w{slots}"), depth: format!("-m{depth}") };
        let written = std::fs::create_dir_all(&spin.folder).and_then(|()| std::fs::write(spin.folder.join("model.pml"), MODEL));
        written.map_err(|error| format!("{}: {error}", spin.folder.display()))?;
        let defined =
            [('G', case.guests), ('C', case.cycles), ('N', case.names)].map(|(name, value)| format!("-D{name}={value}"));
        let monotonic = format!("-DMONOTONIC={}", u32::from(case.is_monotonic()));
        output(Command::new("spin").args(defined).args([&*monotonic, "-a", "model.pml"]), &spin.folder)?;
        let flags = ["-O2", "-DSAFETY", "-DNOREDUCE", "-DNOFAIR", "-o", "pan", "pan.c"];
        output(Command::new("gcc").args(flags), &spin.folder)?;
        Ok(Some(spin))
    }

    /// Searches.
    ///
    /// # Errors
    /// Why it did not see everything.
    pub fn search(&self) -> Result<Found, String> {
        let text = output(Command::new("./pan").args([&*self.depth, &*self.slots, "-n"]), &self.folder)?;
        let number = |ending: &str| {
            let line = text.lines().find_map(|line| line.split_once(ending)).map(|(before, _)| before);
            line.and_then(|before| before.split_whitespace().last()?.parse::<f64>().ok())
        };
        let all = text.contains("errors: 0") && !text.contains("Search not completed") && !text.contains("max search depth");
        let (Some(states), Some(transitions), true) = (number(" states, stored"), number(" transitions"), all) else {
            return Err(format!("SPIN has not seen everything:\n{text}"));
        };
        // It counts the initial state as a transition.
        let transitions = Some(transitions as u64 - 1);
        let bytes = number("total actual memory usage").map(|megabytes| (megabytes * 1024.0 * 1024.0) as u64);
        Ok(Found { states: states as u64, transitions, wrongful: None, bytes })
    }
}

impl Drop for Spin {
    fn drop(&mut self) {
        // What stays behind is a folder in the folder for such things.
        _ = std::fs::remove_dir_all(&self.folder);
    }
}

fn is_installed(program: &str, version: &str) -> bool {
    Command::new(program).arg(version).output().is_ok_and(|output| output.status.success())
}

/// What a program prints that succeeds.
fn output(command: &mut Command, folder: &Path) -> Result<String, String> {
    let name = command.get_program().to_string_lossy().into_owned();
    let output = command.current_dir(folder).output().map_err(|error| format!("{name}: {error}"))?;
    let text = String::from_utf8_lossy(&output.stdout).into_owned();
    if output.status.success() { Ok(text) } else { Err(format!("{name}: {text}{}", String::from_utf8_lossy(&output.stderr))) }
}
