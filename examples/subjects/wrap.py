#!/usr/bin/env python3
"""A planted bug: a counter that is kept in 32 bits with a sign, so that the largest number is followed by a negative one."""

from counter import Counter
from subject import serve
from template import parts


class Wrapping(Counter):
    """As Counter, but for its integers."""

    def generate(self, kind, wanted, host):
        template = parts(wanted, kind)
        number = self.next.get(template, 0)
        wrapped = (number + 2**31) % 2**32 - 2**31
        if template is not None and wrapped != number:
            before, after = template
            return before + str(wrapped).encode() + after
        return super().generate(kind, wanted, host)


if __name__ == "__main__":
    serve(Wrapping, "wrap.py")
