//! Values by the numbers in which they turned up.

use hashbrown::HashTable;
use rustc_hash::FxHasher;
use std::hash::{Hash, Hasher};

/// Values that are numbered as they turn up. Equal values have one number.
#[derive(Clone, Debug)]
pub(super) struct Table<T> {
    values: Vec<T>,
    places: HashTable<u32>,
}

impl<T> Default for Table<T> {
    fn default() -> Self {
        Self { values: Vec::new(), places: HashTable::new() }
    }
}

impl<T: Clone + Eq + Hash> Table<T> {
    /// The number of a value, which may be new.
    pub(super) fn number(&mut self, value: &T) -> u32 {
        let hash = hash(value);
        if let Some(place) = self.places.find(hash, |place| self.values[*place as usize] == *value) {
            return *place;
        }
        let place = u32::try_from(self.values.len()).unwrap_or(u32::MAX);
        self.values.push(value.clone());
        let values = &self.values;
        self.places.insert_unique(hash, place, |other| self::hash(&values[*other as usize]));
        place
    }

    /// The number of a value that has one.
    pub(super) fn find(&self, value: &T) -> Option<u32> {
        self.places.find(hash(value), |place| self.values[*place as usize] == *value).copied()
    }

    /// The value with a number.
    pub(super) fn get(&self, number: u32) -> &T {
        &self.values[number as usize]
    }

    /// How many there are.
    pub(super) fn len(&self) -> usize {
        self.values.len()
    }

    /// Takes over what another table has beyond this one: both number the same values in the same order.
    pub(super) fn catch_up(&mut self, other: &Self) {
        for value in &other.values[self.len()..] {
            self.number(value);
        }
    }
}

/// The numbers depend on the order in which values turn up alone, so that the hash needs no more than to be fast.
fn hash(value: &impl Hash) -> u64 {
    let mut hasher = FxHasher::default();
    value.hash(&mut hasher);
    hasher.finish()
}

#[cfg(test)]
mod tests {
    use super::Table;

    #[test]
    fn equal_values_have_one_number() {
        let (mut table, mut late) = (Table::default(), Table::default());
        assert_eq!((table.number(&"a"), table.number(&"b"), table.number(&"a")), (0, 1, 0));
        assert_eq!((table.find(&"b"), table.find(&"c"), *table.get(1), table.len()), (Some(1), None, "b", 2));
        late.catch_up(&table);
        assert_eq!((late.find(&"b"), late.number(&"c")), (Some(1), 2));
    }
}
