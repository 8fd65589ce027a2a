"""The API of Application Auto Scaling, as far as it is about ECS services."""

import json
import time
import uuid

import ministack.app as app
import ministack.core.router as router
from ministack.core.responses import error_response_json, get_account_id, get_region, json_response
from patching import expect

from . import rules, tracking
from .store import DIMENSION, actions, activities, key_of, policies, service_of, set_count, targets

_SERVICE, _PREFIX = "application-autoscaling", "AnyScaleFrontendService"


class _Refused(Exception):
    def __init__(self, code, message):
        super().__init__(message)
        self.code = code


def _target_of(data):
    target = targets.get(key_of(data))
    if target is None:
        raise _Refused("ObjectNotFoundException", f"No scalable target registered for {key_of(data)}")
    return target


def _register(data):
    if data.get("ServiceNamespace") != "ecs" or data.get("ScalableDimension") != DIMENSION:
        raise _Refused("ValidationException", "The local cloud scales ECS services only")
    known = targets.get(key_of(data))
    if known is None and not {"MinCapacity", "MaxCapacity"} <= data.keys():
        raise _Refused("ValidationException", "MinCapacity and MaxCapacity are required for a new scalable target")
    if known is None and service_of(data["ResourceId"]) is None:
        raise _Refused("ValidationException", f"ECS service doesn't exist: {data['ResourceId']}")
    made = f"arn:aws:{_SERVICE}:{get_region()}:{get_account_id()}:scalable-target/{uuid.uuid4().hex}"
    target = known or {"ScalableTargetARN": made, "CreationTime": int(time.time()), "SuspendedState": {}}
    told = ("ServiceNamespace", "ResourceId", "ScalableDimension", "MinCapacity", "MaxCapacity", "RoleARN")
    target.update({k: data[k] for k in told if k in data})
    target["SuspendedState"] = {**target["SuspendedState"], **(data.get("SuspendedState") or {})}
    if target["MinCapacity"] > target["MaxCapacity"]:
        raise _Refused("ValidationException", "MinCapacity must not exceed MaxCapacity")
    targets[key_of(data)] = target
    _bring_into_bounds(target)
    return {"ScalableTargetARN": target["ScalableTargetARN"]}


def _bring_into_bounds(target):
    """At once, and again with every update, whatever the update is about."""
    service = service_of(target["ResourceId"])
    current = service["desiredCount"] if service else None
    if current is None:
        return
    wanted = rules.brought_into(current, rules.Bounds(target["MinCapacity"], target["MaxCapacity"]))
    if wanted != current:
        set_count(target["ResourceId"], wanted)


def _deregister(data):
    _target_of(data)
    for policy in _of_target(policies, data):
        _delete_policy(policy)
    for action in _of_target(actions, data):
        actions.pop(f"{key_of(action)}|{action['ScheduledActionName']}", None)
    targets.pop(key_of(data), None)
    return {}


def _of_target(kept, data):
    return [row for row in list(kept.values()) if key_of(row) == key_of(data)]


def _put_policy(data):
    _target_of(data)
    key = f"{key_of(data)}|{data['PolicyName']}"
    resource = f"resource/ecs/{data['ResourceId']}:policyName/{data['PolicyName']}"
    made = f"arn:aws:autoscaling:{get_region()}:{get_account_id()}:scalingPolicy:{uuid.uuid4()}:{resource}"
    known = policies.get(key) or {"PolicyARN": made, "CreationTime": int(time.time()), "PolicyType": "StepScaling"}
    policy = {**known, **data}
    policies[key] = policy
    policy["Alarms"] = tracking.put_alarms(policy) if policy["PolicyType"] == "TargetTrackingScaling" else []
    return {"PolicyARN": policy["PolicyARN"], "Alarms": policy["Alarms"]}


def _delete_policy(data):
    policy = policies.pop(f"{key_of(data)}|{data['PolicyName']}", None)
    if policy is None:
        raise _Refused("ObjectNotFoundException", f"No scaling policy found for {data['PolicyName']}")
    tracking.delete_alarms(policy)
    return {}


def _put_action(data):
    _target_of(data)
    key = f"{key_of(data)}|{data['ScheduledActionName']}"
    known = actions.get(key) or {"CreationTime": int(time.time()), "_looked_at": time.time()}
    actions[key] = {**known, **data}
    return {}


def _delete_action(data):
    if actions.pop(f"{key_of(data)}|{data['ScheduledActionName']}", None) is None:
        raise _Refused("ObjectNotFoundException", f"No scheduled action found for {data['ScheduledActionName']}")
    return {}


def _listing(kept, answer, names_field=None, name_field=None):
    filters = ("ServiceNamespace", "ResourceId", "ScalableDimension")

    def describe(data):
        wanted = data.get(names_field) if names_field else None
        found = [
            {k: v for k, v in row.items() if not k.startswith("_")}
            for row in list(kept.values())
            if all(data.get(f) in (None, row[f]) for f in filters) and (not wanted or row[name_field] in wanted)
        ]
        return {answer: found}

    return describe


def _describe_activities(data):
    found = [row for rows in list(activities.values()) for row in rows if data.get("ResourceId") in (None, row["ResourceId"])]
    return {"ScalingActivities": sorted(found, key=lambda row: row["StartTime"], reverse=True)}


_ACTIONS = {
    "RegisterScalableTarget": _register,
    "DeregisterScalableTarget": _deregister,
    "DescribeScalableTargets": _listing(targets, "ScalableTargets", "ResourceIds", "ResourceId"),
    "PutScalingPolicy": _put_policy,
    "DeleteScalingPolicy": _delete_policy,
    "DescribeScalingPolicies": _listing(policies, "ScalingPolicies", "PolicyNames", "PolicyName"),
    "PutScheduledAction": _put_action,
    "DeleteScheduledAction": _delete_action,
    "DescribeScheduledActions": _listing(actions, "ScheduledActions", "ScheduledActionNames", "ScheduledActionName"),
    "DescribeScalingActivities": _describe_activities,
}


def ask(action, data):
    """One call; raises with the words that AWS refuses it with."""
    return _ACTIONS[action](data)


async def _handle(method, path, headers, body, query_params):
    action = headers.get("x-amz-target", "").rpartition(".")[2]
    if action not in _ACTIONS:
        return error_response_json("UnknownOperationException", f"The local cloud has no {action}", 400)
    try:
        return json_response(ask(action, json.loads(body or b"{}")), content_type="application/x-amz-json-1.1")
    except _Refused as refusal:
        return error_response_json(refusal.code, str(refusal), 400)


def install():
    for name, table in (("SERVICE_HANDLERS", app.SERVICE_HANDLERS), ("SERVICE_PATTERNS", router.SERVICE_PATTERNS)):
        expect(isinstance(table, dict) and _SERVICE not in table, f"the absence of {_SERVICE} in {name}")
    app.SERVICE_HANDLERS[_SERVICE] = _handle
    router.SERVICE_PATTERNS[_SERVICE] = {"target_prefixes": [_PREFIX], "credential_scope": _SERVICE}
