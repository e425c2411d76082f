//! The names of a world, by numbers.

use super::op::NameId;
use ifrace_allocator::IfName;
use ifrace_model::Template;
use std::collections::BTreeMap;

/// The names that have turned up, each with a number, and what is known of them.
#[derive(Clone, Debug, Default)]
pub(super) struct Names {
    names: Vec<IfName>,
    numbers: BTreeMap<IfName, NameId>,
    templates: Vec<IfName>,
    /// For each template, the numbers of its names by id.
    expanded: Vec<BTreeMap<u32, NameId>>,
    /// Names that devices of the host have for good.
    fixed: Vec<IfName>,
    /// Names of a template that are taken for good: the template, the first id and how many.
    occupied: Vec<(IfName, u32, u32)>,
    /// Whether each name is taken for good.
    furniture: Vec<bool>,
}

impl Names {
    pub(super) fn new(fixed: Vec<IfName>, occupied: Vec<(IfName, u32, u32)>) -> Self {
        Self { fixed, occupied, ..Self::default() }
    }

    /// The number of a name.
    pub(super) fn number(&mut self, name: IfName) -> NameId {
        if let Some(number) = self.numbers.get(&name) {
            return *number;
        }
        self.names.push(name);
        self.furniture.push(self.is_taken_for_good(name));
        let number = NameId::try_from(self.names.len()).unwrap_or(NameId::MAX);
        self.numbers.insert(name, number);
        number
    }

    /// The name with a number.
    pub(super) fn name(&self, number: NameId) -> Option<IfName> {
        self.names.get(usize::from(number).checked_sub(1)?).copied()
    }

    /// The number of a template.
    pub(super) fn template(&mut self, template: IfName) -> u8 {
        let number = self.templates.iter().position(|one| *one == template).unwrap_or_else(|| {
            self.templates.push(template);
            self.expanded.push(BTreeMap::new());
            self.templates.len() - 1
        });
        u8::try_from(number).unwrap_or(u8::MAX)
    }

    /// The number at the end of a name, if it has one.
    pub(super) fn id(&self, number: NameId) -> Option<u32> {
        let name = self.name(number)?.to_string();
        name.trim_start_matches(|c: char| !c.is_ascii_digit()).parse().ok()
    }

    /// Whether there are more names than numbers.
    pub(super) fn is_full(&self) -> bool {
        self.names.len() >= usize::from(NameId::MAX)
    }

    fn is_taken_for_good(&self, name: IfName) -> bool {
        self.fixed.contains(&name)
            || self
                .occupied
                .iter()
                .any(|(template, first, count)| id_in(*template, name).is_some_and(|id| id >= *first && id - *first < *count))
    }
}

/// The id that a template has in a name.
fn id_in(template: IfName, name: IfName) -> Option<u32> {
    let template = Template::parse(template.as_bytes()).ok()?;
    let digits = name.as_bytes().strip_prefix(template.prefix())?.strip_suffix(template.suffix())?;
    let id = std::str::from_utf8(digits).ok()?.parse().ok()?;
    (template.expand(i64::from(id)) == name.as_bytes()).then_some(id)
}

impl Names {
    /// The number of the name that a template gives for an id; 0 if no device could bear it.
    pub(super) fn expand(&mut self, template: u8, id: u32) -> NameId {
        if let Some(name) = self.expanded(template, id) {
            return name;
        }
        let Some(text) = self.template_text(template) else { return 0 };
        let expanded = Template::parse(text.as_bytes()).ok().and_then(|one| IfName::new(one.expand(i64::from(id)).as_slice()));
        let number = expanded.map_or(0, |name| self.number(name));
        self.expanded[usize::from(template)].insert(id, number);
        number
    }

    /// The same, if it has been asked for before.
    pub(super) fn expanded(&self, template: u8, id: u32) -> Option<NameId> {
        self.expanded.get(usize::from(template))?.get(&id).copied()
    }

    /// The template with a number.
    pub(super) fn template_text(&self, template: u8) -> Option<IfName> {
        self.templates.get(usize::from(template)).copied()
    }

    /// Whether a name is taken for good.
    pub(super) fn is_furniture(&self, name: NameId) -> bool {
        usize::from(name).checked_sub(1).and_then(|place| self.furniture.get(place)).is_some_and(|taken| *taken)
    }

    /// Takes over the numbers that another one has beyond these: both give the same numbers in the same order.
    pub(super) fn catch_up(&mut self, other: &Self) {
        for name in &other.names[self.names.len()..] {
            self.number(*name);
        }
        for template in &other.templates[self.templates.len()..] {
            self.template(*template);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn name(text: &str) -> IfName {
        IfName::new(text).unwrap()
    }

    #[test]
    fn names_are_numbered_as_they_turn_up() {
        let mut names = Names::new(vec![name("br0")], vec![(name("vnet%d"), 3, 2)]);
        let (bridge, free) = (names.number(name("br0")), names.number(name("vnet2")));
        assert_eq!((bridge, free, names.number(name("br0")), names.name(2)), (1, 2, 1, Some(name("vnet2"))));
        let template = names.template(name("vnet%d"));
        let numbers = [2, 3, 4, 5].map(|id| names.expand(template, id));
        assert_eq!(numbers.map(|number| names.is_furniture(number)), [false, true, true, false]);
        assert!(names.is_furniture(bridge));
        assert_eq!(names.expand(template, 2), free);
        let mut late = Names::new(vec![name("br0")], vec![(name("vnet%d"), 3, 2)]);
        late.catch_up(&names);
        assert_eq!((late.number(name("vnet3")), late.template(name("vnet%d"))), (names.number(name("vnet3")), template));
    }

    #[test]
    fn an_id_is_what_the_template_writes() {
        assert_eq!(id_in(name("vnet%d"), name("vnet12")), Some(12));
        assert_eq!((id_in(name("vnet%d"), name("vnet012")), id_in(name("vnet%d"), name("vnet"))), (None, None));
    }
}
