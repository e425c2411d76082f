"""A subject that behaves as badly as its first argument says. The second one is a mark by which its processes are found."""

import json
import os
import signal
import sys
import time

MODE = sys.argv[1]
HELLO = {"type": "hello", "protocol": 1, "name": "hostile", "host": "ask", "kinds": ["tap"], "reserve": True, "restart": True}


def write(data):
    os.write(1, data)


def say(**message):
    write(json.dumps(message).encode() + b"\n")


def forever():
    while True:
        time.sleep(1000)


def flood(data):
    while True:
        write(data)


def leave_a_child():
    """One that left the session and the process group, whose parent is gone, and that holds all descriptors open."""
    if os.fork() == 0:
        os.setsid()
        if os.fork() == 0:
            for number in (signal.SIGTERM, signal.SIGHUP, signal.SIGINT, signal.SIGPIPE):
                signal.signal(number, signal.SIG_IGN)
            forever()
        os._exit(0)


def crowd():
    for _ in range(400):
        if os.fork() == 0:
            break
    forever()


def ignore_everything():
    for number in (signal.SIGTERM, signal.SIGHUP, signal.SIGINT):
        signal.signal(number, signal.SIG_IGN)
    forever()


def close(descriptor):
    os.close(descriptor)
    forever()


def starve():
    kept = []
    while True:
        kept.append(bytearray(b"x" * (8 << 20)))


def last_words(status):
    os.write(2, b"assertion failed:\n\x1b[2J here\n")
    os._exit(status)


def ask_without_end(number):
    while True:
        say(type="exists", id=number, name="vnet0")
        os.read(0, 4096)


def ask_without_listening(number):
    while True:
        say(type="exists", id=number, name="vnet0")


def child_and(status, number):
    leave_a_child()
    if status is None:
        say(type="named", id=number, name="vnet7")
    else:
        os._exit(status)


# What is done in place of a reply to `generate`.
GENERATE = {
    "hang": lambda number: forever(),
    "ignore": lambda number: ignore_everything(),
    "slow": lambda number: time.sleep(0.3) or say(type="named", id=number, name="vnet7"),
    "flood": lambda number: flood(b"x" * 4096 + b"\n"),
    "flood-empty": lambda number: flood(b"\n" * 4096),
    "flood-stderr": lambda number: [os.write(2, b"x" * 65536) for _ in iter(int, 1)],
    "huge-line": lambda number: flood(b"x" * 4096),
    "deep": lambda number: write(b'{"type":"done","id":1,"x":' + b"[" * 30000 + b"\n"),
    "close-stdout": lambda number: close(1),
    "close-stdin": lambda number: (os.close(0), say(type="exists", id=number, name="vnet0"), forever()),
    "exit": lambda number: last_words(3),
    "exit-0": lambda number: os._exit(0),
    "abort": lambda number: os.abort(),
    "utf8": lambda number: write(b'{"type":"named","id":%d,"name":"\xff"}\n' % number),
    "no-json": lambda number: write(b"vnet7\n"),
    "wrong-id": lambda number: say(type="named", id=number + 1, name="vnet7"),
    "twice": lambda number: [say(type="named", id=number, name="vnet7") for _ in range(2)],
    "nul": lambda number: say(type="named", id=number, name="vnet\0"),
    "long-name": lambda number: say(type="named", id=number, name="x" * 5000),
    "literal": lambda number: say(type="literal", id=number),
    "endless": ask_without_end,
    "deaf": ask_without_listening,
    "starve": lambda number: starve(),
    "crowd": lambda number: crowd(),
    "child": lambda number: child_and(None, number),
    "child-exit": lambda number: child_and(0, number),
}

# What is done in place of a hello.
OPENING = {
    "no-hello": forever,
    "hello-exit": lambda: last_words(1),
    "hello-words": lambda: write(b"Hello, world!\n"),
    "hello-version": lambda: say(**{**HELLO, "protocol": 2}),
    "hello-kind": lambda: say(**{**HELLO, "kinds": ["tun"]}),
    "hello-flood": lambda: flood(b"x" * 4096),
}

if MODE in OPENING:
    OPENING[MODE]()
    forever()
say(**HELLO)
for line in sys.stdin:
    request = json.loads(line)
    if request["type"] == "generate":
        GENERATE[MODE](request["id"])
    else:
        say(type="done", id=request["id"])
