//! What is wrong with a plan, of a scenario or of a campaign, and where.

use ifrace_allocator::xml::{Position, printable};
use toml::Spanned;

/// What is wrong with a plan.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("{}{problem}", position.map(|position| format!("{position}: ")).unwrap_or_default())]
pub struct PlanError {
    /// Where, if it is at one place.
    pub position: Option<Position>,
    /// What is wrong, and what to do.
    pub problem: String,
}

/// The place of something in the text of a plan: the offset of its first byte.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Default)]
pub(crate) struct Place(Option<usize>);

impl<T> From<&Spanned<T>> for Place {
    fn from(value: &Spanned<T>) -> Self {
        Self(Some(value.span().start))
    }
}

/// What is wrong, while the text is not at hand.
#[derive(Debug)]
pub(crate) struct Flaw {
    place: Place,
    problem: String,
}

impl Flaw {
    pub(crate) fn at(place: impl Into<Place>, problem: impl Into<String>) -> Self {
        Self { place: place.into(), problem: problem.into() }
    }

    /// With no place of its own.
    pub(crate) fn of_all(problem: impl Into<String>) -> Self {
        Self { place: Place(None), problem: problem.into() }
    }

    /// With the place in the text where it is, and in one line, whatever it repeats of the text.
    pub(crate) fn in_text(self, text: &str) -> PlanError {
        PlanError { position: self.place.0.map(|offset| position(text, offset)), problem: printable(&self.problem) }
    }
}

impl From<toml::de::Error> for Flaw {
    fn from(error: toml::de::Error) -> Self {
        Self { place: Place(error.span().map(|span| span.start)), problem: error.message().replace('\n', ", ") }
    }
}

/// The place of an offset, counted from 1 as editors do; a column counts characters.
fn position(text: &str, offset: usize) -> Position {
    let before = text.get(..offset).unwrap_or(text);
    let last_line = before.rsplit('\n').next().unwrap_or_default();
    Position { line: before.matches('\n').count() + 1, column: last_line.chars().count() + 1 }
}

/// A list of words for people: `a, b or c`.
pub(crate) fn any_of<'w>(words: impl IntoIterator<Item = &'w str>) -> String {
    let words: Vec<&str> = words.into_iter().collect();
    match words.split_last() {
        Some((last, [])) => (*last).to_owned(),
        Some((last, others)) => format!("{} or {last}", others.join(", ")),
        None => "nothing".to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use crate::scenario::Scenario;

    /// TOML has escapes for what a text cannot have as it is.
    #[test]
    fn an_error_is_one_line() {
        let text = "name = \"n\"\nsummary = \"s\"\n[furniture]\ntaps = [\"a\\nb\"]\n[[guest]]\ninterfaces = []\ntasks = []";
        let error = Scenario::parse(text).expect_err("no device has such a name").to_string();
        assert!(error.starts_with("4:9: no device can be called `a\\nb`") && !error.contains('\n'), "{error}");
    }
}
