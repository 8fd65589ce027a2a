"""A template's ForwardConfig may hold several target groups with weights, and Fn::GetAtt TargetGroupFullName begins with
`targetgroup/`. The emulator keeps the first group only, and returns the name without its beginning.
"""

import ministack.services.alb as alb
import ministack.services.cloudformation.provisioners as provisioners
from patching import expect, replace
from patches.weighted_forwarding import attach_to_load_balancers, weight_problem, with_forward_config

_FULL_NAME = "TargetGroupFullName"


def _groups_of(action):
    config = action.get("ForwardConfig")
    if isinstance(config, dict) and config.get("TargetGroups"):
        return config["TargetGroups"]
    return [{"TargetGroupArn": action["TargetGroupArn"]}] if action.get("TargetGroupArn") else []


def _patch_actions():
    def actions(props, lb_arn, prop="DefaultActions"):
        declared = [a for a in props.get(prop) or [] if isinstance(a, dict)]
        return [_with_groups(made, _groups_of(said)) for made, said in zip(original(props, lb_arn, prop), declared)]

    original = replace(provisioners, "_elbv2_listener_actions", actions, "props lb_arn prop")


def _with_groups(action, groups):
    if not groups:
        return action
    problem = weight_problem(groups)
    if problem:
        raise ValueError(problem)
    return with_forward_config(action, groups)


def _patch_handlers():
    for kind in ("Listener", "ListenerRule"):
        handlers = provisioners._RESOURCE_HANDLERS[f"AWS::ElasticLoadBalancingV2::{kind}"]
        for step in ("create", "update", "delete"):
            handlers[step] = _then_attach(handlers[step])
    groups = provisioners._RESOURCE_HANDLERS["AWS::ElasticLoadBalancingV2::TargetGroup"]
    for step in ("create", "update"):
        groups[step] = _with_full_name(groups[step])


def _then_attach(handler):
    def handle(*args, **rest):
        result = handler(*args, **rest)
        attach_to_load_balancers()
        return result

    return handle


def _with_full_name(handler):
    def handle(*args, **rest):
        physical_id, attributes = handler(*args, **rest)
        name = physical_id.rpartition(":")[2]
        arns = alb._tgs[physical_id].get("LoadBalancerArns", [])
        return physical_id, {**attributes, _FULL_NAME: name, "LoadBalancerArns": arns}

    return handle


def install():
    expect("AWS::ElasticLoadBalancingV2::ListenerRule" in provisioners._RESOURCE_HANDLERS, "_RESOURCE_HANDLERS")
    _patch_actions()
    _patch_handlers()
