"""AWS forwards to up to five target groups by weight (0 to 999; all zero is a 503) and describes them in ForwardConfig.
The emulator keeps one target group per action, drops the weights, and registers one target per address.
"""

import random
import re

import ministack.services.alb as alb
from patching import expect, replace, replace_action

_MOST_GROUPS = 5
_HEAVIEST = 999
_PREFIXES = ("DefaultActions", "Actions")
_WEIGHT = re.compile(rf"^(?:{'|'.join(_PREFIXES)})\.member\.(\d+)\.ForwardConfig\.TargetGroups\.member\.(\d+)\.(\w+)$")


def forward_config(groups, stickiness=None):
    """A ForwardConfig as AWS stores it: every group with a weight, stickiness said."""
    groups = [{"TargetGroupArn": g["TargetGroupArn"], "Weight": int(g.get("Weight", 1))} for g in groups]
    return {"TargetGroups": groups, "TargetGroupStickinessConfig": stickiness or {"Enabled": False}}


def with_forward_config(action, groups, stickiness=None):
    """The action as AWS describes it: ForwardConfig always, TargetGroupArn beside it when there is one group."""
    action = {k: v for k, v in action.items() if k not in ("TargetGroupArn", "ForwardConfig")}
    config = forward_config(groups, stickiness)
    if len(groups) == 1:
        action["TargetGroupArn"] = groups[0]["TargetGroupArn"]
    return {**action, "ForwardConfig": config}


def weight_problem(groups):
    """Why AWS would refuse these target groups, or None."""
    if len(groups) > _MOST_GROUPS:
        return f"A forward action can have at most {_MOST_GROUPS} target groups"
    for group in groups:
        if not 0 <= int(group.get("Weight", 1)) <= _HEAVIEST:
            return f"Weight '{group['Weight']}' must be between 0 and {_HEAVIEST}"
    return None


def _groups_by_action(params):
    found = {}
    for key in params:
        match = _WEIGHT.match(key)
        if match:
            action, group, field = match.groups()
            found.setdefault(int(action), {}).setdefault(int(group), {})[field] = alb._p(params, key)
    return {action: [groups[i] for i in sorted(groups)] for action, groups in found.items()}


def _stickiness(params, prefix, index):
    base = f"{prefix}.member.{index}.ForwardConfig.TargetGroupStickinessConfig"
    if alb._p(params, f"{base}.Enabled").lower() != "true":
        return None
    return {"Enabled": True, "DurationSeconds": int(alb._p(params, f"{base}.DurationSeconds") or 3600)}


def _patch_actions():
    def parse(params, prefix="DefaultActions"):
        groups = _groups_by_action(params)
        actions = []
        for index, action in enumerate(original(params, prefix), 1):
            if action["Type"] == "forward":
                chosen = groups.get(index) or [{"TargetGroupArn": action.get("TargetGroupArn", "")}]
                action = with_forward_config(action, chosen, _stickiness(params, prefix, index))
            actions.append(action)
        return actions

    original = replace(alb, "_parse_actions", parse, "params prefix")


def _patch_description():
    def action_xml(action):
        xml = original(action)
        config = action.get("ForwardConfig")
        if not config:
            return xml
        groups = "".join(
            f"<member><TargetGroupArn>{g['TargetGroupArn']}</TargetGroupArn><Weight>{g['Weight']}</Weight></member>"
            for g in config["TargetGroups"]
        )
        sticky = config["TargetGroupStickinessConfig"]
        duration = f"<DurationSeconds>{sticky['DurationSeconds']}</DurationSeconds>" if sticky["Enabled"] else ""
        return xml.removesuffix("</member>") + (
            f"<ForwardConfig><TargetGroups>{groups}</TargetGroups><TargetGroupStickinessConfig>"
            f"<Enabled>{str(sticky['Enabled']).lower()}</Enabled>{duration}</TargetGroupStickinessConfig>"
            "</ForwardConfig></member>"
        )

    original = replace(alb, "_action_xml", action_xml, "a")


def _request_problem(params):
    for groups in _groups_by_action(params).values():
        problem = weight_problem(groups)
        if problem:
            return alb._error("ValidationError", problem)
        for group in groups:
            if group.get("TargetGroupArn") not in alb._tgs:
                return alb._error("TargetGroupNotFound", f"Target group '{group.get('TargetGroupArn')}' not found")
    return None


def attach_to_load_balancers():
    """Writes on every target group of this account and region which load balancers forward to it."""
    users = {}
    for rule in alb._rules.values():
        listener = alb._listeners.get(rule.get("ListenerArn"))
        for action in rule.get("Actions", []) if listener else []:
            for group in (action.get("ForwardConfig") or {}).get("TargetGroups", []):
                users.setdefault(group["TargetGroupArn"], set()).add(listener["LoadBalancerArn"])
    for arn, group in alb._tgs.items():
        group["LoadBalancerArns"] = sorted(users.get(arn, ()))


def _patch_requests():
    def checked(handler):
        def handle(params):
            answer = _request_problem(params) or handler(params)
            attach_to_load_balancers()
            return answer

        return handle

    for name in ("CreateListener", "ModifyListener", "DeleteListener", "CreateRule", "ModifyRule", "DeleteRule"):
        handler = alb._ACTION_MAP.get(name)
        replace_action(alb._ACTION_MAP, name, checked(handler), "ministack.services.alb._ACTION_MAP")


def _choose(action):
    """One of the action's target groups by weight, or the load balancer's own 503 when no group has any."""
    config = action.get("ForwardConfig")
    if (action.get("Type") or "").lower() != "forward" or not config:
        return action
    groups = config["TargetGroups"]
    weights = [g["Weight"] for g in groups]
    if sum(weights) == 0:
        return {"Type": "fixed-response", "FixedResponseConfig": {"StatusCode": "503", "ContentType": "text/html"}}
    return {"Type": "forward", "TargetGroupArn": random.choices(groups, weights)[0]["TargetGroupArn"]}


def _patch_routing():
    async def execute(actions, *args, **rest):
        return await original([_choose(a) for a in actions], *args, **rest)

    original = replace(alb, "_execute_actions", execute)


def target_key(target, group):
    return target["Id"], int(target.get("Port") or group.get("Port") or 80)


def _patch_registration():
    def register(params):
        arn = alb._p(params, "TargetGroupArn")
        group = alb._tgs.get(arn)
        if not group:
            return alb._error("TargetGroupNotFound", f"Target group '{arn}' not found.")
        registered = alb._targets.setdefault(arn, [])
        known = {target_key(t, group) for t in registered}
        for target in alb._parse_targets_param(params):
            key = target_key(target, group)
            if key not in known:
                known.add(key)
                registered.append({"Id": key[0], "Port": key[1]})
        return alb._empty("RegisterTargets")

    def deregister(params):
        arn = alb._p(params, "TargetGroupArn")
        group = alb._tgs.get(arn)
        if not group:
            return alb._error("TargetGroupNotFound", f"Target group '{arn}' not found.")
        leaving = {target_key(t, group) for t in alb._parse_targets_param(params)}
        alb._targets[arn] = [t for t in alb._targets.get(arn, []) if target_key(t, group) not in leaving]
        return alb._empty("DeregisterTargets")

    table = "ministack.services.alb._ACTION_MAP"
    replace_action(alb._ACTION_MAP, "RegisterTargets", register, table)
    replace_action(alb._ACTION_MAP, "DeregisterTargets", deregister, table)


def install():
    expect(hasattr(alb, "_targets") and hasattr(alb, "_rules"), "the stores of ministack.services.alb")
    _patch_actions()
    _patch_description()
    _patch_requests()
    _patch_routing()
    _patch_registration()
