//! Reading what criterion wrote: `GROUP/…/new/benchmark.json`, and `estimates.json` beside it.

use crate::commands::{CommandError, input};
use ifrace_report::contention::{GROUP, Key, Measured};
use serde::Deserialize;
use serde::de::DeserializeOwned;
use std::fs;
use std::io::ErrorKind;
use std::path::{Path, PathBuf};

#[derive(Deserialize)]
struct Benchmark {
    full_id: String,
}

#[derive(Deserialize)]
struct Estimates {
    median: Estimate,
}

#[derive(Deserialize)]
struct Estimate {
    /// Nanoseconds.
    point_estimate: f64,
}

/// Every result of the group in a folder of criterion; none if there is no such folder.
pub(super) fn read(folder: &Path) -> Result<Vec<Measured>, CommandError> {
    let mut results = Vec::new();
    find(&folder.join(GROUP), &mut results)?;
    results.sort();
    results.iter().map(|folder| result(folder)).collect()
}

/// Collects the folders of the newest results. Links are not followed, so that there is an end.
fn find(folder: &Path, found: &mut Vec<PathBuf>) -> Result<(), CommandError> {
    let wrong = |error: std::io::Error| wrong(folder, &error);
    let entries = match fs::read_dir(folder) {
        Err(error) if error.kind() == ErrorKind::NotFound => return Ok(()),
        entries => entries.map_err(wrong)?,
    };
    for entry in entries {
        let entry = entry.map_err(wrong)?;
        let path = entry.path();
        if !entry.file_type().map_err(wrong)?.is_dir() {
            continue;
        }
        if entry.file_name() == "new" {
            found.push(path);
        } else {
            find(&path, found)?;
        }
    }
    Ok(())
}

fn result(folder: &Path) -> Result<Measured, CommandError> {
    let (benchmark, estimates) = (folder.join("benchmark.json"), folder.join("estimates.json"));
    let key = parse::<Benchmark>(&benchmark)?.full_id.parse::<Key>().map_err(|error| wrong(&benchmark, &error))?;
    let nanoseconds = parse::<Estimates>(&estimates)?.median.point_estimate;
    if !nanoseconds.is_finite() || nanoseconds <= 0.0 {
        return Err(wrong(&estimates, &format!("the median is {nanoseconds}, which is no time")));
    }
    // The bench notes that the calls of a benchmark fail.
    let fails = folder.join("failed.json").exists();
    Ok(Measured { key, nanoseconds, fails })
}

fn parse<T: DeserializeOwned>(file: &Path) -> Result<T, CommandError> {
    serde_json::from_slice(&input::read(file)?).map_err(|error| wrong(file, &error))
}

fn wrong(file: &Path, reason: &(impl ToString + ?Sized)) -> CommandError {
    CommandError::Input { file: file.to_owned(), reason: reason.to_string() }
}
