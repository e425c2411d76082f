//! Which name a device gets that asks for a name or a template.

use super::{ID_LIMIT, Namespace, Rules};
use crate::{Errno, IfName, Template, TemplateError, is_valid};

impl Namespace {
    /// The name that a new or renamed device gets (`dev_get_valid_name()`).
    ///
    /// # Errors
    /// EINVAL for a name that is not valid or a malformed template, EEXIST for a name in use, ENFILE if a template has no id
    /// left.
    pub(super) fn pick(&self, name: &[u8]) -> Result<IfName, Errno> {
        if !is_valid(name) {
            return Err(Errno::EINVAL);
        }
        match Template::parse(name) {
            Ok(template) => self.pick_from(&template),
            Err(TemplateError::Malformed) => Err(Errno::EINVAL),
            Err(TemplateError::Literal) if self.lookup_exact(name).is_some() => Err(Errno::EEXIST),
            Err(TemplateError::Literal) => Ok(IfName::cut(name)),
        }
    }

    fn pick_from(&self, template: &Template<'_>) -> Result<IfName, Errno> {
        let id = self.used_ids().lowest_free(template);
        match self.rules() {
            Rules::Trust => Ok(template.expand_cut(id.ok_or(Errno::ENFILE)?.into())),
            Rules::Recheck => {
                // A full bitmap gives its own length, which was then tried like any other id.
                let name = template.expand_cut(id.unwrap_or(ID_LIMIT).into());
                if self.lookup_exact(name.as_bytes()).is_some() { Err(Errno::ENFILE) } else { Ok(name) }
            }
        }
    }
}
