"""Regions that are away. `dark` refuses every connection, `silent` takes it and never answers: its API, its load balancers
and whatever else it would do. Its tasks die. What is not of one region, as names are, goes on.
"""

WELL, DARK, SILENT = "well", "dark", "silent"

_away = {}


def become(region, state):
    if state not in (WELL, DARK, SILENT):
        raise ValueError(f"a region is {WELL}, {DARK} or {SILENT}, not {state}")
    if state == WELL:
        _away.pop(region, None)
    else:
        _away[region] = state


def state_of(region):
    return _away.get(region, WELL)


def is_away(region):
    return region in _away
