//! `ifrace campaign`.

mod conclude;

pub(super) use conclude::{Conclusion, conclude};

use super::CommandError;
use crate::campaign::{Asked, Budget, Folder, load, run as play, shard};
use crate::cli::{CampaignArgs, bytes_in_words, time_in_words};
use crate::exit_code;
use crate::interrupt::Interrupt;
use crate::race::{print, threads};
use ifrace_report::finding::shell_word;
use ifrace_sim::units::Shard;
use std::path::Path;

/// A plan with everything that can be in it.
const EXAMPLE: &str = include_str!("../../examples/campaigns/example.toml");

pub(super) fn run(args: &CampaignArgs, json: bool) -> Result<u8, CommandError> {
    let (Some(plan), Some(out)) = (&args.plan, &args.out) else {
        print(EXAMPLE)?;
        return Ok(exit_code::OK);
    };
    let asked = Asked { shard: args.shard, shards: args.shards, whole: args.no_shard };
    let taken = shard(asked, &|name| std::env::var_os(name).map(|value| value.to_string_lossy().into_owned()))?;
    let (campaign, baseline) = load(plan)?;
    let mut folder = Folder::open(out, &campaign)?;
    let interrupt = Interrupt::install();
    let command = command(args, plan, out, taken.shard);
    if !json {
        print(&format!("{command}\n\n"))?;
    }
    if let Some(by) = &taken.by {
        eprintln!("ifrace: this is shard {}, as {by} say", taken.shard);
    }
    if !folder.units.is_empty() {
        let (known, all) = (folder.units.len(), campaign.units());
        eprintln!("ifrace: {}: going on with {known} of {all} units", out.display());
    }
    let budget = Budget::new(&interrupt, args.budget_time, args.budget_schedules, args.budget_memory);
    let progressed = play(&campaign, &mut folder, taken.shard, threads(args.threads), &budget)?;
    if let Some(why) = progressed.ended {
        let (played, wanted) = (progressed.played, progressed.wanted);
        eprintln!("ifrace: {why}: {played} of {wanted} units were played; the same command goes on");
    }
    let early = progressed.ended.is_some();
    let conclusion = Conclusion { command: &command, early, require: args.require, json, is_merge: false };
    conclude(&conclusion, &campaign, &baseline, folder)
}

/// The command that plays the same, without what changes no result.
fn command(args: &CampaignArgs, plan: &Path, out: &Path, shard: Shard) -> String {
    let word = |path: &Path| shell_word(path.as_os_str().as_encoded_bytes());
    let mut text = format!("ifrace campaign {} --out {} --shard {shard}", word(plan), word(out));
    if let Some(time) = args.budget_time {
        text.push_str(&format!(" --budget-time {}", time_in_words(time)));
    }
    if let Some(schedules) = args.budget_schedules {
        text.push_str(&format!(" --budget-schedules {schedules}"));
    }
    if let Some(memory) = args.budget_memory {
        text.push_str(&format!(" --budget-memory {}", bytes_in_words(memory)));
    }
    if args.require { text + " --require" } else { text }
}
