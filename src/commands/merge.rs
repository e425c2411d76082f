//! `ifrace merge`.

use super::CommandError;
use super::campaign::{Conclusion, conclude};
use super::error::shown;
use crate::campaign::{Folder, load_resolved, read_results};
use crate::cli::MergeArgs;
use crate::race::print;
use ifrace_report::campaign::ranges;
use ifrace_report::finding::shell_word;
use ifrace_sim::units::{Campaign, Shard, UnitSet};
use std::collections::BTreeSet;
use std::fs;
use std::ops::Range;
use std::path::{Path, PathBuf};

pub(super) fn run(args: &MergeArgs, json: bool) -> Result<u8, CommandError> {
    not_an_input(args)?;
    let first = args.folders.first().unwrap_or(&args.out);
    let (campaign, baseline) = load_resolved(first)?;
    let mut units = UnitSet::default();
    for folder in &args.folders {
        same_plan(first, folder, &campaign)?;
        let own = read_results(folder, &campaign)?;
        units.merge(own).map_err(|conflict| {
            let (earlier, folder) = (earlier(args, folder), shown(folder));
            let why = "the same unit was played differently: report this as a defect, unless a subject is to blame";
            CommandError::Nondeterminism(format!("{conflict}, in {folder} and in {earlier}; {why}"))
        })?;
    }
    let mut folder = Folder::open(&args.out, &campaign)?;
    let own = std::mem::take(&mut folder.units);
    units
        .merge(own)
        .map_err(|conflict| CommandError::Nondeterminism(format!("{conflict}, in {} and in the folders", shown(&args.out))))?;
    folder.units = units;
    let command = command(args);
    if !json {
        print(&format!("{command}\n\n"))?;
    }
    let missing = folder.units.missing(campaign.units());
    if !missing.is_empty() {
        eprintln!("ifrace: {}", lacking(&missing, args.shards.unwrap_or(args.folders.len() as u64)));
    }
    let conclusion = Conclusion { command: &command, early: false, require: args.require, json, is_merge: true };
    conclude(&conclusion, &campaign, &baseline, folder)
}

/// The folder that is written is none of those that are read.
fn not_an_input(args: &MergeArgs) -> Result<(), CommandError> {
    let real = |path: &Path| fs::canonicalize(path).ok();
    let Some(out) = real(&args.out) else { return Ok(()) };
    match args.folders.iter().find(|folder| real(folder).as_ref() == Some(&out)) {
        Some(folder) => {
            let folder = shown(folder);
            Err(CommandError::Usage(format!(
                "{folder} is read and written; leave it out, since what is in --out stays, or write elsewhere"
            )))
        }
        None => Ok(()),
    }
}

/// Whether a folder is of the same plan as the first one.
fn same_plan(first: &Path, folder: &Path, campaign: &Campaign) -> Result<(), CommandError> {
    let (own, _) = load_resolved(folder)?;
    if own.digest == campaign.digest {
        return Ok(());
    }
    let (one, other, theirs) = (shown(first), shown(folder), own.digest);
    let ours = campaign.digest;
    Err(CommandError::Usage(format!("{one} is of the plan {ours}, and {other} of the plan {theirs}; merge folders of one plan")))
}

/// The folders before one, in words.
fn earlier(args: &MergeArgs, folder: &PathBuf) -> String {
    let before: Vec<String> = args.folders.iter().take_while(|one| *one != folder).map(|one| shown(one)).collect();
    before.join(" or ")
}

/// Which units are missing, and which shards have them.
fn lacking(missing: &[Range<u64>], shards: u64) -> String {
    let units = missing.iter().cloned().flatten();
    let which: BTreeSet<u64> = units.map(|unit| Shard::with(unit, shards).number()).collect();
    let which: Vec<String> = which.iter().map(u64::to_string).collect();
    format!("units without a result: {}; of {shards} shards these are not whole: {}", ranges(missing), which.join(", "))
}

fn command(args: &MergeArgs) -> String {
    let word = |path: &Path| shell_word(path.as_os_str().as_encoded_bytes());
    let folders: String = args.folders.iter().map(|folder| format!(" {}", word(folder))).collect();
    let require = if args.require { " --require" } else { "" };
    format!("ifrace merge{folders} --out {}{require}", word(&args.out))
}
