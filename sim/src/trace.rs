//! Traces: what happened in the scenes of a case, and what held, one line of JSON for each event.
//!
//! The first line is a [`Header`]. Every other one is an event of a run and, but for the verdict, of a scene of it, both counted
//! from 0. A scene begins with its title; then its entries, with what the host had before the decisive step in its place among
//! them; then what the host had at the end, what did not hold, and how the scene ended. The verdict ends a run.
//!
//! ```text
//! {"schema":1,"ifrace":"0.1.0","scenario":"failed-migration-macvtap","era":"6.6","subject":"simulated","seed":0}
//! {"run":0,"era":"6.6","scene":0,"event":"scene","title":"a migration fails before it has a device"}
//! {"run":0,"era":"6.6","scene":0,"event":"begin","guest":"G","command":"start"}
//! {"run":0,"era":"6.6","scene":0,"event":"operation","number":1,"guest":"G","incarnation":"G0#1",…}
//! {"run":0,"era":"6.6","scene":0,"event":"before","snapshot":{"devices":[…],…}}
//! {"run":0,"era":"6.6","scene":0,"event":"after","snapshot":{"devices":[],…}}
//! {"run":0,"era":"6.6","scene":0,"event":"violation","invariant":"no-stomp","operation":13,"cause":"…"}
//! {"run":0,"era":"6.6","scene":0,"event":"ending","ending":"complete"}
//! {"run":0,"era":"6.6","event":"verdict","verdict":"violated","violated":["no-stomp",…]}
//! ```

mod event;
mod header;
mod read;

pub use header::{Header, SCHEMA};
pub use read::{Trace, TraceError, read};

use crate::jsonl::to_json;
use crate::repro::Reproduction;
use event::{Event, Frame, Line};

/// The lines of a trace, each with its line end.
pub fn write(header: &Header, reproduction: &Reproduction) -> String {
    let mut text = to_json(header) + "\n";
    for (number, run) in reproduction.runs.iter().enumerate() {
        let mut line = |scene, event| {
            text.push_str(&to_json(&Line { run: number, era: run.era, scene, event }));
            text.push('\n');
        };
        for (scene, played) in run.scenes.iter().enumerate() {
            event::of_scene(played).into_iter().for_each(|event| line(Some(scene), event));
        }
        let verdict = run.verdict();
        line(None, Event::Frame(Frame::Verdict { verdict: verdict.id(), violated: verdict.violated() }));
    }
    text
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::release::Release;
    use crate::repro::{Case, MemoryMaker, Played, Subject};

    #[test]
    fn what_is_written_can_be_read() {
        for case in Case::ALL {
            let release = Release::find(case.default_release()).unwrap();
            let subject = Subject { case, release, document: Some("<domain/>\n".to_owned()) };
            let header = Header::new("0.1.0", &subject, "simulated");
            let reproduction = Subject { document: None, ..subject }.reproduce(&mut MemoryMaker, &|| false);
            let text = write(&header, &reproduction);
            let trace = read(text.as_bytes()).unwrap();
            assert_eq!(trace.header, header);
            let count = |event: &str| trace.events.iter().filter(|one| one["event"] == event).count();
            let scenes: Vec<_> = reproduction.scenes().collect();
            let sum = |of: fn(&Played) -> usize| scenes.iter().map(|scene| of(scene)).sum::<usize>();
            assert_eq!([count("scene"), count("before"), count("after"), count("ending")], [scenes.len(); 4]);
            assert_eq!((count("verdict"), count("violation")), (reproduction.runs.len(), sum(|scene| scene.violations.len())));
            let others = 4 * scenes.len() + count("verdict") + count("violation");
            assert_eq!(trace.events.len(), sum(|scene| scene.timeline.len()) + others);
        }
    }
}
