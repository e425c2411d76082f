//! `ifrace kernel`.

use super::{CommandError, input, interruptible};
use crate::cli::KernelArgs;
use crate::differential::{Disagreement, KernelWorker, Plan, compare, run as run_campaign};
use crate::exit_code;
use crate::interrupt::Interrupt;
use crate::progress::Progress;
use ifrace_model::kernel::{LinkKind, Namespace, Operation, Rules};
use ifrace_sim::Rng;
use ifrace_sim::script::{Answer, Generator, parse, to_json};
use serde_json::{Value, json};
use std::io::{self, BufWriter, Write};

pub(super) fn run(args: &KernelArgs, json: bool) -> Result<u8, CommandError> {
    let (rules, seed) = (args.rules.map(Rules::from), args.seed);
    if args.generate == Some(0) || args.scripts == Some(0) {
        return Err(CommandError::Nothing("no operation is to be generated: --generate and --scripts are at least 1".to_owned()));
    }
    match (args.generate, args.scripts, args.live) {
        (Some(length), Some(scripts), _) => campaign(&Plan { seed, scripts, length, rules }, json),
        (Some(length), None, true) => {
            live(rules, move |worker, rules| Generator::new(rules, worker.kinds()).script(&mut Rng::new(seed), length))
        }
        (Some(length), None, false) => generate(seed, length, rules.unwrap_or_default()),
        (None, _, is_live) => {
            // Nothing is performed before all of it has been read.
            let file = args.ops.as_deref().unwrap_or_else(|| std::path::Path::new("-"));
            let script = input::parse(file, parse)?;
            if is_live { live(rules, move |_, _| script) } else { evaluate(&script, rules.unwrap_or_default()) }
        }
    }
}

/// Prints a script. After a signal that is its beginning.
fn generate(seed: u64, length: usize, rules: Rules) -> Result<u8, CommandError> {
    let interrupt = Interrupt::install();
    let generator = Generator::new(rules, &LinkKind::CREATABLE);
    let script = generator.script_while(&mut Rng::new(seed), length, &|| !interrupt.is_set());
    let mut out = BufWriter::new(io::stdout().lock());
    script.iter().try_for_each(|operation| writeln!(out, "{}", to_json(operation)))?;
    out.flush()?;
    Ok(if script.len() < length { exit_code::UNKNOWN } else { exit_code::OK })
}

fn evaluate(script: &[Operation], rules: Rules) -> Result<u8, CommandError> {
    let mut host = Namespace::new(rules);
    let mut out = BufWriter::new(io::stdout().lock());
    for operation in script {
        writeln!(out, "{}", Answer::from(host.apply(operation)).to_json())?;
    }
    out.flush()?;
    Ok(exit_code::OK)
}

fn live(
    rules: Option<Rules>,
    script: impl FnOnce(&KernelWorker, Rules) -> Vec<Operation> + Send + 'static,
) -> Result<u8, CommandError> {
    let error = |error| CommandError::subject("kernel", error);
    let compared = interruptible::run(move || {
        let mut worker = KernelWorker::start().map_err(error)?;
        let rules = rules.unwrap_or_else(|| worker.rules());
        let script = script(&worker, rules);
        compare(&mut worker, rules, &script).map_err(error)
    })?;
    let mut out = BufWriter::new(io::stdout().lock());
    for answers in &compared {
        let line = json!({"model": answers.model, "kernel": answers.kernel, "agree": answers.agree()});
        writeln!(out, "{line}")?;
    }
    out.flush()?;
    Ok(if compared.iter().all(|answers| answers.agree()) { exit_code::OK } else { exit_code::DISAGREEMENT })
}

fn campaign(plan: &Plan, json: bool) -> Result<u8, CommandError> {
    let interrupt = Interrupt::install();
    let progress = Progress::new(plan.scripts.saturating_mul(plan.length as u64));
    let outcome = run_campaign(plan, &interrupt, &progress).map_err(|error| CommandError::subject("kernel", error))?;
    progress.finish();
    let mut out = io::stdout().lock();
    let found = outcome.disagreements.iter().min_by_key(|found| found.script.len());
    if json {
        let found =
            found.map(|found| json!({"script": lines(found), "model": found.answers.model, "kernel": found.answers.kernel}));
        let all =
            json!({"seed": plan.seed, "rules": outcome.rules.id(), "operations": outcome.operations, "disagreement": found});
        writeln!(out, "{all}")?;
    } else {
        writeln!(out, "{} operations compared under the rules {}", outcome.operations, outcome.rules)?;
        if let Some(found) = found {
            write!(out, "{}", text(found, outcome.rules))?;
        }
    }
    Ok(match found {
        Some(_) => exit_code::DISAGREEMENT,
        None if interrupt.is_set() => exit_code::UNKNOWN,
        None => exit_code::OK,
    })
}

fn lines(found: &Disagreement) -> Vec<Value> {
    found.script.iter().filter_map(|operation| serde_json::from_str(&to_json(operation)).ok()).collect()
}

/// A disagreement with the command that shows it again.
pub(super) fn text(found: &Disagreement, rules: Rules) -> String {
    let script: Vec<String> = found.script.iter().map(to_json).collect();
    format!(
        "model and kernel disagree about the last of these operations: the model answers {}, the kernel {}\n\
         reproduce:\nifrace kernel - --rules {rules} --live <<'EOF'\n{}\nEOF\n",
        found.answers.model.to_json(),
        found.answers.kernel.to_json(),
        script.join("\n"),
    )
}
