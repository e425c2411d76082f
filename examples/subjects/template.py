"""Templates: names with one %d."""

NAME_MAX = 15
DIGITS_MAX = 12
PREFIXES = {"tap": b"vnet", "macvtap": b"macvtap", "macvlan": b"macvlan"}


def parts(wanted, kind):
    """What stands before and after the number; None for a name that is no template."""
    if wanted is None:
        return PREFIXES[kind], b""
    before, found, after = wanted.partition(b"%d")
    return (before, after) if found and b"%" not in before + after else None


def ids(before, after):
    """How many numbers fit."""
    return 10 ** min(DIGITS_MAX, max(NAME_MAX - len(before) - len(after), 0))


def is_valid(name):
    """Whether the kernel takes it (dev_valid_name())."""
    return 0 < len(name) <= NAME_MAX and name not in (b".", b"..") and not any(byte in b"/: \t\n\v\f\r\xa0" for byte in name)


def id_of(name, before, after):
    """The number of a name that such a template gives; None for another name."""
    if len(name) <= len(before) + len(after) or not name.startswith(before) or not name.endswith(after):
        return None
    digits = name[len(before):len(name) - len(after)]
    return int(digits) if digits.isdigit() and str(int(digits)).encode() == digits else None
