"""How many tasks to start and which to stop now: the arithmetic of a rolling deployment, without doing anything."""

from dataclasses import dataclass
from math import ceil


@dataclass(frozen=True)
class Placed:
    """A task that is meant to run: of the primary deployment or of an older one, and whether it can take traffic."""

    arn: str
    current: bool
    healthy: bool


@dataclass(frozen=True)
class Plan:
    start: int
    stop: tuple


def plan(placed, desired, minimum_percent, maximum_percent):
    """placed: oldest first."""
    if desired == 0:
        return Plan(0, tuple(p.arn for p in placed))
    current = [p for p in placed if p.current]
    old = [p for p in placed if not p.current]
    missing = max(0, desired - len(current))
    start = min(missing, max(0, desired * maximum_percent // 100 - len(placed)))
    surplus = _worst_first(current)[: max(0, len(current) - desired)]
    leaving = surplus + _old_to_stop(current, old, desired, minimum_percent, missing - start)
    return Plan(start, tuple(p.arn for p in leaving))


def _old_to_stop(current, old, desired, minimum_percent, blocked):
    """Old tasks go as new ones take their place, or to make room, and never below the healthy minimum."""
    sick = [p for p in old if not p.healthy]
    well = [p for p in old if p.healthy]
    healthy_current = sum(p.healthy for p in current)
    dispensable = healthy_current + len(well) - ceil(desired * minimum_percent / 100)
    replaced = max(0, len(well) - max(0, desired - healthy_current))
    needed = min(max(0, dispensable), replaced + max(0, blocked - len(sick)), len(well))
    return sick + well[:needed]


def _worst_first(placed):
    """Who goes first when there are too many: those without health, then the newest."""
    return sorted(reversed(placed), key=lambda p: p.healthy)
