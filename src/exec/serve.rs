//! The worker that holds a subject.

use super::confine::confined;
use super::player::Player;
use super::{ExecCommand, ExecLimits};
use crate::worker::{Hello, histories, send};
use ifrace_allocator::linux::requirements::{TunAccess, tun_access};
use std::fs::File;
use std::io;

/// Serves requests for histories until standard input ends.
///
/// # Errors
/// If a process cannot be made, or standard input or output fail.
pub(crate) fn serve(command: &ExecCommand, limits: ExecLimits, answers: &File) -> io::Result<()> {
    let missing = |missing| send(answers, &Hello::Missing(missing));
    confined(answers, missing, |netns, members| {
        let mut player = match Player::open(command.clone(), limits, netns, members) {
            Ok(player) => player,
            Err(why) => return send(answers, &Hello::Unusable { why }),
        };
        let (hello, taps) = (player.hello().clone(), tun_access() == TunAccess::Usable);
        send(answers, &Hello::Subject { hello, taps })?;
        histories(answers, |history| player.play(history))
    })
}
