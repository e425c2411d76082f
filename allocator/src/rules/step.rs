//! The steps from which the paths of a life cycle are put together.

use crate::host::Key;

/// One step of a path.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Step {
    /// For the guest as a whole.
    Guest(GuestStep),
    /// For each interface: all of these in turn, then the next interface.
    Each(&'static [CardStep]),
}

/// A step that concerns the guest as a whole.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum GuestStep {
    /// Prepare disks, host devices and the like.
    PrepareHost,
    /// Start the hypervisor, with all devices.
    Spawn,
    /// Kill the hypervisor.
    Kill,
    /// Connect to the monitor.
    ConnectMonitor,
    /// Let the CPUs run.
    Resume,
    /// Stop the CPUs.
    Pause,
    /// Write the status file.
    SaveStatus,
    /// Remove the status file.
    RemoveStatus,
}

/// A step that concerns one interface. Each does nothing for an interface that has no such thing.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum CardStep {
    /// Ask the network for a port, which decides what the interface is.
    CreatePort,
    /// In passthrough mode: give the lower device the guest's address.
    BorrowLower,
    /// Find a name and create the device, or open the user's own.
    Create,
    /// Open the character device of a macvtap.
    Open,
    /// Set the address of a tap.
    SetMac,
    /// Let the tap outlive its descriptors, until it is deleted.
    Keep,
    /// Set the largest packet.
    SetMtu,
    /// Put the tap into its bridge or switch.
    Attach,
    /// Set the tap up.
    SetUp,
    /// Run the user's script.
    RunScript,
    /// Let the guest's address pass the bridge.
    AllowMac,
    /// Create the filter.
    CreateFilter,
    /// The device is connected: from here on a failure does not close it by itself.
    Connected,
    /// The device is about to be taken away.
    Disconnected,
    /// Write the status file, in which the interface is as it is now. If that fails, so does what is done with the interface.
    Save,
    /// The same for the user's own device, whose index has just been learned: its limits are found by that.
    SaveUnmanaged,
    /// Take the queueing discipline away, in releases that do so.
    SetNoQueue,
    /// Limit the bandwidth.
    SetBandwidth,
    /// Set a macvtap up, before the CPUs run.
    StartDevice,
    /// Set a macvtap down, after the CPUs have stopped.
    StopDevice,
    /// Hand the device to the running hypervisor.
    Plug,
    /// Take the device from the running hypervisor.
    Unplug,
    /// Tell the generator of names that the name is in use.
    Reserve,
    /// Put the tap into its bridge again, after a restart of the daemon.
    Reattach,
    /// Create the filter unless there is one of that name, after a restart of the daemon.
    RestoreFilter,
    /// Close the daemon's descriptors of the device.
    Close,
    /// Forget a name that was generated.
    Forget,
    /// Remove something. A failure to do so stops nothing.
    Clear(Resource, Key, When),
}

/// What limits the bandwidth of a port of Open vSwitch.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Limiter {
    /// `tc`, as for any other device.
    Tc,
    /// The switch itself.
    Switch,
}

/// What a cleanup removes.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Resource {
    /// The limits of the bandwidth.
    Bandwidth(Limiter),
    /// The filter.
    Filter,
    /// The rule that lets the guest's address pass.
    MacRule,
    /// The user's downscript, which undoes what the script did.
    Script,
    /// A macvtap.
    Macvtap,
    /// The tap of an `ethernet` interface.
    EthernetTap,
    /// Its device, whatever it is, unless it is the user's own.
    Device,
    /// The address of the device under a macvtap in passthrough mode.
    Lower,
    /// The port of Open vSwitch.
    OvsPort,
    /// The port of a network.
    Port,
}

/// When a cleanup runs. In every case the thing must be configured, and the interface must have a name if the thing is keyed by it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum When {
    /// Always.
    Always,
    /// Always, also if nothing is configured: it clears what somebody else may have set.
    Unconditionally,
    /// Also what nobody has noted as set up: a daemon that died may have done it last. For what has an identity or a mark of its
    /// owner, so that it hurts nobody if it was not.
    Possible,
    /// If the device was created and opened for this interface (the bit `created`, since 9.1.0).
    Created,
    /// If the connection succeeded.
    Connected,
    /// If this start of the guest has set it up itself.
    SetUp,
}
