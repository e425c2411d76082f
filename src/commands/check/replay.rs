//! Playing a history that is given.

use super::{exit_of, objects, prepare, print_not_judged};
use crate::cli::CheckArgs;
use crate::commands::{CommandError, input, interruptible};
use crate::search;
use crate::subjects::SubjectId;
use ifrace_model::invariant::Invariant;
use ifrace_model::policy::Era;
use ifrace_report::json::FindingObject;
use ifrace_sim::campaign::{Aspect, Finding, OTHER_NAME, judge, not_judged};
use ifrace_sim::history::{self, Op, Reply};
use ifrace_sim::subject::Played;
use std::io::{self, Write};

/// What a given history showed.
struct Replayed {
    version: Option<String>,
    has_model: bool,
    played: Played,
    findings: Vec<Finding>,
    not_judged: Vec<(Invariant, &'static str)>,
}

pub(super) fn run(args: &CheckArgs, json: bool) -> Result<u8, CommandError> {
    let file = args.history.as_deref().unwrap_or_else(|| std::path::Path::new("-"));
    let ops = input::parse(file, history::parse)?;
    let (subject, against, history) = (args.subject.clone(), args.against, ops.clone());
    let replayed = interruptible::run(move || play(&subject, against, &history))?;
    print_replayed(&args.subject.to_string(), &ops, &replayed, json)?;
    Ok(exit_of(&replayed.findings, None))
}

fn play(subject: &SubjectId, against: Option<Era>, history: &[Op]) -> Result<Replayed, CommandError> {
    let started = subject.start().map_err(|error| CommandError::subject(subject, error))?;
    let mut started = prepare(against, started);
    let has_model = started.model.is_some();
    let not_judged = not_judged(&started.subject.abilities());
    let (played, mut findings) = judge(&mut *started.subject, search::model(&mut started.model), &started.profile, history)
        .map_err(|why| CommandError::Internal(format!("{subject}: {why}")))?;
    if against.is_some() {
        // What one of the two cannot do at all tells nothing about the names.
        findings.retain(|found| found.aspect != Aspect::Model || found.class == OTHER_NAME);
    }
    Ok(Replayed { version: started.version, has_model, played, findings, not_judged })
}

fn print_replayed(subject: &str, ops: &[Op], replayed: &Replayed, json: bool) -> io::Result<()> {
    let Replayed { version, has_model, played, findings, not_judged } = replayed;
    let mut out = io::stdout().lock();
    if json {
        let findings: Vec<_> = findings.iter().map(|found| FindingObject::new(subject, found)).collect();
        let all = serde_json::json!({
            "subject": subject, "version": version, "replies": played.replies, "ending": played.ending, "findings": findings,
            "not_judged": objects(not_judged),
        });
        return writeln!(out, "{all}");
    }
    for (op, reply) in ops.iter().zip(&played.replies) {
        writeln!(out, "{}\n  {}", history::to_json(op), Reply::to_json(reply))?;
    }
    for found in findings {
        writeln!(out, "{} ({}): {}", found.aspect, found.class, found.text)?;
    }
    print_not_judged(&mut out, not_judged)?;
    if findings.is_empty() {
        let model = if *has_model { ", and the model agrees" } else { "" };
        writeln!(out, "every invariant that can be judged holds{model}")?;
    }
    Ok(())
}
