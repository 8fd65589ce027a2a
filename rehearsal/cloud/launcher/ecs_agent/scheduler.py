"""Brings every service of every account and region nearer to what it wants, several times a second."""

import json
import logging
import threading
import time

import clock
import ministack.services.ecs as ecs
import outages
from ministack.core.responses import request_scope

from . import deployments, service_events, targets, task_life
from .placement import Placed, plan
from .store import LOCK, count, primary_of, tasks_of

logger = logging.getLogger("sluice.rehearsal")

# Of the grace period at any scale of time: node must have started and been asked for its health.
_SHORTEST_GRACE_SECONDS = 3.0

_wake = threading.Event()


def wake():
    """Something was asked for: do not wait for the next turn."""
    _wake.set()


def tick(seconds):
    _wake.wait(seconds)
    _wake.clear()
    task_life.end_forgotten()
    task_life.end_those_away()
    for (account, region, _), service in ecs._services.all_items():
        if service["status"] in ("ACTIVE", "DRAINING") and not outages.is_away(region):
            with request_scope(account, region):
                _look_after(service)


def _look_after(service):
    try:
        groups = {b["targetGroupArn"] for b in service.get("loadBalancers") or [] if b.get("targetGroupArn")}
        # Asked before the lock is taken: requests must not wait for it.
        health = {group: targets.health(group) for group in groups}
        with LOCK:
            _reconcile(service, health)
            count(service)
    except Exception:
        logger.exception("The scheduler failed on %s; it goes on", service["serviceArn"])


def _reconcile(service, health):
    deployments.begin_new(service)
    tasks = tasks_of(service)
    if service["status"] == "DRAINING" and not tasks:
        service.update(status="INACTIVE", deployments=[])
        return
    wanted = sorted((t for t in tasks if t["desiredStatus"] == "RUNNING"), key=lambda t: t["createdAt"])
    well = {t["taskArn"] for t in wanted if _is_healthy(service, t, health)}
    sick = [t for t in wanted if t["taskArn"] not in well and _replace_if_unhealthy(service, t, health)]
    wanted = [t for t in wanted if t not in sick]
    primary = primary_of(service)
    placed = [Placed(t["taskArn"], t["_deployment_id"] == primary["id"], t["taskArn"] in well) for t in wanted]
    _place(service, primary, placed)
    everyone_well = len(tasks) == len(well) == service["desiredCount"] and all(p.current for p in placed)
    if not everyone_well:
        service["_steady"] = False
    elif primary["rolloutState"] != "FAILED" and service["status"] == "ACTIVE":
        deployments.reach_steady_state(service)
    _keep_deployments_with_tasks(service, tasks)


def _place(service, primary, placed):
    configuration = service.get("deploymentConfiguration") or {}
    if primary["rolloutState"] == "FAILED" and service["desiredCount"] > 0:
        # What still runs goes on running, and nothing is started: a person or the next deployment decides.
        return
    minimum, maximum = configuration.get("minimumHealthyPercent", 100), configuration.get("maximumPercent", 200)
    chosen = plan(placed, service["desiredCount"], minimum, maximum)
    if chosen.stop:
        _stop(service, primary, chosen.stop)
    if chosen.start and deployments.may_start(primary):
        _start(service, primary, chosen.start)


def _start(service, primary, number):
    fields = ("launchType", "capacityProviderStrategy", "networkConfiguration", "enableExecuteCommand")
    request = {
        **{k: service[k] for k in (*fields, "platformVersion") if service.get(k)},
        "cluster": service["clusterArn"],
        "taskDefinition": primary["taskDefinition"],
        "count": number,
        "group": f"service:{service['serviceName']}",
        "startedBy": primary["id"],
        "_deploymentId": primary["id"],
        "tags": service["tags"] if service.get("propagateTags") == "SERVICE" else [],
    }
    answer = json.loads(ecs._run_task(request)[2])
    started = [t["taskArn"] for t in answer["tasks"]]
    service_events.add(service, f"has started {number} tasks: {service_events.tasks(started)}.")


def _stop(service, primary, arns):
    balanced = [a for a in arns if ecs._tasks[a].get("_places")]
    if balanced:
        service_events.add(service, f"has begun draining connections on {len(balanced)} tasks.")
    for arn in arns:
        reason = f"Scaling activity initiated by (deployment {primary['id']})"
        task_life.stop(ecs._tasks[arn], "ServiceSchedulerInitiated", reason)
    service_events.add(service, f"has stopped {len(arns)} running tasks: {service_events.tasks(arns)}.")


def _is_healthy(service, task, health):
    if task["lastStatus"] != "RUNNING":
        return False
    places = task.get("_places", [])
    if len(places) < len(health):
        return False
    # A group that no rule forwards to is never asked: it has nothing to say against the task.
    healthy = all(health.get(g, {}).get(port, ("initial",))[0] in ("healthy", "unused") for g, port in places)
    if healthy and not task.get("_was_healthy"):
        deployments.task_healthy(service, task)
    return healthy


def _replace_if_unhealthy(service, task, health):
    grace = float(service.get("healthCheckGracePeriodSeconds") or 0)
    scaled = min(grace, max(_SHORTEST_GRACE_SECONDS * clock.SPEED, grace))
    if task["lastStatus"] != "RUNNING" or time.time() < task["startedAt"] + scaled:
        return False
    for group, port in task.get("_places", []):
        state, why = health.get(group, {}).get(port, ("initial", ""))
        if state == "unhealthy":
            message = f"(port {port}) is unhealthy in (target-group {group}) due to (reason {why})"
            service_events.add(service, message)
            reason = f"Task failed ELB health checks in (target-group {group})"
            task_life.stop(task, "ServiceSchedulerInitiated", reason, failed=True)
            return True
    return False


def _keep_deployments_with_tasks(service, tasks):
    """An older deployment is listed for as long as it has tasks, and a failed one until its successor is done."""
    primary = primary_of(service)
    alive = [t["_deployment_id"] for t in tasks if t["desiredStatus"] == "RUNNING"]
    inhabited = {t["_deployment_id"] for t in tasks}
    for deployment in service["deployments"]:
        if deployment is not primary:
            deployment["desiredCount"] = alive.count(deployment["id"])
    service["deployments"] = [
        d
        for d in service["deployments"]
        if d is primary
        or d["id"] in inhabited
        or (d["rolloutState"] == "FAILED" and primary["rolloutState"] == "IN_PROGRESS")
    ]
