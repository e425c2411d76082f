//! Templates as values.

use crate::check::check;
use crate::pool;
use ifrace_model::{NAME_MAX, Template};
use proptest::prelude::*;

fn parts() -> impl Strategy<Value = (Vec<u8>, Vec<u8>)> {
    let bytes = || prop::collection::vec(any::<u8>().prop_filter("no second %", |byte| *byte != b'%'), 0..20);
    prop_oneof![
        (bytes(), bytes()),
        pool::around().prop_map(|(prefix, suffix)| (prefix.as_bytes().to_vec(), suffix.as_bytes().to_vec())),
    ]
}

#[test]
fn an_expansion_gives_its_id_back() {
    let ids = prop_oneof![0..200_i64, 0..=i64::MAX];
    check(5000, &(parts(), ids), |((prefix, suffix), id)| {
        let text = [prefix.as_slice(), b"%d", &suffix].concat();
        let template = Template::parse(&text).map_err(|error| TestCaseError::fail(error.to_string()))?;
        prop_assert_eq!((template.prefix(), template.suffix()), (prefix.as_slice(), suffix.as_slice()));
        prop_assert_eq!(template.id_of(&template.expand(id)), Some(id as u64));
        Ok(())
    });
}

#[test]
fn an_id_leads_back_to_the_name() {
    let digits = prop::collection::vec(prop::sample::select(b"0123456789+- x".to_vec()), 0..8);
    check(5000, &(parts(), digits), |((prefix, suffix), digits)| {
        let text = [prefix.as_slice(), b"%d", &suffix].concat();
        let name = [prefix, digits, suffix].concat();
        let template = Template::parse(&text).map_err(|error| TestCaseError::fail(error.to_string()))?;
        if let Some(id) = template.id_of(&name) {
            prop_assert_eq!(template.expand(id as i64), name);
        }
        Ok(())
    });
}

#[test]
fn what_fits_is_not_cut() {
    check(5000, &(parts(), 0..1_000_000_i64), |((prefix, suffix), id)| {
        let text = [prefix.as_slice(), b"%d", &suffix].concat();
        let template = Template::parse(&text).map_err(|error| TestCaseError::fail(error.to_string()))?;
        let whole = template.expand(id);
        prop_assert_eq!(id.to_string().len() <= template.room(), whole.len() <= NAME_MAX);
        if whole.len() <= NAME_MAX && !whole.contains(&0) {
            let name = template.expand_cut(id);
            prop_assert_eq!(name.as_bytes(), whole.as_slice());
        }
        Ok(())
    });
}
