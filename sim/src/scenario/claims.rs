//! What a scenario expects of eras.

use super::file::{Claim, Promise};
use crate::flaw::{Flaw, any_of};
use crate::release::Release;
use crate::world::plan::Break;
use crate::world::property::Property;
use crate::world::violated::Violated;
use toml::Spanned;

/// What holds under an era.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Hold {
    /// The era, as [`Release::parse`](crate::release::Release::parse) reads it.
    pub era: String,
    /// What is never violated.
    pub never: Vec<Violated>,
}

/// What a scenario is about.
pub(super) fn about(ids: &[Spanned<String>]) -> Result<Vec<Property>, Flaw> {
    let all = || Property::ALL.iter().map(|one| one.id());
    let known = |id: &Spanned<String>| {
        let unknown = || Flaw::at(id, format!("there is no property `{}`; there is {}", id.get_ref(), any_of(all())));
        Property::from_id(id.get_ref()).ok_or_else(unknown)
    };
    ids.iter().map(known).collect()
}

/// What does not hold, era by era.
pub(super) fn breaks(claims: &[Spanned<Claim>]) -> Result<Vec<Break>, Flaw> {
    let mut breaks = Vec::new();
    for claim in claims {
        let Claim { eras, violated } = claim.get_ref();
        let violated = violations(violated)?;
        breaks.extend(eras_of(eras)?.map(|era| Break { era, violated: violated.clone() }));
    }
    Ok(breaks)
}

/// What holds, era by era. Nothing may hold that does not.
pub(super) fn holds(promises: &[Spanned<Promise>], breaks: &[Break]) -> Result<Vec<Hold>, Flaw> {
    let mut holds = Vec::new();
    for promise in promises {
        let Promise { eras, never } = promise.get_ref();
        let never = never.as_ref().map_or_else(|| Ok(Violated::ALL.to_vec()), violations)?;
        for era in eras.get_ref() {
            let same = breaks.iter().filter(|one| one.era == *era.get_ref());
            if let Some(both) = same.flat_map(|one| &one.violated).find(|one| never.contains(one)) {
                let problem =
                    format!("under {} {both} is violated and holds; remove it from [[breaks]] or [[holds]]", era.get_ref());
                return Err(Flaw::at(era, problem));
            }
        }
        holds.extend(eras_of(eras)?.map(|era| Hold { era, never: never.clone() }));
    }
    Ok(holds)
}

fn eras_of(eras: &Spanned<Vec<Spanned<String>>>) -> Result<impl Iterator<Item = String>, Flaw> {
    if eras.get_ref().is_empty() {
        return Err(Flaw::at(eras, "eras is empty; name one, such as \"11.3\""));
    }
    for era in eras.get_ref() {
        Release::parse(era.get_ref()).map_err(|error| Flaw::at(era, error.to_string()))?;
    }
    Ok(eras.get_ref().iter().map(|era| era.get_ref().clone()))
}

fn violations(ids: &Spanned<Vec<Spanned<String>>>) -> Result<Vec<Violated>, Flaw> {
    let all = || Violated::ALL.iter().map(|one| one.id());
    if ids.get_ref().is_empty() {
        return Err(Flaw::at(ids, format!("the list is empty; name some of {}", any_of(all()))));
    }
    let known = |id: &Spanned<String>| {
        let unknown =
            || Flaw::at(id, format!("nothing is called `{}` that can be violated; there is {}", id.get_ref(), any_of(all())));
        Violated::from_id(id.get_ref()).ok_or_else(unknown)
    };
    ids.get_ref().iter().map(known).collect()
}
