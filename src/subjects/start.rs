//! Starting a subject together with the model that it is compared with.

use super::{Real, StartError, SubjectId};
use crate::worker::Missing;
use ifrace_model::invariant::Profile;
use ifrace_model::kernel::Rules;
use ifrace_model::policy::Era;
use ifrace_sim::subject::{Builtin, Hardened, SimulatedKernel, Subject};

/// A subject that is ready, and what it takes to judge it.
pub struct Started {
    /// The subject.
    pub subject: Box<dyn Subject + Send>,
    /// Its own model, if it has one beside itself.
    pub model: Option<Box<dyn Subject + Send>>,
    /// What invariants have to know about it.
    pub profile: Profile,
    /// The release of the kernel, the version of the library, or name and version of the program, if it tells.
    pub version: Option<String>,
    /// What this machine lacks for some of its operations.
    pub missing: Vec<Missing>,
}

impl SubjectId {
    /// Starts the subject.
    ///
    /// # Errors
    /// If the machine lacks what it takes, the library is not libvirt's, or the program says no hello.
    pub fn start(&self) -> Result<Started, StartError> {
        Ok(match self {
            Self::Builtin(era) => {
                let (subject, profile) = (Box::new(Builtin::new(*era)), Profile::of(*era));
                Started { subject, model: None, profile, version: None, missing: Vec::new() }
            }
            Self::Hardened => {
                let (subject, profile) = (Box::new(Hardened::default()), Profile::LASTING);
                Started { subject, model: None, profile, version: None, missing: Vec::new() }
            }
            Self::Monotonic => {
                let (subject, profile) = (Box::new(Hardened::monotonic()), Profile::MONOTONIC);
                Started { subject, model: None, profile, version: None, missing: Vec::new() }
            }
            Self::Kernel => {
                let kernel = Real::kernel()?;
                let version = kernel.version().map(str::to_owned);
                let rules = version.as_deref().and_then(Rules::of_release).unwrap_or_default();
                let model: Box<dyn Subject + Send> = Box::new(SimulatedKernel { rules, kinds: kernel.kinds().to_vec() });
                let missing = kernel.missing();
                Started { subject: Box::new(kernel), model: Some(model), profile: Profile::ENDLESS, version, missing }
            }
            Self::Libvirt(library) => {
                let library = Real::libvirt(library)?;
                let version = library.version().map(str::to_owned);
                let model = model_of(&library, Era::Unified70);
                let (profile, missing) = (Profile::of(Era::Unified70), Vec::new());
                Started { subject: Box::new(library), model: Some(model), profile, version, missing }
            }
            Self::Exec(command) => {
                let (program, hello) = Real::exec(command)?;
                let (profile, version) = (hello.profile(), program.version().map(str::to_owned));
                Started { subject: Box::new(program), model: None, profile, version, missing: Vec::new() }
            }
        })
    }
}

/// The model of an era in the part that this subject plays: one that only picks names has no devices.
pub fn model_of(subject: &dyn Subject, era: Era) -> Box<dyn Subject + Send> {
    let model = Builtin::new(era);
    Box::new(if subject.abilities().creates { model } else { model.names_only() })
}
