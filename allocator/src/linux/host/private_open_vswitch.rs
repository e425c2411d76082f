//! An Open vSwitch of our own.

use super::devices::Descriptors;
use super::{Command, Config, failure::on, private_folder, processes, programs, runner::Runner};
use crate::IfName;
use crate::host::Failure;
use std::fs;
use std::os::unix::process::CommandExt;
use std::path::{Path, PathBuf};
use std::process::{self, Child, Stdio};
use std::thread::sleep;
use std::time::{Duration, Instant};

/// The description of the database, where Debian has it.
const SCHEMA: &str = "/usr/share/openvswitch/vswitch.ovsschema";
/// How long a daemon may take until it can be talked to, on a machine that has a lot to do.
const PATIENCE: Duration = Duration::from_secs(60);

/// A database and a switch in user space, in the network namespace of the thread that starts them, with everything that they
/// write in a folder of their own. They are killed, and the folder is removed, when this value is dropped, or when the thread
/// ends.
///
/// The switch has the data path `netdev`, which needs nothing from the kernel but taps.
#[derive(Debug)]
pub struct PrivateOpenVswitch {
    folder: PathBuf,
    daemons: Vec<Child>,
    runner: Runner,
}

impl PrivateOpenVswitch {
    /// Starts both and waits until they answer.
    ///
    /// # Errors
    /// A program is missing, which is named with its Debian package; or what a program says.
    pub fn start() -> Result<Self, Failure> {
        let folders = Config::default().folders;
        let folder = private_folder::make(&std::env::temp_dir(), "ifrace-ovs")?;
        let mut started = Self { folder, daemons: Vec::new(), runner: Runner::new(folders, PATIENCE, false) };
        started.start_daemons()?;
        Ok(started)
    }

    /// The socket of its database, for [`Config::open_vswitch`].
    pub fn socket(&self) -> PathBuf {
        self.folder.join("db.sock")
    }

    /// Adds a bridge.
    ///
    /// # Errors
    /// What `ovs-vsctl` says.
    pub fn add_bridge(&mut self, name: IfName) -> Result<(), Failure> {
        let add = self.vsctl().words("-- add-br").name(name).words("-- set Bridge").name(name).arg("datapath_type=netdev");
        self.runner.run(add).map(drop)
    }

    fn vsctl(&self) -> Command {
        let database = format!("--db=unix:{}", self.socket().display());
        Command::new("ovs-vsctl").arg(format!("--timeout={}", PATIENCE.as_secs())).arg(database)
    }

    fn start_daemons(&mut self) -> Result<(), Failure> {
        let (database, socket) = (self.folder.join("conf.db"), self.socket());
        self.runner.run(Command::new("ovsdb-tool").arg("create").arg(&database).arg(SCHEMA))?;
        let remote = format!("--remote=punix:{}", socket.display());
        self.start_daemon("ovsdb-server", &[database.display().to_string(), remote])?;
        wait_for(&socket)?;
        let init = self.vsctl().words("--no-wait init");
        self.runner.run(init)?;
        self.start_daemon("ovs-vswitchd", &[format!("unix:{}", socket.display())])
    }

    fn start_daemon(&mut self, program: &str, arguments: &[String]) -> Result<(), Failure> {
        let control = format!("--unixctl={}", self.folder.join(format!("{program}.ctl")).display());
        let mut command = process::Command::new(programs::find_program(&self.runner.folders, program)?);
        command.args(arguments).arg(control).arg("--no-chdir").current_dir(&self.folder);
        command.stdin(Stdio::null()).stdout(Stdio::null()).stderr(Stdio::null());
        for variable in ["OVS_RUNDIR", "OVS_LOGDIR", "OVS_DBDIR", "OVS_SYSCONFDIR"] {
            command.env(variable, &self.folder);
        }
        // Outside of the terminal's process group: it is to be stopped after what uses it, not by the same Ctrl-C.
        command.process_group(0);
        let started = processes::start_bound(&mut command, Descriptors::default());
        self.daemons.push(started.map_err(on("start a daemon of Open vSwitch"))?);
        Ok(())
    }
}

impl Drop for PrivateOpenVswitch {
    fn drop(&mut self) {
        for daemon in self.daemons.iter_mut().rev() {
            // What fails here is dead already, and nobody is left to be told.
            drop(daemon.kill());
            drop(daemon.wait());
        }
        drop(fs::remove_dir_all(&self.folder));
    }
}

fn wait_for(socket: &Path) -> Result<(), Failure> {
    let start = Instant::now();
    while !socket.exists() {
        if start.elapsed() > PATIENCE {
            return Err(Failure::other("ovsdb-server does not listen"));
        }
        sleep(Duration::from_millis(2));
    }
    Ok(())
}
