#!/usr/bin/env python3
"""A correct allocator: one counter for each template, which only goes up until no number fits, and survives a restart."""

from subject import Refused, serve
from template import PREFIXES, id_of, ids, is_valid, parts


class Counter:
    """Counters by template. A restart forgets nothing: a real allocator would have them in a file."""

    def __init__(self):
        self.next = {(before, b""): 0 for before in PREFIXES.values()}

    def generate(self, kind, wanted, host):
        template = parts(wanted, kind)
        if template is None:
            return wanted
        before, after = template
        count, start = ids(before, after), self.next.get(template, 0)
        if not is_valid(before + b"0" + after):
            raise Refused("no name of this template is valid")
        for tries in range(count):
            number = (start + tries) % count
            name = before + str(number).encode() + after
            if not host.exists(name):
                self.next[template] = number + 1
                return name
        raise Refused("every name of this template is taken")

    def reserve(self, name):
        for before, after in self.next:
            number = id_of(name, before, after)
            if number is not None and number < ids(before, after):
                self.next[before, after] = max(self.next[before, after], number + 1)

    def restart(self):
        pass


if __name__ == "__main__":
    serve(Counter, "counter.py")
