//! How the header of a trace becomes what is played.

use super::{ReplayError, sane};
use crate::release::Release;
use crate::trace::{Header, Kind, SIMULATED};
use crate::world::Stage;
use std::sync::Arc;

/// The plan of a header, made ready for its era.
///
/// # Errors
/// It says nothing that can be played.
pub(super) fn stage(header: &Header) -> Result<Arc<Stage>, ReplayError> {
    if header.kind == Kind::Repro {
        return Err(ReplayError::Case(header.scenario.clone()));
    }
    if header.subject != SIMULATED {
        return Err(ReplayError::Subject(header.subject.clone()));
    }
    let plan = header.plan.as_ref().ok_or(ReplayError::NoPlan)?;
    if header.scenario != plan.name {
        return Err(ReplayError::OtherScenario { header: header.scenario.clone(), plan: plan.name.clone() });
    }
    let release = Release::parse(&header.era)?;
    sane::check(plan).map_err(ReplayError::Plan)?;
    Ok(Arc::new(Stage::new(plan.clone(), release)?))
}
