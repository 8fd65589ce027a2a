"""What DescribeTasks says about a task, and the event on every change of it."""

import time

import ministack.services.ecs as ecs

from . import bus
from .store import LOCK
from .targets import ADDRESS

_TIMES = (
    "connectivityAt",
    "createdAt",
    "pullStartedAt",
    "pullStoppedAt",
    "startedAt",
    "stoppingAt",
    "stoppedAt",
    "executionStoppedAt",
)
# These pass without an event on AWS.
_SILENT = ("STOPPING",)


def now():
    return round(time.time(), 3)


def change(task, status=None, **fields):
    """Writes the fields, moves the task and its containers on, and tells the event bus."""
    with LOCK:
        task.update(fields)
        if status:
            task["lastStatus"] = status
            _move_containers(task, status)
        if status in _SILENT:
            return
        ecs._bump_task_version(task)
        bus.publish("ECS Task State Change", task["taskArn"], _detail(task))


def _move_containers(task, status):
    reached = {"RUNNING": "RUNNING", "STOPPED": "STOPPED"}.get(status)
    for container in task["containers"]:
        container["lastStatus"] = reached or container["lastStatus"]


def _detail(task):
    detail = {k: v for k, v in ecs._sanitize(task).items() if v != "" and k != "tags"}
    detail.update({k: bus.iso(detail[k]) for k in _TIMES if isinstance(detail.get(k), (int, float))})
    return {**detail, "updatedAt": bus.iso(now())}


def attach(task, port, container):
    """The task's address. On AWS it has one of its own; here the port is what tells tasks apart."""
    details = {"networkInterfaceId": f"eni-{ecs.new_uuid()[:8]}", "privateIPv4Address": ADDRESS}
    if task.get("_subnet"):
        details["subnetId"] = task["_subnet"]
    attachment = {
        "id": ecs.new_uuid(),
        "type": "ElasticNetworkInterface",
        "status": "ATTACHED",
        "details": [{"name": k, "value": v} for k, v in sorted(details.items())],
    }
    with LOCK:
        task["attachments"] = [attachment]
        for each in task["containers"]:
            each["networkInterfaces"] = [{"attachmentId": attachment["id"], "privateIpv4Address": ADDRESS}]
        inside = next((p["containerPort"] for p in container.get("portMappings", [])), port)
        record_of(task, container)["networkBindings"] = [
            {"bindIP": ADDRESS, "containerPort": inside, "hostPort": port, "protocol": "tcp"}
        ]


def record_of(task, container):
    return next(c for c in task["containers"] if c["name"] == container["name"])
