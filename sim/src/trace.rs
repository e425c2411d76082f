//! Traces: what happened, and what held, one line of JSON for each event. The first line is a [`Header`], the last one a verdict.
//!
//! The trace of a run of the simulator ([`of_run`]) has in its header the plan that was played: any machine can
//! [replay](crate::replay) it. Each other line has the number of its step, counted from 0. What did not hold follows the step; what
//! did not hold at the end has the number of steps, like the verdict. Operations are counted from 1.
//!
//! ```text
//! {"schema":2,"ifrace":"0.1.0","kind":"run","scenario":"reuse-after-stop","era":"7.0",…,"found-by":"pct-3","plan":{…}}
//! {"step":0,"event":"begin","guest":"A","command":"start"}
//! {"step":0,"event":"operation","number":1,"guest":"A","incarnation":"G0#1","command":"start","operation":"prepare-host",…}
//! {"step":41,"event":"violation","id":"no-stomp:nwfilter","invariant":"no-stomp","cause":"…"}
//! {"step":57,"event":"verdict","verdict":"violated","violated":["no-stomp:nwfilter"],"reached":["name-reused"]}
//! ```
//!
//! That of the scenes of a case ([`write()`]) has several runs, each of several scenes, both counted from 0. A scene begins with its
//! title; then its entries, with what the host had before the decisive step in its place among them; then what the host had at the
//! end, what did not hold, and how the scene ended. A verdict ends each run.
//!
//! ```text
//! {"schema":2,"ifrace":"0.1.0","kind":"repro","scenario":"failed-migration-macvtap","era":"6.6","subject":"simulated","seed":0}
//! {"run":0,"era":"6.6","scene":0,"event":"scene","title":"a migration fails before it has a device"}
//! {"run":0,"era":"6.6","scene":0,"event":"begin","guest":"G","command":"start"}
//! {"run":0,"era":"6.6","scene":0,"event":"operation","number":1,"guest":"G","incarnation":"G0#1",…}
//! {"run":0,"era":"6.6","scene":0,"event":"before","snapshot":{"devices":[…],…}}
//! {"run":0,"era":"6.6","scene":0,"event":"after","snapshot":{"devices":[],…}}
//! {"run":0,"era":"6.6","scene":0,"event":"violation","invariant":"no-stomp","operation":13,"cause":"…"}
//! {"run":0,"era":"6.6","scene":0,"event":"ending","ending":"complete"}
//! {"run":0,"era":"6.6","event":"verdict","verdict":"violated","violated":["no-stomp",…]}
//! ```

mod error;
mod event;
mod header;
mod ids;
mod line;
mod read;
#[cfg(test)]
mod read_tests;
mod run;
mod run_event;
mod step;

pub use error::TraceError;
pub use header::{Header, Kind, SCHEMA, SIMULATED};
pub use read::{Trace, read};
pub use run::of_run;
pub(crate) use run::{events, verdict, violation};
pub use run_event::{OperationEvent, RunEvent, RunVerdict, ViolationEvent};
pub use step::{Located, Step};

use crate::jsonl::to_json;
use crate::repro::Reproduction;
use event::{Event, Frame, Line};

/// The trace of the scenes of a case; each line with its line end.
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
