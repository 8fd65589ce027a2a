"""Regions that are not well. `dark` refuses every connection, `silent` takes it and never answers: its API, its load
balancers and whatever else it would do, and its tasks die. `erring`: its tasks answer with errors, all else goes on.
What is not of one region, as names are, goes on.
"""

WELL, DARK, SILENT, ERRING = "well", "dark", "silent", "erring"

_states = {}


def become(region, state):
    if state not in (WELL, DARK, SILENT, ERRING):
        raise ValueError(f"a region is {WELL}, {DARK}, {SILENT} or {ERRING}, not {state}")
    _states[region] = state


def state_of(region):
    return _states.get(region, WELL)


def is_away(region):
    return state_of(region) in (DARK, SILENT)
