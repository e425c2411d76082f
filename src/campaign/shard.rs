//! Which shard a run plays: what it is told, or what the environment of a job says.

use crate::commands::CommandError;
use ifrace_sim::units::Shard;

/// What the options say.
#[derive(Clone, Copy, Debug, Default)]
pub struct Asked {
    /// `--shard`.
    pub shard: Option<Shard>,
    /// `--shards`.
    pub shards: Option<u64>,
    /// `--no-shard`.
    pub whole: bool,
}

/// A shard, and how it was found.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Taken {
    /// The shard.
    pub shard: Shard,
    /// The variables of the environment that say so; `None` if the options do, or if nothing does.
    pub by: Option<String>,
}

/// A shard that an environment names, as far as it says.
struct Named {
    by: String,
    number: u64,
    of: Option<u64>,
}

/// Which shard is played. The options come first; without them the environments of Slurm, Kubernetes and GitLab are looked at.
///
/// # Errors
/// They contradict each other, or say nothing that is a shard.
pub fn shard(asked: Asked, variable: &dyn Fn(&str) -> Option<String>) -> Result<Taken, CommandError> {
    taken(asked, variable).map_err(CommandError::Usage)
}

fn taken(asked: Asked, variable: &dyn Fn(&str) -> Option<String>) -> Result<Taken, String> {
    if let Some(shard) = asked.shard {
        return match asked.shards {
            Some(shards) if shards != shard.count() => Err(format!("--shard {shard} is not one of --shards {shards}")),
            _ => Ok(Taken { shard, by: None }),
        };
    }
    if asked.whole {
        return Ok(Taken { shard: Shard::WHOLE, by: None });
    }
    let environment = Environment { variable };
    let named = [environment.slurm()?, environment.kubernetes()?, environment.gitlab()?];
    let mut found: Option<Taken> = None;
    for named in named.into_iter().flatten() {
        let taken = complete(&named, asked.shards)?;
        if let Some(other) = found.as_ref().filter(|other| other.shard != taken.shard) {
            let (one, by) = (other.shard, other.by.as_deref().unwrap_or_default());
            let (two, with) = (taken.shard, named.by);
            return Err(format!("{by} say shard {one}, and {with} say shard {two}; give --shard i/n, or --no-shard"));
        }
        found.get_or_insert(taken);
    }
    match (found, asked.shards) {
        (Some(taken), _) => Ok(taken),
        (None, None | Some(1)) => Ok(Taken { shard: Shard::WHOLE, by: None }),
        (None, Some(shards)) => Err(format!("nothing says which of the {shards} shards this is; give --shard i/{shards}")),
    }
}

/// The shard, with the number of shards from the environment or from `--shards`.
fn complete(named: &Named, shards: Option<u64>) -> Result<Taken, String> {
    let Named { by, number, of } = named;
    let of = match (of, shards) {
        (Some(of), Some(shards)) if *of != shards => {
            return Err(format!(
                "{by} say that there are {of} shards, and --shards says {shards}; give --shard i/n, or --no-shard"
            ));
        }
        (Some(of), _) => *of,
        (None, Some(shards)) => shards,
        (None, None) => return Err(format!("{by} does not say how many shards there are; add --shards N, or --no-shard")),
    };
    let shard = Shard::new(*number, of).map_err(|error| format!("{by}: {error}; give --shard i/n, or --no-shard"))?;
    Ok(Taken { shard, by: Some(by.clone()) })
}

/// The variables of the environment.
struct Environment<'v> {
    variable: &'v dyn Fn(&str) -> Option<String>,
}

impl Environment<'_> {
    /// A number, if the variable is set to something.
    fn number(&self, name: &str) -> Result<Option<u64>, String> {
        let Some(text) = (self.variable)(name).filter(|text| !text.is_empty()) else { return Ok(None) };
        let number = text.parse().ok().filter(|_| text.bytes().all(|byte| byte.is_ascii_digit()));
        number.map(Some).ok_or_else(|| format!("{name} is {text:?}, which is no number; give --shard i/n, or --no-shard"))
    }

    /// A task of a job array: sbatch(1), --array.
    fn slurm(&self) -> Result<Option<Named>, String> {
        let Some(id) = self.number("SLURM_ARRAY_TASK_ID")? else { return Ok(None) };
        let [least, most, count, step] = ["MIN", "MAX", "COUNT", "STEP"].map(|part| format!("SLURM_ARRAY_TASK_{part}"));
        let (least, most, count) = (self.number(&least)?, self.number(&most)?, self.number(&count)?);
        let step = self.number(&step)?.unwrap_or(1);
        let (Some(least), Some(count)) = (least, count) else {
            let why = "SLURM_ARRAY_TASK_ID is set, and SLURM_ARRAY_TASK_MIN or SLURM_ARRAY_TASK_COUNT is not";
            return Err(format!("{why}; give --shard i/n, or --no-shard"));
        };
        let has_gaps =
            step != 1 || most.is_some_and(|most| most.checked_sub(least).and_then(|last| last.checked_add(1)) != Some(count));
        if has_gaps {
            let how = "the array has gaps (SLURM_ARRAY_TASK_MIN, MAX, COUNT and STEP), so its tasks are no row of shards";
            return Err(format!("{how}; give --shard $SLURM_ARRAY_TASK_ID/n"));
        }
        let number = id.checked_sub(least).and_then(|place| place.checked_add(1)).unwrap_or_default();
        let by = format!("SLURM_ARRAY_TASK_ID={id}, _MIN={least} and _COUNT={count}");
        Ok(Some(Named { by, number, of: Some(count) }))
    }

    /// A pod of an indexed job of Kubernetes, counted from 0.
    fn kubernetes(&self) -> Result<Option<Named>, String> {
        let index = self.number("JOB_COMPLETION_INDEX")?;
        let named = |index: u64| Named { by: format!("JOB_COMPLETION_INDEX={index}"), number: index.saturating_add(1), of: None };
        Ok(index.map(named))
    }

    /// A job of GitLab with `parallel`, counted from 1. `CI_NODE_TOTAL` is 1 in every other job.
    fn gitlab(&self) -> Result<Option<Named>, String> {
        match (self.number("CI_NODE_INDEX")?, self.number("CI_NODE_TOTAL")?) {
            (None, None | Some(1)) => Ok(None),
            (Some(index), Some(total)) => {
                Ok(Some(Named { by: format!("CI_NODE_INDEX={index} and CI_NODE_TOTAL={total}"), number: index, of: Some(total) }))
            }
            (None, Some(total)) => {
                Err(format!("CI_NODE_TOTAL is {total}, and CI_NODE_INDEX is not set; give --shard i/n, or --no-shard"))
            }
            (Some(index), None) => {
                Err(format!("CI_NODE_INDEX is {index}, and CI_NODE_TOTAL is not set; give --shard i/n, or --no-shard"))
            }
        }
    }
}
