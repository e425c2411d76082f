//! The worker's side.

use super::Role;
use super::message::{Hello, Missing, Request, Response};
use super::player::{Fleeting, play_on_kernel};
use super::watch::Limits;
use crate::exec::{self, ExecLimits};
use crate::libvirt::{Library, LibraryError, SONAME};
use crate::live::LiveKernel;
use ifrace_allocator::linux::netns::PrivateNetns;
use ifrace_allocator::linux::requirements::{TunAccess, kernel_release, link_kinds, tun_access};
use ifrace_model::kernel::LinkKind;
use ifrace_sim::bench::Kernel;
use ifrace_sim::history::Op;
use ifrace_sim::script::Answer;
use ifrace_sim::subject::Played;
use ifrace_sim::{history, script};
use rustix::io::fcntl_dupfd_cloexec;
use std::fs::File;
use std::io::{self, BufRead, Write};

/// Serves requests until standard input ends.
///
/// # Errors
/// If standard input or output fail.
pub fn serve(role: &Role) -> io::Result<()> {
    // What a library writes to standard output must not get between the answers.
    let answers = File::from(fcntl_dupfd_cloexec(io::stdout(), 3)?);
    rustix::stdio::dup2_stdout(File::options().write(true).open("/dev/null")?)?;
    if let Role::Exec { command, deadline, memory, history } = role {
        return exec::serve(command, ExecLimits::new(*deadline, *memory, *history), &answers);
    }
    let (hello, state) = match State::new(role) {
        Ok((hello, state)) => (hello, Some(state)),
        Err(hello) => (hello, None),
    };
    send(&answers, &hello)?;
    let Some(mut state) = state else { return Ok(()) };
    for line in io::stdin().lock().lines() {
        let response = match serde_json::from_str(&line?) {
            Ok(request) => state.respond(&request).unwrap_or_else(Response::Failed),
            Err(error) => Response::Failed(error.to_string()),
        };
        send(&answers, &response)?;
    }
    Ok(())
}

/// Serves requests for histories alone until standard input ends.
pub(crate) fn histories(answers: &File, mut play: impl FnMut(&[Op]) -> Played) -> io::Result<()> {
    for line in io::stdin().lock().lines() {
        let response = match serde_json::from_str(&line?) {
            Ok(Request::History(lines)) => match parsed(&lines) {
                Ok(history) => {
                    let Played { replies, ending } = play(&history);
                    Response::Played { replies, ending }
                }
                Err(why) => Response::Failed(why),
            },
            Ok(Request::Script(_)) => Response::Failed("this worker has no kernel for scripts".to_owned()),
            Err(error) => Response::Failed(error.to_string()),
        };
        send(answers, &response)?;
    }
    Ok(())
}

fn parsed(lines: &[String]) -> Result<Vec<Op>, String> {
    lines.iter().map(|line| history::parse_line(line.as_bytes())).collect()
}

/// Writes one line.
pub(crate) fn send<T: serde::Serialize>(mut answers: &File, message: &T) -> io::Result<()> {
    let mut line = serde_json::to_vec(message)?;
    line.push(b'\n');
    answers.write_all(&line)
}

struct State {
    netns: PrivateNetns,
    player: Player,
}

/// What plays histories.
enum Player {
    /// The kernel, which creates these kinds of links.
    Kernel(Vec<LinkKind>),
    /// A library.
    Library(Fleeting),
}

impl State {
    fn new(role: &Role) -> Result<(Hello, Self), Hello> {
        let netns = PrivateNetns::enter().map_err(|error| {
            Hello::Missing(Missing {
                what: format!("no private network namespace: {error}"),
                remedy: "run as root, or allow user namespaces (sysctl kernel.unprivileged_userns_clone=1)".to_owned(),
            })
        })?;
        let taps = tun_access() == TunAccess::Usable;
        let Role::Libvirt { library, deadline, memory, history } = role else {
            if !taps {
                return Err(Hello::Missing(Missing {
                    what: "/dev/net/tun cannot be opened".to_owned(),
                    remedy: "load the module tun, or run as root".to_owned(),
                }));
            }
            let kinds = link_kinds(&netns).map_err(|error| Hello::Unusable { why: error.to_string() })?;
            let creates = |id| kinds.iter().any(|kind| kind.kind == id && kind.outcome.is_ok());
            let kinds: Vec<LinkKind> = LinkKind::CREATABLE.into_iter().filter(|kind| creates(kind.id())).collect();
            let ids = kinds.iter().map(|kind| kind.id().to_owned()).collect();
            return Ok((
                Hello::Ready { version: Some(kernel_release()), kinds: ids, taps },
                Self { netns, player: Player::Kernel(kinds) },
            ));
        };
        let is_systems = library == SONAME;
        let library = Library::open(library).map_err(|error| match error {
            LibraryError::NotFound { .. } if is_systems => {
                Hello::Missing(Missing { what: error.to_string(), remedy: "install the package libvirt0".to_owned() })
            }
            error => Hello::Unusable { why: error.to_string() },
        })?;
        let hello = Hello::Ready { version: library.version(), kinds: Vec::new(), taps };
        let limits = Limits::new(*deadline, *memory, *history);
        Ok((hello, Self { netns, player: Player::Library(Fleeting::new(library, limits)) }))
    }

    fn respond(&mut self, request: &Request) -> Result<Response, String> {
        self.netns.renew().map_err(|error| error.to_string())?;
        match request {
            Request::Script(lines) => {
                let operations: Result<Vec<_>, _> = lines.iter().map(|line| script::parse_line(line.as_bytes())).collect();
                let operations = operations?;
                let mut kernel = LiveKernel::open(&self.netns).map_err(|error| error.to_string())?;
                let answers = operations.iter().map(|operation| answer(&mut kernel, operation)).collect();
                kernel.abandon();
                Ok(Response::Answers(answers))
            }
            Request::History(lines) => {
                let history = parsed(lines)?;
                let played = match &mut self.player {
                    Player::Library(library) => library.play(&self.netns, &history)?,
                    Player::Kernel(kinds) => play_on_kernel(&self.netns, kinds, &history)?,
                };
                Ok(Response::Played { replies: played.replies, ending: played.ending })
            }
        }
    }
}

fn answer(kernel: &mut LiveKernel, operation: &ifrace_model::kernel::Operation) -> Answer {
    match kernel.perform(operation) {
        Ok(reply) => Answer::from(Ok(reply)),
        Err(number) => Answer::errno(number),
    }
}
