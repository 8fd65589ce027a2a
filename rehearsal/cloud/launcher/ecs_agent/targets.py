"""A task's place in its service's target groups, through the load balancer's own API."""

import re
from xml.etree import ElementTree

import ministack.services.alb as alb

ADDRESS = "127.0.0.1"
_NAMESPACE = re.compile(r' xmlns="[^"]+"')


def _call(action, group, port=None):
    target = {"Targets.member.1.Id": [ADDRESS], "Targets.member.1.Port": [str(port)]} if port else {}
    status, _, body = alb._ACTION_MAP[action]({"TargetGroupArn": [group], **target})
    return ElementTree.fromstring(_NAMESPACE.sub("", body.decode() if isinstance(body, bytes) else body)), status


def register(group, port):
    """Whether the group took it: it may have been deleted before its service."""
    return _call("RegisterTargets", group, port)[1] == 200


def deregister(group, port):
    _call("DeregisterTargets", group, port)


def health(group, port=None):
    """State and description of the group's targets by port."""
    answer, status = _call("DescribeTargetHealth", group, port)
    if status != 200:
        return {}
    return {
        int(m.findtext("Target/Port")): (m.findtext("TargetHealth/State"), m.findtext("TargetHealth/Description") or "")
        for m in answer.iter("member")
    }


def is_draining(group, port):
    return health(group, port).get(port, ("unused", ""))[0] == "draining"
