//! Reading plans, with all that they name.

use super::BASELINE;
use crate::commands::CommandError;
use crate::subjects::SubjectId;
use ifrace_allocator::xml::printable;
use ifrace_report::Baseline;
use ifrace_sim::units::{Campaign, CampaignPlan, Cell, PlanError, Sources};
use std::fs::File;
use std::io::{self, Read};
use std::path::{Path, PathBuf};

/// Largest file that is read.
const BYTES_MAX: u64 = 4 << 20;

/// Where a plan's file finds what it names: beside itself.
struct Beside<'a> {
    folder: &'a Path,
}

impl Sources for Beside<'_> {
    fn text(&mut self, word: &str) -> Result<String, String> {
        let is_file = word.contains('/') || Path::new(word).extension().is_some();
        if !is_file {
            let known = ifrace_sim::scenario::Scenario::ALL.join(", ");
            return Err(format!("there is no such scenario; there are {known}, and files that end with .toml"));
        }
        read(&self.folder.join(word))
    }

    fn subject(&mut self, id: &str) -> Result<(), String> {
        id.parse::<SubjectId>().map(drop).map_err(|error| error.to_string())
    }
}

/// Reads a plan, with the expectations of its subjects.
///
/// # Errors
/// What is wrong with it, and where.
pub fn load(file: &Path) -> Result<(Campaign, Baseline), CommandError> {
    let text = if file == Path::new("-") { read_limited(io::stdin().lock()) } else { read(file) };
    let text = text.map_err(|reason| CommandError::Input { file: file.to_owned(), reason })?;
    let folder = file.parent().map_or_else(PathBuf::new, Path::to_owned);
    of_text(file, &text, &mut Beside { folder: &folder })
}

/// Reads the plan of a folder of results, which has all that it names in it.
///
/// # Errors
/// What is wrong with it, and where.
pub fn load_resolved(folder: &Path) -> Result<(Campaign, Baseline), CommandError> {
    load(&folder.join("plan.toml"))
}

fn of_text(file: &Path, text: &str, sources: &mut dyn Sources) -> Result<(Campaign, Baseline), CommandError> {
    let shown = printable(&file.display().to_string());
    let wrong = |error: PlanError| {
        let colon = if error.position.is_some() { ":" } else { ": " };
        CommandError::Usage(format!("{shown}{colon}{error}"))
    };
    let campaign = CampaignPlan::parse(text).and_then(|plan| plan.resolve(sources)).map_err(wrong)?;
    let baseline = baseline(&campaign).map_err(|why| CommandError::Usage(format!("{shown}: {why}")))?;
    Ok((campaign, baseline))
}

fn baseline(campaign: &Campaign) -> Result<Baseline, String> {
    let own = campaign.cells.iter().filter_map(|cell| match cell {
        Cell::History(cell) => Some(cell.subject.clone()),
        Cell::Race(_) => None,
    });
    let mut known: Vec<String> = SubjectId::all().iter().map(ToString::to_string).chain(own).collect();
    known.sort();
    known.dedup();
    let text = campaign.baseline.as_deref().unwrap_or(BASELINE);
    Baseline::parse(text, &known).map_err(|error| format!("{}: {error}", campaign.plan.baseline.as_deref().unwrap_or("baseline")))
}

fn read(file: &Path) -> Result<String, String> {
    read_limited(File::open(file).map_err(|error| error.to_string())?)
}

fn read_limited(from: impl Read) -> Result<String, String> {
    let mut content = Vec::new();
    from.take(BYTES_MAX + 1).read_to_end(&mut content).map_err(|error| error.to_string())?;
    if content.len() as u64 > BYTES_MAX {
        return Err(format!("it is larger than {} MiB, which no plan is", BYTES_MAX >> 20));
    }
    let wrong = |at: usize| format!("byte {} is not UTF-8; save the file as UTF-8", at + 1);
    String::from_utf8(content).map_err(|error| wrong(error.utf8_error().valid_up_to()))
}
