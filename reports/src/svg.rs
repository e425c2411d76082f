//! Pictures of a report, each a file of its own: for a README, an issue or a mail.
//!
//! They look as on the [page](crate::html), follow the light or dark setting, and load nothing.

mod matrix;

use crate::html::diagram;
use crate::report::{Finding, Report};

/// The namespace of SVG, which a file of its own has to name.
pub(crate) const NAMESPACE: &str = "http://www.w3.org/2000/svg";

const STYLE: &str =
    concat!(include_str!("html/colours.css"), include_str!("html/picture.css"), "svg { background: var(--ground); }\n");

/// The worst verdict of each scenario under each release; `None` if there is none.
pub fn verdicts(report: &Report) -> Option<String> {
    Some(matrix::picture(report, STYLE)?.into_string() + "\n")
}

/// The space-time diagram of a finding; `None` if it has none, or more lanes than a picture shows.
pub fn finding(finding: &Finding) -> Option<String> {
    Some(diagram::file(finding.diagram.as_ref()?, &finding.cause, STYLE)?.into_string() + "\n")
}
