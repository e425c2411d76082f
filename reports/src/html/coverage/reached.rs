//! What a scenario is about, and where that was reached.

use super::shown;
use crate::report::Coverage;
use maud::{Markup, html};

/// Properties that are named.
const PROPERTIES: usize = 20;

/// Where one property was reached.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Reach<'r> {
    property: &'r str,
    reached: usize,
    of: usize,
}

impl<'r> Reach<'r> {
    /// The properties of a scenario, in the order in which its eras name them.
    pub(super) fn of(eras: &[&'r Coverage]) -> Vec<Self> {
        let mut all: Vec<Self> = Vec::new();
        for one in eras.iter().flat_map(|one| &one.reached) {
            let place = match all.iter().position(|known| known.property == one.property) {
                Some(place) => place,
                None if all.len() < PROPERTIES => {
                    all.push(Self { property: &one.property, reached: 0, of: 0 });
                    all.len() - 1
                }
                None => continue,
            };
            all[place].of += 1;
            all[place].reached += usize::from(one.reached);
        }
        all
    }

    pub(super) fn in_words(&self) -> Markup {
        html! {
            span.never[self.reached == 0] { (shown::name(self.property)) " " (self.reached) " of " (self.of) @if self.reached == 0 { " (never)" } }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::report::Reached;

    #[test]
    fn properties_are_counted_over_eras() {
        let era = |reached: &[(&str, bool)]| Coverage {
            scenario: "s".into(),
            era: "6.6".into(),
            states: 1,
            exhausted: true,
            schedules: 0,
            reached: reached.iter().map(|&(property, reached)| Reached { property: property.into(), reached }).collect(),
        };
        let eras = [era(&[("a", true), ("b", false)]), era(&[("b", false), ("a", false)])];
        let found = Reach::of(&eras.iter().collect::<Vec<_>>());
        assert_eq!(found, [Reach { property: "a", reached: 1, of: 2 }, Reach { property: "b", reached: 0, of: 2 }]);
        assert_eq!(found[1].in_words().into_string(), r#"<span class="never">b 0 of 2 (never)</span>"#);
    }
}
