"""What the checkers have seen last, check by check. A new one passes until it has been looked at."""

from dataclasses import dataclass


@dataclass
class Seen:
    passes: bool = True
    # Looks in a row that say the opposite.
    against: int = 0
    due: float = 0.0
    asking: bool = False


_seen = {}


def seen_of(check):
    return _seen.setdefault(check, Seen())


def passes(check):
    return seen_of(check).passes


def forget(check):
    _seen.pop(check, None)
