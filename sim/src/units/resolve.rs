//! From a plan to a campaign: what it names is found.

use super::campaign::order;
use super::cell::{HistoryCell, RaceCell};
use super::limits::{UNITS_MAX, schedules_per_unit};
use super::{Amount, Campaign, CampaignPlan, Cell, Digest, Eras, PlanError, Races, claimed, text};
use crate::flaw::Flaw;
use crate::release::Release;
use crate::scenario::Scenario;
use crate::world::Stage;
use std::collections::BTreeMap;
use std::sync::Arc;

/// Where a plan finds what it names.
pub trait Sources {
    /// The text of a file.
    ///
    /// # Errors
    /// Why there is none.
    fn text(&mut self, word: &str) -> Result<String, String>;

    /// Whether there is such a subject.
    ///
    /// # Errors
    /// Why there is none.
    fn subject(&mut self, id: &str) -> Result<(), String>;
}

/// Nothing but the built-in scenarios; every subject is taken for one.
#[derive(Clone, Copy, Debug)]
pub struct NoFiles;

impl Sources for NoFiles {
    fn text(&mut self, _: &str) -> Result<String, String> {
        Err("no files are read here".to_owned())
    }

    fn subject(&mut self, _: &str) -> Result<(), String> {
        Ok(())
    }
}

impl CampaignPlan {
    /// Finds what the plan names, and cuts it into units.
    ///
    /// # Errors
    /// The first thing that is wrong, and where: something is not there, or cannot be played.
    pub fn resolve(self, sources: &mut dyn Sources) -> Result<Campaign, PlanError> {
        let source = self.source.clone();
        resolve(self, sources).map_err(|flaw| flaw.in_text(&source))
    }
}

fn resolve(mut plan: CampaignPlan, sources: &mut dyn Sources) -> Result<Campaign, Flaw> {
    let scenarios = scenarios(&mut plan, sources)?;
    let baseline = baseline(&mut plan, sources)?;
    let mut cells = Vec::new();
    for (number, group) in plan.races.iter().enumerate() {
        cells.extend(races(number, group, &scenarios)?.into_iter().map(Cell::Race));
    }
    for (group, histories) in plan.histories.iter().enumerate() {
        for (id, at) in histories.subjects.iter().zip(&histories.at) {
            sources.subject(id).map_err(|why| Flaw::at(*at, why))?;
            let (subject, cases, length) = (id.clone(), histories.cases, histories.length);
            cells.push(Cell::History(HistoryCell { group, subject, cases, length, per_unit: histories.per_unit }));
        }
    }
    let units = cells.iter().map(Cell::units).fold(0, u64::saturating_add);
    if units > UNITS_MAX {
        let more = "raise schedules-per-unit or cases-per-unit";
        return Err(Flaw::of_all(format!("the plan has {units} units, and can have {UNITS_MAX}; {more}")));
    }
    let text = text::resolved(&plan);
    let (digest, order) = (Digest::of(text.as_bytes()), order(&cells));
    Ok(Campaign { plan, text, digest, cells, baseline, order })
}

type Scenarios = BTreeMap<String, Arc<Scenario>>;

/// Every scenario by the word that names it. Its text becomes a part of the plan.
fn scenarios(plan: &mut CampaignPlan, sources: &mut dyn Sources) -> Result<Scenarios, Flaw> {
    let (mut all, mut names) = (Scenarios::new(), BTreeMap::new());
    for group in &plan.races {
        for word in &group.scenarios {
            if all.contains_key(word) {
                continue;
            }
            let wrong = |why: &dyn std::fmt::Display| Flaw::at(group.at, format!("{word}: {why}"));
            let scenario = match plan.texts.get(word) {
                Some(text) => Scenario::parse(text).map_err(|error| wrong(&error))?,
                None => match Scenario::builtin(word) {
                    Some(scenario) => scenario,
                    None => Scenario::parse(&sources.text(word).map_err(|why| wrong(&why))?).map_err(|error| wrong(&error))?,
                },
            };
            if let Some(other) = names.insert(scenario.name.clone(), word.clone()) {
                return Err(wrong(&format!("its name is {}, like that of {other}; give it another one", scenario.name)));
            }
            plan.texts.insert(word.clone(), scenario.text.clone());
            all.insert(word.clone(), Arc::new(scenario));
        }
    }
    Ok(all)
}

/// The text of the baseline, if the plan names one.
fn baseline(plan: &mut CampaignPlan, sources: &mut dyn Sources) -> Result<Option<String>, Flaw> {
    let Some(word) = plan.baseline.clone() else { return Ok(None) };
    let text = match plan.texts.get(&word) {
        Some(text) => text.clone(),
        None => sources.text(&word).map_err(|why| Flaw::at(plan.baseline_at, format!("{word}: {why}")))?,
    };
    plan.texts.insert(word, text.clone());
    Ok(Some(text))
}

/// The combinations of a group.
fn races(number: usize, group: &Races, scenarios: &Scenarios) -> Result<Vec<RaceCell>, Flaw> {
    let mut cells = Vec::new();
    for word in &group.scenarios {
        let scenario = &scenarios[word];
        let wrong = |why: &dyn std::fmt::Display| Flaw::at(group.at, format!("{word}: {why}"));
        let plan = scenario.plan(&group.parameters).map_err(|error| wrong(&error))?;
        let releases: Vec<Release> = match &group.eras {
            Eras::Claimed => claimed::eras(scenario),
            Eras::List(releases) => releases.clone(),
        };
        if releases.is_empty() {
            return Err(wrong(&"it claims nothing of any era; name the eras, such as eras = [\"11.3\"]"));
        }
        for release in releases {
            let stage = Stage::new(plan.clone(), release).map_err(|why| wrong(&format!("under {}: {why}", release.id())))?;
            let stage = Arc::new(stage);
            cells.extend(group.schedulers.iter().map(|players| RaceCell {
                group: number,
                word: word.clone(),
                scenario: Arc::clone(scenario),
                parameters: group.parameters,
                stage: Arc::clone(&stage),
                players: *players,
                expect: group.expect,
                schedules: 0,
                per_unit: group.per_unit.unwrap_or_else(|| schedules_per_unit(&plan)),
            }));
        }
    }
    share(group, &mut cells)?;
    Ok(cells)
}

/// Gives each combination its schedules.
fn share(group: &Races, cells: &mut [RaceCell]) -> Result<(), Flaw> {
    let count = cells.len() as u64;
    for (cell, place) in cells.iter_mut().zip(0..) {
        cell.schedules = match group.amount {
            Amount::Each(each) => each,
            Amount::Total(total) => total / count + u64::from(place < total % count),
        };
        if cell.schedules == 0 {
            let problem =
                format!("total-schedules is less than the {count} combinations of these races; raise it to that at least");
            return Err(Flaw::at(group.at, problem));
        }
    }
    Ok(())
}
