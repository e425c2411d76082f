//! Releases as text: `RULES`, or `RULES@POLICY` for rules with another way of naming.

use super::{NamesOf, Release, all, names_of};
use ifrace_allocator::rules::Rules;
use ifrace_model::policy::{DeviceKind, Era};

/// The ways of naming, each for all kinds of devices. An era that names only some kinds is combined with the one that fits it, or
/// is part of no way: `mail-v1` has none for macvtaps. Of several identifiers for one way the first is written.
const POLICIES: &[(&str, NamesOf)] = &[
    ("lowest-free", NamesOf::Eras { taps: Era::KernelTemplate, macvtaps: Era::MacvtapScan }),
    ("bitmap", NamesOf::Eras { taps: Era::KernelTemplate, macvtaps: Era::MacvtapBitmap }),
    ("tap-6.8", NamesOf::Eras { taps: Era::Tap68, macvtaps: Era::Macvtap68 }),
    ("macvtap-6.8", NamesOf::Eras { taps: Era::Tap68, macvtaps: Era::Macvtap68 }),
    ("unified-7.0", all(Era::Unified70)),
    ("monotonic", all(Era::Unified90)),
    ("unified-9.0", all(Era::Unified90)),
    ("hardened", NamesOf::Exclusive),
];

/// Why a text is no release.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum UnknownRelease {
    /// There are no such rules.
    #[error("there are no rules {0}; there are {rules}, and releases such as 8.0", rules = rules())]
    Rules(String),
    /// There is no such way of naming.
    #[error("there is no policy {0}; there are {policies}", policies = policies())]
    Policy(String),
    /// The era names only some kinds of devices.
    #[error("{0} names no {missing}; policies for all kinds are {policies}", missing = missing(*.0), policies = policies())]
    SomeKinds(Era),
}

impl Release {
    /// The release of a text: `RULES` alone has the naming of its own row, which for the
    /// [disciplines](Rules::DISCIPLINES) is the exclusive one, `RULES@POLICY` another.
    ///
    /// RULES is whatever [`Rules::find`] finds. POLICY is `unified-7.0`, `unified-9.0` (also `monotonic`), `tap-6.8` or
    /// `macvtap-6.8` (which are one, as neither names all kinds), `hardened`, `lowest-free` (`kernel-template` and `macvtap-scan`)
    /// or `bitmap` (`kernel-template` and `macvtap-bitmap`).
    ///
    /// ```
    /// use ifrace_sim::release::Release;
    ///
    /// let id = |text| Release::parse(text).map(|release| release.id());
    /// assert_eq!(id("by-name@lowest-free").as_deref(), Ok("by-name@lowest-free"));
    /// assert_eq!(id("8.0.0@monotonic").as_deref(), Ok("7.0@monotonic"));
    /// assert_eq!(id("11.3@monotonic").as_deref(), Ok("11.3"), "its own naming");
    /// assert!(id("11.3@macvtap-scan").unwrap_err().to_string().contains("names no tap"));
    /// ```
    ///
    /// # Errors
    /// [`UnknownRelease`], which says what there is.
    pub fn parse(text: &str) -> Result<Self, UnknownRelease> {
        let (id, policy) = text.split_once('@').map_or((text, None), |(id, policy)| (id, Some(policy)));
        let rules = Rules::find(id).ok_or_else(|| UnknownRelease::Rules(id.to_owned()))?;
        let names = policy.map_or_else(|| Ok(names_of(rules.id)), naming)?;
        Ok(Self { rules, names })
    }

    /// The text that [`parse`](Self::parse) takes for this release; for a naming that it does not know, both eras with a plus.
    pub fn id(&self) -> String {
        let rules = self.rules.id;
        if self.names == names_of(rules) {
            return rules.to_owned();
        }
        match (POLICIES.iter().find(|(_, names)| *names == self.names), self.names) {
            (Some((policy, _)), _) => format!("{rules}@{policy}"),
            (None, NamesOf::Eras { taps, macvtaps }) => format!("{rules}@{taps}+{macvtaps}"),
            (None, NamesOf::Exclusive) => unreachable!("it has an identifier"),
        }
    }
}

fn naming(policy: &str) -> Result<NamesOf, UnknownRelease> {
    let known = POLICIES.iter().find(|(id, _)| *id == policy).map(|(_, names)| *names);
    known.ok_or_else(|| match Era::from_id(policy) {
        Some(era) => UnknownRelease::SomeKinds(era),
        None => UnknownRelease::Policy(policy.to_owned()),
    })
}

fn rules() -> String {
    let all: Vec<_> = Rules::ALL.iter().chain(Rules::DISCIPLINES).map(|rules| rules.id).collect();
    all.join(", ")
}

fn policies() -> String {
    POLICIES.iter().map(|(id, _)| *id).collect::<Vec<_>>().join(", ")
}

/// The first kind that an era does not name.
fn missing(era: Era) -> &'static str {
    DeviceKind::ALL.into_iter().find(|kind| !era.kinds().contains(kind)).map_or("other device", DeviceKind::id)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_release_and_every_combination_is_read_back() {
        for release in Release::all() {
            assert_eq!((Release::parse(release.rules.id), release.id()), (Ok(release), release.rules.id.to_owned()));
        }
        for rules in Rules::ALL.iter().chain(Rules::DISCIPLINES) {
            for (policy, names) in POLICIES {
                let release = Release::parse(&format!("{}@{policy}", rules.id)).expect("it exists");
                assert_eq!(release, Release { rules, names: *names });
                assert_eq!(Release::parse(&release.id()), Ok(release));
            }
        }
    }

    #[test]
    fn a_discipline_names_exclusively_unless_it_is_told_otherwise() {
        for rules in Rules::DISCIPLINES {
            let release = Release::parse(rules.id).expect("it is a discipline");
            assert_eq!((release.names, release.id()), (NamesOf::Exclusive, rules.id.to_owned()));
        }
        assert_eq!(Release::parse("by-name@hardened").map(|release| release.id()), Ok("by-name".to_owned()));
    }

    #[test]
    fn every_era_is_a_policy_or_refused_for_what_it_does_not_name() {
        for era in Era::ALL {
            match naming(era.id()) {
                Ok(NamesOf::Eras { taps, macvtaps }) => assert!(taps == era || macvtaps == era),
                other => assert_eq!(other, Err(UnknownRelease::SomeKinds(era))),
            }
        }
    }

    #[test]
    fn what_there_is_not_is_answered_with_what_there_is() {
        let says = |text| Release::parse(text).expect_err("there is no such release").to_string();
        assert!(says("5.6").contains("no rules 5.6; there are 6.6, 6.7") && says("5.6").contains("hardened, by-name"));
        assert!(says("11.3@newest").contains("no policy newest; there are lowest-free, bitmap"));
        assert!(says("11.3@mail-v1").contains("mail-v1 names no macvtap"));
        assert!(says("11.3@").contains("no policy ") && says("@bitmap").contains("no rules "));
    }

    #[test]
    fn a_naming_of_nobodys_has_a_text_too() {
        let names = NamesOf::Eras { taps: Era::MailV1, macvtaps: Era::Macvtap68 };
        assert_eq!(Release { names, ..Release::parse("11.3").expect("it is a row") }.id(), "11.3@mail-v1+macvtap-6.8");
    }
}
