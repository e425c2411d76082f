//! What one thread of a search remembers, so that it seldom has to look into the shared book.

use super::book::{Book, Cause, CountersId, Followed, LocalId};
use super::host::HostNames;
use super::info::Info;
use super::names::Names;
use super::op::NameId;
use super::stage::Stage;
use ifrace_allocator::IfName;
use ifrace_model::Template;
use ifrace_model::kernel::lowest_free;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

/// A thread's own copy of what it has already asked the book for.
#[derive(Debug)]
pub(super) struct Notes {
    book: Arc<Mutex<Book>>,
    stage: Arc<Stage>,
    pub(super) names: Names,
    infos: Vec<Option<Info>>,
    /// For each guest's own state, what follows from what.
    followed: Vec<Vec<Known>>,
}

/// What follows from something.
#[derive(Debug)]
struct Known {
    cause: Cause,
    /// The counters on which it depends; `None` if they were not asked.
    counters: Option<CountersId>,
    followed: Followed,
}

impl Notes {
    pub(super) fn new(book: Arc<Mutex<Book>>, stage: Arc<Stage>) -> Self {
        let names = lock(&book).names.clone();
        Self { book, stage, names, infos: Vec::new(), followed: Vec::new() }
    }

    /// Those of another thread of the same search.
    pub(super) fn fork(&self) -> Self {
        Self::new(Arc::clone(&self.book), Arc::clone(&self.stage))
    }

    pub(super) fn book(&self) -> MutexGuard<'_, Book> {
        lock(&self.book)
    }

    /// The number of a name.
    pub(super) fn number(&mut self, name: IfName) -> NameId {
        let mut book = lock(&self.book);
        book.names.number(name);
        self.names.catch_up(&book.names);
        self.names.number(name)
    }

    /// The number of a template.
    pub(super) fn template(&mut self, template: IfName) -> u8 {
        let mut book = lock(&self.book);
        book.names.template(template);
        self.names.catch_up(&book.names);
        self.names.template(template)
    }

    /// What is known of a guest's own state.
    pub(super) fn info(&mut self, local: LocalId) -> Info {
        let place = usize::from(local);
        match self.infos.get(place) {
            Some(Some(info)) => *info,
            _ => {
                let mut book = lock(&self.book);
                let info = book.info(local, &self.stage);
                self.names.catch_up(&book.names);
                drop(book);
                if self.infos.len() <= place {
                    self.infos.resize(place + 1, None);
                }
                self.infos[place] = Some(info);
                info
            }
        }
    }

    /// What follows from what happens to a guest.
    pub(super) fn follow(&mut self, local: LocalId, cause: Cause, counters: CountersId) -> Followed {
        let place = usize::from(local);
        if self.followed.len() <= place {
            self.followed.resize_with(place + 1, Vec::new);
        }
        let fits = |known: &&Known| known.cause == cause && known.counters.is_none_or(|needed| needed == counters);
        if let Some(known) = self.followed[place].iter().find(fits) {
            // What does not ask the counters leaves them as they are.
            let counters = if known.counters.is_some() { known.followed.counters } else { counters };
            return Followed { counters, ..known.followed };
        }
        let followed = lock(&self.book).follow(local, cause, counters, &self.stage);
        let counters = followed.asked.then_some(counters);
        self.followed[place].push(Known { cause, counters, followed });
        followed
    }
}

/// A thread that panicked has left the book whole: numbers are given last.
fn lock(book: &Mutex<Book>) -> MutexGuard<'_, Book> {
    book.lock().unwrap_or_else(PoisonError::into_inner)
}

impl HostNames for Notes {
    fn expand(&mut self, template: u8, id: u32) -> NameId {
        if let Some(known) = self.names.expanded(template, id) {
            return known;
        }
        let mut book = lock(&self.book);
        book.expand(template, id);
        self.names.catch_up(&book.names);
        drop(book);
        self.names.expand(template, id)
    }

    fn is_furniture(&self, name: NameId) -> bool {
        self.names.is_furniture(name)
    }

    fn lowest_free(&mut self, template: u8, is_taken: &mut dyn FnMut(NameId) -> bool) -> Option<NameId> {
        let text = self.names.template_text(template)?;
        let parsed = Template::parse(text.as_bytes()).ok()?;
        let id = lowest_free(&parsed, |id| {
            let name = self.expand(template, id);
            self.is_furniture(name) || is_taken(name)
        })?;
        Some(self.expand(template, id)).filter(|name| *name != 0)
    }

    fn actual_of(&self, network: u8) -> u8 {
        network
    }
}
