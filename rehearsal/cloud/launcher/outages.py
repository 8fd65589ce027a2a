"""Regions that are not well. `dark` refuses every connection, `silent` takes it and never answers: its API, its load
balancers and whatever else it would do, and its tasks die. `erring`: its tasks answer with errors, all else goes on.
`unreachable`: only functions of other regions get no answer; `cut-off`: only strangers get none, as users and health
checkers are. `zone-sick`: the tasks of one of its zones die, and new ones start in the other. `probe-forbidden`: its firewall
refuses the probes of the standby, by their User-Agent. What is not of one region, as
names are, goes on.
"""

WELL, DARK, SILENT, ERRING = "well", "dark", "silent", "erring"
UNREACHABLE, CUT_OFF, ZONE_SICK, PROBE_FORBIDDEN = "unreachable", "cut-off", "zone-sick", "probe-forbidden"
_KNOWN = (WELL, DARK, SILENT, ERRING, UNREACHABLE, CUT_OFF, ZONE_SICK, PROBE_FORBIDDEN)

ZONES = SOUND, SICK = ("a", "b")

_states = {}


def become(region, state):
    if state not in _KNOWN:
        raise ValueError(f"a region is {', '.join(_KNOWN)}, not {state}")
    _states[region] = state


def state_of(region):
    return _states.get(region, WELL)


def is_away(region):
    return state_of(region) in (DARK, SILENT)


def has_lost(region, zone):
    """What runs there dies."""
    return is_away(region) or (state_of(region) == ZONE_SICK and zone == SICK)


def zone_for_next(region, taken):
    """Where a task is placed: where fewest of its kind are, and never in a zone that is sick."""
    return SOUND if state_of(region) == ZONE_SICK else min(ZONES, key=taken.count)
