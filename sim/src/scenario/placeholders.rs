//! `{guest}` and `{queues}` in interfaces.

/// What is put in place of each placeholder.
#[derive(Clone, Copy, Debug)]
pub(super) struct Placeholders {
    /// The number of the guest, counted from 0.
    pub(super) guest: u32,
    /// The parameter `queues`, if the scenario has it.
    pub(super) queues: Option<u32>,
}

/// What stands for the number of queues.
pub(super) const QUEUES: &str = "{queues}";

impl Placeholders {
    /// A text with its placeholders filled in.
    ///
    /// # Errors
    /// What is wrong with one of them.
    pub(super) fn fill(self, text: &str) -> Result<String, String> {
        let mut filled = String::with_capacity(text.len());
        let mut rest = text;
        while let Some((before, after)) = rest.split_once('{') {
            let (word, behind) = after.split_once('}').ok_or("a { has no }; write {guest} or {queues}")?;
            filled.push_str(before);
            filled.push_str(&self.value(word)?.to_string());
            rest = behind;
        }
        filled.push_str(rest);
        Ok(filled)
    }

    fn value(self, word: &str) -> Result<u32, String> {
        match (word, self.queues) {
            ("guest", _) => Ok(self.guest),
            ("queues", Some(queues)) => Ok(queues),
            ("queues", None) => Err("{queues} needs the parameter queues; add queues = 2 to [parameters]".to_owned()),
            _ => Err(format!("there is no placeholder {{{word}}}; there is {{guest}} or {{queues}}")),
        }
    }
}
