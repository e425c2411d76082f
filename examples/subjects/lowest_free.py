#!/usr/bin/env python3
"""An allocator that reuses names: it takes the lowest number that is free, as the kernel does."""

from subject import Refused, serve
from template import ids, is_valid, parts


class LowestFree:
    """It remembers nothing."""

    def generate(self, kind, wanted, host):
        template = parts(wanted, kind)
        if template is None:
            return wanted
        before, after = template
        if not is_valid(before + b"0" + after):
            raise Refused("no name of this template is valid")
        for number in range(ids(before, after)):
            name = before + str(number).encode() + after
            if not host.exists(name):
                return name
        raise Refused("every name of this template is taken")

    def restart(self):
        pass


if __name__ == "__main__":
    serve(LowestFree, "lowest_free.py")
