//! How far one scenario was searched under each era.

use super::{region, shown};
use crate::report::Coverage;
use crate::run::grouped;
use maud::{Markup, html};

pub(super) fn details(name: &str, eras: &[&Coverage]) -> Markup {
    let table = html! {
        table {
            caption { "What was searched of " (shown::name(name)) }
            thead {
                tr {
                    th scope="col" { "Era" }
                    th.number scope="col" { "States" }
                    th scope="col" { "All" }
                    th.number scope="col" { "Schedules" }
                    th scope="col" { "Reached" }
                    th scope="col" { "Not reached" }
                }
            }
            tbody { @for one in eras { (row(one)) } }
        }
    };
    html! { details { summary { (shown::name(name)) ": " span.aside { "coverage by era" } } (region::wide(shown::name(name), &table)) } }
}

fn row(one: &Coverage) -> Markup {
    html! {
        tr {
            th scope="row" { (shown::name(&one.era)) }
            td.number { (grouped(one.states)) }
            td { @if one.exhausted { "all" } @else { "not all" } }
            td.number { (grouped(one.schedules)) }
            td { (names(one, true)) }
            td { (names(one, false)) }
        }
    }
}

fn names(one: &Coverage, reached: bool) -> Markup {
    let names: Vec<&str> =
        one.reached.iter().filter(|own| own.reached == reached).map(|own| own.property.as_str()).take(20).collect();
    html! { @for (number, name) in names.iter().enumerate() { @if number > 0 { ", " } (shown::name(name)) } }
}
