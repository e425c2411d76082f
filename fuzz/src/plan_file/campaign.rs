//! Plans of campaigns.

use super::place;
use ifrace_sim::units::{Amount, Campaign, CampaignPlan, Eras, NoFiles, PlanError};

/// Most scenarios, eras and schedulers of a group, groups, and units, of a plan that is resolved: more would only be slower.
const CHOICES_MAX: usize = 2;
const GROUPS_MAX: usize = 3;
const UNITS_MAX: u64 = 1000;

/// How far a plan is taken: by its length, as finding what it names takes long.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Part {
    Parsed,
    Resolved,
    ReadAgain,
}

impl Part {
    pub(super) fn of(text: &str) -> Self {
        match text.len() % 8 {
            0 => Self::ReadAgain,
            1 => Self::Resolved,
            _ => Self::Parsed,
        }
    }
}

/// Whether a text is to be a campaign's and no scenario.
pub(super) fn is_one(text: &str) -> bool {
    text.contains("[[races]]") || text.contains("[[histories]]")
}

/// A plan of a campaign that can be read can be resolved or is refused with a reason; what was resolved has a text that is read as the
/// same campaign, and its units are those of its cells.
pub(super) fn campaign(text: &str, part: Part) {
    let plan = match CampaignPlan::parse(text) {
        Ok(plan) => plan,
        Err(error) => return is_told(&error, text),
    };
    if part == Part::Parsed || !is_small(&plan) {
        return;
    }
    let campaign = match plan.resolve(&mut NoFiles) {
        Ok(campaign) => campaign,
        Err(error) => return is_told(&error, text),
    };
    assert_units(&campaign);
    if part == Part::ReadAgain {
        read_again(&campaign);
    }
}

fn read_again(campaign: &Campaign) {
    let again = CampaignPlan::parse(&campaign.text).and_then(|plan| plan.resolve(&mut NoFiles));
    let again = again.unwrap_or_else(|error| panic!("{error}: its text is {}", campaign.text));
    assert_eq!((again.digest, again.units()), (campaign.digest, campaign.units()), "{}", campaign.text);
    assert_eq!(again.text, campaign.text);
}

fn assert_units(campaign: &Campaign) {
    let mut units = vec![0; campaign.cells.len()];
    for unit in 0..campaign.units() {
        let cell = campaign.cell_of(unit).unwrap_or_else(|| panic!("unit {unit} has no cell"));
        assert!(campaign.work(unit).is_some(), "there is nothing to do in unit {unit}");
        units[cell] += 1;
    }
    assert!(campaign.cell_of(campaign.units()).is_none() && campaign.work(campaign.units()).is_none());
    assert!(campaign.cells.iter().zip(&units).all(|(cell, units)| cell.units() == *units && *units > 0), "{units:?}");
}

/// Whether it takes little to resolve a plan.
fn is_small(plan: &CampaignPlan) -> bool {
    let races = plan.races.iter().all(|group| {
        let eras = if let Eras::List(eras) = &group.eras { eras.len() } else { 1 };
        let (Amount::Each(schedules) | Amount::Total(schedules)) = group.amount;
        [group.scenarios.len(), eras, group.schedulers.len()].into_iter().all(|choices| choices <= CHOICES_MAX)
            && schedules / group.per_unit.unwrap_or(1).max(1) <= UNITS_MAX
    });
    let histories = plan
        .histories
        .iter()
        .all(|group| group.subjects.len() <= CHOICES_MAX && group.cases / group.per_unit.max(1) <= UNITS_MAX);
    races && histories && plan.races.len() + plan.histories.len() <= GROUPS_MAX
}

/// An error is one line, and its place is one of the text.
fn is_told(error: &PlanError, text: &str) {
    assert!(!error.problem.is_empty() && !error.problem.contains(char::is_control), "{error:?}");
    match error.position {
        Some(place) => place::assert_in(place, text),
        None => assert!(WITHOUT_PLACE.iter().any(|part| error.problem.contains(part)), "it has no place: {error}"),
    }
}

/// What is wrong at no place in particular.
const WITHOUT_PLACE: [&str; 3] = ["there is nothing to play", "missing field", "units, and can have"];
