//! The id of a template, asked for one after the other, in random namespaces.

use crate::check::check;
use crate::pool::{around, name, template};
use ifrace_model::Template;
use ifrace_model::kernel::{Namespace, NewLink, Rules, lowest_free};
use proptest::prelude::*;

#[test]
fn it_is_the_id_that_a_namespace_picks() {
    let filled = (around(), 0..130_u32, 0..130_u32);
    check(1500, &(prop::collection::vec(name(), 0..20), filled, template()), |(names, filled, wanted)| {
        let mut host = Namespace::new(Rules::Trust);
        let ((prefix, suffix), count, gap) = filled;
        let fill = (0..count).filter(|id| *id != gap).map(|id| format!("{prefix}{id}{suffix}").into_bytes());
        for name in names.into_iter().chain(fill) {
            // Names that are refused or taken are part of it.
            let _refused = host.new_link(&NewLink::create("bridge", Some(&name)));
        }
        let template = Template::parse(&wanted).expect("it is one");
        let is_taken = |id: u32| !host.holders(template.expand_cut(id.into()).as_bytes()).is_empty();
        prop_assert_eq!(lowest_free(&template, is_taken), host.used_ids().lowest_free(&template));
        Ok(())
    });
}
