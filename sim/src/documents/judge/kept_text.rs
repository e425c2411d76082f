//! That a document loses its names and nothing else.

use crate::documents::Target;

/// A `<target>` that loses its name.
pub(super) struct Loser<'a> {
    pub(super) target: &'a Target,
    /// Whether another `<target>` follows, which would be read if this one were gone.
    pub(super) is_followed: bool,
}

/// Checks that `after` is `before` without the names of these targets: without the attribute `dev`, or without the whole element if
/// that says nothing else.
pub(super) fn only_names_are_gone<'a>(before: &str, after: &str, losers: impl Iterator<Item = Loser<'a>>) -> Result<(), String> {
    let (mut from, mut rest) = (0, after);
    for Loser { target: Target { element, dev }, is_followed } in losers {
        let dev = dev.as_ref().ok_or("a target without a name cannot lose it")?;
        let others = [&before[element.start..dev.start], &before[dev.end..element.end]].concat();
        let gone = if says_nothing(&others) && !is_followed { element } else { dev };
        rest = strip(rest, &before[from..gone.start])?;
        from = gone.end;
    }
    if rest == &before[from..] { Ok(()) } else { Err(format!("it ends with {rest:?} instead of {:?}", &before[from..])) }
}

fn strip<'s>(text: &'s str, prefix: &str) -> Result<&'s str, String> {
    text.strip_prefix(prefix).ok_or_else(|| format!("{prefix:?} is not kept, but became {text:?}"))
}

/// Whether a `<target>` has neither attributes nor contents.
fn says_nothing(target: &str) -> bool {
    let bare: String = target.split_ascii_whitespace().collect();
    bare == "<target/>" || bare == "<target></target>"
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn any_other_change_is_found() {
        let before = "<a><target dev='x'/> <b/></a>";
        let target = Target { element: 3..20, dev: Some(10..18) };
        let check = |after, is_followed| only_names_are_gone(before, after, [Loser { target: &target, is_followed }].into_iter());
        assert_eq!((check("<a> <b/></a>", false), check("<a><target/> <b/></a>", true)), (Ok(()), Ok(())));
        for wrong in ["<a><target/> <b/></a>", "<a><b/></a>", "<a> <b/></a> ", before, "<a>  <b/></a>", "<A> <b/></a>", ""] {
            assert!(check(wrong, false).is_err(), "{wrong}");
        }
    }
}
