//! Which shard a job is, by its environment.

use super::super::folder::Folder;
use super::super::output::{Output, run};
use super::{RACE, command, units};

/// Plays with these variables set, separated by spaces.
fn with(folder: &Folder, variables: &str, options: &[&str]) -> Output {
    let (plan, out) = (folder.file("plan.toml", RACE), folder.at("out"));
    let mut command = command(&["campaign", &plan, "--out", &out, "--threads", "1"]);
    let pairs = variables.split(' ').filter_map(|pair| pair.split_once('='));
    run(command.envs(pairs).args(options), "")
}

#[test]
fn job_arrays_say_which_shard_this_is() {
    let slurm = "SLURM_ARRAY_TASK_ID=7 SLURM_ARRAY_TASK_MIN=5 SLURM_ARRAY_TASK_MAX=8 SLURM_ARRAY_TASK_COUNT=4";
    let cases: [(&str, &[&str], &str); 6] = [
        (slurm, &[], "3/4"),
        ("JOB_COMPLETION_INDEX=0", &["--shards", "4"], "1/4"),
        ("CI_NODE_INDEX=4 CI_NODE_TOTAL=4", &[], "4/4"),
        ("CI_NODE_TOTAL=1", &[], "1/1"),
        ("CI_NODE_INDEX=4 CI_NODE_TOTAL=4", &["--shard", "2/4"], "2/4"),
        (slurm, &["--no-shard"], "1/1"),
    ];
    for (variables, options, shard) in cases {
        let folder = Folder::new();
        let output = with(&folder, variables, options).exits(0);
        let first = output.stdout.lines().next().unwrap_or_default();
        assert!(first.ends_with(&format!(" --shard {shard}")), "{variables}: {first}");
        let is_told = options.is_empty() || options[0] == "--shards";
        let says = format!("ifrace: this is shard {shard}, as ");
        assert_eq!(output.stderr.contains(&says), is_told && shard != "1/1", "{output:#?}");
        assert_eq!(units(&folder.at("out")).len(), if shard == "1/1" { 8 } else { 2 });
    }
}

#[test]
fn an_environment_that_makes_no_sense_is_refused() {
    let slurm = "SLURM_ARRAY_TASK_ID=7 SLURM_ARRAY_TASK_MIN=5 SLURM_ARRAY_TASK_MAX=8 SLURM_ARRAY_TASK_COUNT=4";
    let cases: [(&str, &[&str], &str); 11] = [
        ("SLURM_ARRAY_TASK_ID=x", &[], "SLURM_ARRAY_TASK_ID is \"x\", which is no number; give --shard i/n, or --no-shard"),
        ("SLURM_ARRAY_TASK_ID=1", &[], "SLURM_ARRAY_TASK_ID is set, and SLURM_ARRAY_TASK_MIN or SLURM_ARRAY_TASK_COUNT is not"),
        (&format!("{slurm} SLURM_ARRAY_TASK_STEP=2"), &[], "the array has gaps"),
        (&slurm.replace("MAX=8", "MAX=9"), &[], "the array has gaps"),
        (&slurm.replace("ID=7", "ID=9"), &[], "there is no shard 5 of 4"),
        ("JOB_COMPLETION_INDEX=2", &[], "JOB_COMPLETION_INDEX=2 does not say how many shards there are; add --shards N"),
        ("JOB_COMPLETION_INDEX=4", &["--shards", "4"], "there is no shard 5 of 4"),
        ("CI_NODE_INDEX=1", &[], "CI_NODE_INDEX is 1, and CI_NODE_TOTAL is not set"),
        ("CI_NODE_INDEX=0 CI_NODE_TOTAL=4", &[], "there is no shard 0 of 4"),
        ("CI_NODE_INDEX=1 CI_NODE_TOTAL=4", &["--shards", "5"], "say that there are 4 shards, and --shards says 5"),
        (&format!("{slurm} CI_NODE_INDEX=1 CI_NODE_TOTAL=4"), &[], "say shard 1/4; give --shard i/n, or --no-shard"),
    ];
    for (variables, options, says) in cases {
        let folder = Folder::new();
        let output = with(&folder, variables, options).exits(2);
        assert!(output.error_line().contains(says), "{variables}: {output:#?}");
        assert!(!std::fs::exists(folder.at("out")).expect("it can be seen"), "nothing is begun");
    }
    let output = with(&Folder::new(), "", &["--shards", "3"]).exits(2);
    assert_eq!(output.error_line(), "nothing says which of the 3 shards this is; give --shard i/3");
}
