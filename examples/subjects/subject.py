"""The side of a subject of ifrace's protocol (docs/subject-protocol.md), for allocators that ask a simulated host."""

import json
import sys


class Refused(Exception):
    """No name is given; the text says why."""


class Host:
    """What a request to generate may ask while it is served."""

    def __init__(self, stream, number):
        self.stream, self.number = stream, number

    def exists(self, name):
        """Whether a device answers to this name."""
        self.stream.send({"type": "exists", "id": self.number, **field(name)})
        answer = self.stream.receive()
        if "error" in answer:
            raise Refused("the host cannot be probed: " + answer["error"])
        return answer["exists"]


class Stream:
    """Lines of JSON on standard input and output."""

    def send(self, message):
        sys.stdout.write(json.dumps(message) + "\n")
        sys.stdout.flush()

    def receive(self):
        line = sys.stdin.readline()
        if not line:
            sys.exit(0)
        return json.loads(line)


def name_of(message):
    """The name in a message, as bytes; None without one."""
    if "name_hex" in message:
        return bytes.fromhex(message["name_hex"])
    return message["name"].encode() if "name" in message else None


def field(name):
    """The same the other way round."""
    try:
        return {"name": name.decode()}
    except UnicodeDecodeError:
        return {"name_hex": name.hex()}


def serve(allocator, name):
    """Serves requests until standard input ends. `allocator` is a class; its methods are generate(kind, wanted, host), which gives
    a name or the one that was asked for, reserve(name) and restart()."""
    stream, subject = Stream(), allocator()
    stream.send({
        "type": "hello", "protocol": 1, "name": name, "version": "1.0", "host": "ask", "kinds": ["tap", "macvtap", "macvlan"],
        "reserve": hasattr(allocator, "reserve"), "restart": True, "reset": True, "counters": "lasting",
    })
    while True:
        request = stream.receive()
        number, kind = request["id"], request["type"]
        reply = {"type": "done", "id": number}
        try:
            if kind == "generate":
                wanted = name_of(request)
                given = subject.generate(request["kind"], wanted, Host(stream, number))
                reply = {"type": "literal", "id": number} if given == wanted else {"type": "named", "id": number, **field(given)}
            elif kind == "reserve":
                subject.reserve(name_of(request))
            elif kind == "restart":
                subject.restart()
            elif kind == "reset":
                subject = allocator()
            else:
                reply["type"] = "unsupported"
        except Refused as error:
            reply = {"type": "refused", "id": number, "reason": str(error)}
        stream.send(reply)
