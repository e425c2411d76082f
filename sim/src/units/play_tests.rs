//! Playing units.

use super::{Campaign, CampaignPlan, NoFiles, RaceOutcome, Shape, Work, fingerprint, history, race};
use crate::replay::record;
use crate::subject::{Builtin, Subject};
use crate::trace::Header;
use crate::world::violated::Violated;
use ifrace_model::invariant::Profile;
use ifrace_model::policy::Era;

fn campaign(races: &str) -> Campaign {
    let text = format!("name = 'x'\n[[races]]\n{races}\n");
    CampaignPlan::parse(&text).and_then(|plan| plan.resolve(&mut NoFiles)).unwrap_or_else(|error| panic!("{error}: {text}"))
}

fn play(campaign: &Campaign, unit: u64) -> RaceOutcome {
    let Some(Work::Race(work)) = campaign.work(unit) else { panic!("unit {unit} is a race") };
    race::play(&work).expect("it can be played")
}

const MIGRATION: &str = "scenarios = ['failed-migration-macvtap']\neras = ['6.6']\nschedules = 300\nschedules-per-unit = 150";

#[test]
fn a_unit_gives_the_same_whoever_plays_it_when() {
    let (one, other) = (campaign(MIGRATION), campaign(MIGRATION));
    let first = play(&one, 1);
    assert_eq!(first, {
        play(&other, 0);
        play(&other, 1)
    });
    assert_ne!(first.hash, play(&one, 0).hash, "units have seeds of their own");
    assert_eq!((first.schedules, first.too_long, first.too_small), (150, 0, 0));
}

#[test]
fn every_violation_has_a_small_run_that_shows_it_and_a_found_one() {
    let campaign = campaign(MIGRATION);
    let outcome = play(&campaign, 0);
    let Some(Work::Race(work)) = campaign.work(0) else { panic!("it is a race") };
    let violated: Vec<Violated> = outcome.failures.iter().map(|failure| failure.violated).collect();
    assert_eq!(violated, outcome.violated.keys().copied().collect::<Vec<_>>());
    assert!(violated.contains(&Violated::StompDevice), "{violated:?}");
    for failure in &outcome.failures {
        let header = race::header(&work, failure, "0.1.0");
        let found = record(&header, &race::found(&work, failure.schedule)).expect("it can be played");
        let small = Header { plan: Some(failure.plan.clone()), ..header };
        let small = record(&small, &failure.choices()).expect("it can be played");
        for run in [&found, &small] {
            assert!(run.breaches().any(|breach| breach.violated == failure.violated), "{}", failure.violated);
        }
        assert!(small.steps.len() <= found.steps.len() && small.steps.len() as u64 == failure.steps());
        assert!(small.breaches().any(|breach| breach.cause == failure.cause));
    }
}

#[test]
fn the_same_defect_has_one_fingerprint_in_every_unit() {
    let campaign = campaign(MIGRATION);
    let of = |unit| {
        let failures = play(&campaign, unit).failures;
        let stomp = failures.into_iter().find(|one| one.violated == Violated::StompDevice).expect("it is found");
        (fingerprint(stomp.violated.id(), &stomp.shape), stomp.shape)
    };
    let ((one, shape), (other, _)) = (of(0), of(1));
    assert_eq!(one, other);
    let Shape(words) = shape;
    assert_eq!(words.last().map(String::as_str), Some("g1 migrate-in delete-link n0"), "{words:?}");
    let names = ["macvtap0", "A ", "B "];
    assert!(words.iter().all(|word| names.iter().all(|name| !word.contains(name))), "{words:?}");
    assert_ne!(one, fingerprint("no-leak", &Shape(words)), "what is violated is a part of it");
}

#[test]
fn a_crowded_host_has_smaller_units_unless_the_plan_says_how_large() {
    let units = |more: &str| campaign(&format!("scenarios = ['crowded-host']\neras = ['6.6']\nschedules = 5000\n{more}")).units();
    assert_eq!((units(""), units("schedules-per-unit = 2500")), (35, 2));
}

#[test]
fn histories_give_findings_that_are_small_and_fail_again() {
    let text = "name = 'x'\n[[histories]]\nsubjects = ['builtin:mail-v1']\ncases = 100\n";
    let campaign = CampaignPlan::parse(text).and_then(|plan| plan.resolve(&mut NoFiles)).expect("it is a plan");
    let Some(Work::History(work)) = campaign.work(0) else { panic!("it is a history") };
    let mut subject = Builtin::new(Era::MailV1);
    let outcome = history::play(&work, &mut subject, None, &Profile::of(Era::MailV1)).expect("it can be played");
    assert_eq!((outcome.cases, outcome.completed), (100, 100));
    assert!(
        outcome.findings.iter().any(|found| found.aspect == "well-formed" && found.class == "negative-id"),
        "{:?}",
        outcome.findings
    );
    for found in &outcome.findings {
        assert!(found.history.len() <= 30 && found.shape.0.len() == found.history.len());
        let text: String = found.history.iter().map(|op| format!("{op}\n")).collect();
        let history = crate::history::parse(text.as_bytes()).expect("it is a history");
        assert_eq!(subject.play(&history).replies.len(), history.len());
    }
}
