"""The two CloudFormation types of Application Auto Scaling, through its API, so that a template's policies act."""

import ministack.services.cloudformation.provisioners as provisioners
from patching import expect

from . import api


def _target_fields(target_id):
    resource, dimension, namespace = target_id.split("|")
    return {"ResourceId": resource, "ScalableDimension": dimension, "ServiceNamespace": namespace}


def _numbered(value):
    """A template's numbers may be text."""
    if isinstance(value, dict):
        return {k: _numbered(v) for k, v in value.items()}
    if isinstance(value, list):
        return [_numbered(v) for v in value]
    try:
        number = float(value) if isinstance(value, str) else None
    except ValueError:
        number = None
    return value if number is None else int(number) if number.is_integer() else number


def _scheduled(target, props):
    for action in props.get("ScheduledActions") or []:
        api.ask("PutScheduledAction", {**target, **_numbered(action)})


def _target():
    def put(props):
        target_id = "|".join(props[k] for k in ("ResourceId", "ScalableDimension", "ServiceNamespace"))
        api.ask("RegisterScalableTarget", _numbered({k: v for k, v in props.items() if k != "ScheduledActions"}))
        _scheduled(_target_fields(target_id), props)
        return target_id, {"Id": target_id}

    def delete(target_id, props):
        # Gone already is as good.
        if api.ask("DescribeScalableTargets", _target_fields(target_id))["ScalableTargets"]:
            api.ask("DeregisterScalableTarget", _target_fields(target_id))

    return {
        "create": lambda logical_id, props, stack: put(props),
        "update": lambda target_id, old, new, stack: put(new),
        "delete": delete,
    }


def _policy():
    def put(props):
        named = _target_fields(props["ScalingTargetId"]) if props.get("ScalingTargetId") else {}
        fields = {k: v for k, v in props.items() if k != "ScalingTargetId"}
        arn = api.ask("PutScalingPolicy", {**named, **_numbered(fields), "PolicyName": props["PolicyName"]})["PolicyARN"]
        return arn, {"Arn": arn}

    def delete(arn, props):
        for policy in api.ask("DescribeScalingPolicies", {})["ScalingPolicies"]:
            if policy["PolicyARN"] == arn:
                api.ask("DeleteScalingPolicy", policy)

    return {
        "create": lambda logical_id, props, stack: put(props),
        "update": lambda arn, old, new, stack: put(new),
        "delete": delete,
    }


def install():
    handlers = provisioners._RESOURCE_HANDLERS
    for kind, made in (("ScalableTarget", _target()), ("ScalingPolicy", _policy())):
        name = f"AWS::ApplicationAutoScaling::{kind}"
        expect(name not in handlers, f"the absence of {name}")
        handlers[name] = made
