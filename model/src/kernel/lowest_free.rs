//! The id that a template gets, for whoever keeps names in another form than a [`Namespace`](super::Namespace).

use super::ID_LIMIT;
use super::used_ids::read_id;
use crate::Template;

/// The id that Linux hands out for a template; `None` if none is left. `is_taken` says whether a device answers to the template
/// with an id in its place, [cut](Template::expand_cut) to the length of a name.
///
/// That such a name is taken does not yet make the id count as used: the kernel reads the id back from the name, and where it reads
/// another one, the id looks free. A namespace finds the same id without asking for one after the other, see
/// [`UsedIds`](super::UsedIds): its cost must not grow with the number of devices.
///
/// ```
/// use ifrace_model::Template;
/// use ifrace_model::kernel::lowest_free;
///
/// let vnet = Template::parse(b"vnet%d").unwrap();
/// assert_eq!(lowest_free(&vnet, |id| [0, 1, 3].contains(&id)), Some(2));
/// let other = Template::parse(b"v%d5").unwrap();
/// assert_eq!(lowest_free(&other, |id| id == 0), Some(0), "v05 reads as 5");
/// ```
pub fn lowest_free(template: &Template<'_>, mut is_taken: impl FnMut(u32) -> bool) -> Option<u32> {
    (0..ID_LIMIT).find(|&id| !(is_taken(id) && reads_back(template, id)))
}

/// Whether the kernel reads an id back from the name that has it.
fn reads_back(template: &Template<'_>, id: u32) -> bool {
    let name = template.expand_cut(id.into());
    name.as_bytes().get(template.prefix().len()..).and_then(read_id) == Some(id)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_id_is_left_when_all_are_taken_and_read_back() {
        let template = |text: &'static str| Template::parse(text.as_bytes()).expect("it is a template");
        assert_eq!(lowest_free(&template("vnet%d"), |_| true), None);
        assert_eq!(lowest_free(&template("vnet%d"), |id| id != ID_LIMIT - 1), Some(ID_LIMIT - 1));
        assert_eq!(lowest_free(&template("PPPPPPPPPPPPP%d"), |_| true), Some(100), "its last digit is cut");
        assert_eq!(lowest_free(&template("sixteen-bytes-xx%d"), |_| true), Some(0));
    }
}
