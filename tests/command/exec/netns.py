"""A subject that creates its taps itself, in the network namespace that it runs in: the correct counter of the examples."""

import fcntl
import os
import struct
import sys

sys.path.insert(0, os.path.join(os.path.dirname(os.path.abspath(__file__)), "../../../examples/subjects"))
sys.dont_write_bytecode = True

import subject
from counter import Counter

TUNSETIFF, IFF_TAP, IFF_NO_PI, IFF_TUN_EXCL = 0x400454CA, 0x0002, 0x1000, 0x8000
OPEN = []


class Namespace:
    """In place of the simulated host."""

    def exists(self, name):
        tap = os.open("/dev/net/tun", os.O_RDWR)
        try:
            fcntl.ioctl(tap, TUNSETIFF, struct.pack("16sH22x", name, IFF_TAP | IFF_NO_PI | IFF_TUN_EXCL))
        except OSError:
            os.close(tap)
            return True
        OPEN.append(tap)
        return False


class Creator(Counter):
    """A name is free if a tap of that name could be created."""

    def generate(self, kind, wanted, host):
        given = super().generate(kind, wanted, Namespace())
        if given == wanted and (len(given) > 15 or Namespace().exists(given)):
            raise subject.Refused("the name is taken")
        return given


class Stream(subject.Stream):
    """It says what it is."""

    def send(self, message):
        if message["type"] == "hello":
            message.update(host="netns", kinds=["tap"], creates=True, restart=False, name="netns.py")
        super().send(message)


subject.Stream = Stream
subject.serve(Creator, "netns.py")
