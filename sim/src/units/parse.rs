//! From the text of a plan to what it says.

use super::file::{ErasFile, File, HistoriesFile, RacesFile, Scenarios};
use super::limits::{CASES, COUNT_MAX, LENGTH, LENGTH_MAX, UNIT_MAX, within};
use super::{Amount, CampaignPlan, Eras, Expect, Histories, PlanError, Races};
use crate::flaw::{Flaw, Place};
use crate::hunt::{Member, Players};
use crate::release::Release;
use crate::scenario::{Parameter, Parameters, Scenario};
use std::collections::BTreeSet;
use toml::Spanned;

impl CampaignPlan {
    /// Reads a plan. The scenarios and subjects that it names are looked for by [`resolve`](Self::resolve).
    ///
    /// # Errors
    /// The first thing that is wrong with it, and where.
    pub fn parse(text: &str) -> Result<Self, PlanError> {
        plan(text).map_err(|flaw| flaw.in_text(text))
    }
}

fn plan(text: &str) -> Result<CampaignPlan, Flaw> {
    let file: File = toml::from_str(text)?;
    let races = file.races.iter().map(races).collect::<Result<Vec<_>, _>>()?;
    let histories = file.histories.iter().map(histories).collect::<Result<Vec<_>, _>>()?;
    if races.is_empty() && histories.is_empty() {
        return Err(Flaw::of_all("there is nothing to play; add [[races]] or [[histories]] (see ifrace campaign --example)"));
    }
    let plan = CampaignPlan {
        name: name(&file.name)?,
        seed: within(file.seed.as_ref(), "seed", 1, 0, i64::MAX as u64)?,
        canaries: file.canaries,
        baseline: file.baseline.as_ref().map(|word| word.get_ref().clone()),
        races,
        histories,
        texts: file.texts.iter().map(|(word, text)| (word.get_ref().clone(), text.clone())).collect(),
        source: text.to_owned(),
        baseline_at: file.baseline.as_ref().map(Place::from).unwrap_or_default(),
    };
    let is_named =
        |word: &String| plan.races.iter().any(|group| group.scenarios.contains(word)) || plan.baseline.as_ref() == Some(word);
    match file.texts.keys().find(|word| !is_named(word.get_ref())) {
        Some(word) => Err(Flaw::at(word, format!("nothing in the plan names the text `{}`; remove it", word.get_ref()))),
        None => Ok(plan),
    }
}

fn name(name: &Spanned<String>) -> Result<String, Flaw> {
    let is_part = |part: &str| !part.is_empty() && part.bytes().all(|byte| byte.is_ascii_lowercase() || byte.is_ascii_digit());
    if name.get_ref().split('-').all(is_part) {
        return Ok(name.get_ref().clone());
    }
    Err(Flaw::at(name, format!("name is `{}`; it can be small letters and digits, with - between them", name.get_ref())))
}

fn races(place: &Spanned<RacesFile>) -> Result<Races, Flaw> {
    let file = place.get_ref();
    let scenarios = match file.scenarios.get_ref() {
        Scenarios::All(_) => Scenario::ALL.map(str::to_owned).to_vec(),
        Scenarios::List(words) => distinct(&file.scenarios, words, "scenarios")?,
    };
    Ok(Races {
        scenarios,
        eras: eras(file.eras.as_ref())?,
        schedulers: schedulers(file.schedulers.as_ref())?,
        amount: amount(place)?,
        per_unit: per_unit(file)?,
        parameters: parameters(file)?,
        expect: expect(file.expect.as_ref())?,
        at: (&file.scenarios).into(),
    })
}

/// The words of a list, which has some, and each once.
fn distinct(place: impl Into<Place>, words: &[String], what: &str) -> Result<Vec<String>, Flaw> {
    let mut seen = BTreeSet::new();
    match words.iter().find(|word| !seen.insert(*word)) {
        Some(twice) => Err(Flaw::at(place, format!("{what} has `{twice}` twice; leave one out"))),
        None if words.is_empty() => Err(Flaw::at(place, format!("{what} is empty; name what is to be played"))),
        None => Ok(words.to_vec()),
    }
}

fn eras(file: Option<&Spanned<ErasFile>>) -> Result<Eras, Flaw> {
    let Some(place) = file else { return Ok(Eras::Claimed) };
    let ErasFile::List(words) = place.get_ref() else { return Ok(Eras::Claimed) };
    let release = |word: &String| Release::parse(word).map_err(|error| Flaw::at(place, error.to_string()));
    let releases = words.iter().map(release).collect::<Result<Vec<_>, _>>()?;
    let ids: Vec<String> = releases.iter().map(Release::id).collect();
    distinct(place, &ids, "eras").map(|_| Eras::List(releases))
}

fn schedulers(file: Option<&Spanned<Vec<Spanned<String>>>>) -> Result<Vec<Players>, Flaw> {
    let Some(place) = file else { return Ok(vec![Players::Portfolio]) };
    let words: Vec<String> = place.get_ref().iter().map(|word| word.get_ref().clone()).collect();
    distinct(place, &words, "schedulers")?;
    place.get_ref().iter().map(scheduler).collect()
}

fn scheduler(word: &Spanned<String>) -> Result<Players, Flaw> {
    let member = Member::ALL.into_iter().find(|member| member.id() == word.get_ref()).map(Players::One);
    member.or_else(|| (word.get_ref() == "portfolio").then_some(Players::Portfolio)).ok_or_else(|| {
        let known = Member::ALL.map(Member::id).join(", ");
        Flaw::at(word, format!("there is no scheduler `{}`; there are portfolio, {known}", word.get_ref()))
    })
}

fn amount(place: &Spanned<RacesFile>) -> Result<Amount, Flaw> {
    let RacesFile { schedules, total_schedules, .. } = place.get_ref();
    match (schedules, total_schedules) {
        (Some(_), None) => within(schedules.as_ref(), "schedules", 0, 1, COUNT_MAX).map(Amount::Each),
        (None, Some(_)) => within(total_schedules.as_ref(), "total-schedules", 0, 1, COUNT_MAX).map(Amount::Total),
        (None, None) => Err(Flaw::at(place, "these races have no schedules; add schedules, or total-schedules for all together")),
        (Some(_), Some(total)) => Err(Flaw::at(total, "there are schedules and total-schedules; leave one of them out")),
    }
}

fn per_unit(file: &RacesFile) -> Result<Option<u64>, Flaw> {
    let given = file.schedules_per_unit.as_ref();
    given.map(|_| within(given, "schedules-per-unit", 0, 1, UNIT_MAX)).transpose()
}

fn parameters(file: &RacesFile) -> Result<Parameters, Flaw> {
    let mut all = Parameters::default();
    for (word, value) in &file.parameters {
        let known = Parameter::ALL.map(Parameter::id).join(", ");
        let unknown = || Flaw::at(word, format!("there is no parameter `{}`; there are {known}", word.get_ref()));
        let parameter = Parameter::from_id(word.get_ref()).ok_or_else(unknown)?;
        let (least, most) = parameter.limits();
        let number = within(Some(value), parameter.id(), 0, least.into(), most.into())?;
        all = all.with(parameter, number as u32);
    }
    Ok(all)
}

fn expect(file: Option<&Spanned<String>>) -> Result<Expect, Flaw> {
    let Some(word) = file else { return Ok(Expect::default()) };
    Expect::ALL.into_iter().find(|one| one.id() == word.get_ref()).ok_or_else(|| {
        let known = Expect::ALL.map(Expect::id).join(", ");
        Flaw::at(word, format!("expect is `{}`; it can be {known}", word.get_ref()))
    })
}

fn histories(place: &Spanned<HistoriesFile>) -> Result<Histories, Flaw> {
    let file = place.get_ref();
    let subjects: Vec<String> = file.subjects.get_ref().iter().map(|word| word.get_ref().clone()).collect();
    Ok(Histories {
        subjects: distinct(&file.subjects, &subjects, "subjects")?,
        cases: within(Some(&file.cases), "cases", 0, 1, COUNT_MAX)?,
        length: within(file.length.as_ref(), "length", LENGTH, 1, LENGTH_MAX)? as usize,
        per_unit: within(file.cases_per_unit.as_ref(), "cases-per-unit", CASES, 1, UNIT_MAX)?,
        at: file.subjects.get_ref().iter().map(Place::from).collect(),
    })
}
