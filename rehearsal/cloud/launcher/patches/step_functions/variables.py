"""On AWS every expression of an Assign sees the variables as they were when the state was entered. The emulator lets a
later one see what an earlier one has just assigned.
"""

import ministack.services.stepfunctions as stepfunctions
from patching import replace


def install():
    def assign(state_def, raw_input, ctx, result=None, error_output=None):
        before = (ctx or {}).get("variables", {})
        assigned = {}
        for name, template in (state_def.get("Assign") or {}).items():
            scope = {**(ctx or {}), "variables": dict(before)}
            original({**state_def, "Assign": {name: template}}, raw_input, scope, result, error_output)
            if name in scope["variables"]:
                assigned[name] = scope["variables"][name]
        if ctx is not None and assigned:
            ctx.setdefault("variables", {}).update(assigned)

    original = replace(stepfunctions, "_apply_state_assign", assign, "state_def raw_input ctx result error_output")
