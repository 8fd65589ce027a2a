"""What becomes of a deployment: in progress, completed, or failed by the circuit breaker and rolled back."""

import time

import ministack.services.ecs as ecs

from . import bus, service_events
from .store import primary_of
from .task_record import now

# A task that keeps dying is started again ever later; AWS's pauses grow to 15 minutes.
_FIRST_PAUSE_SECONDS = 0.25
_LONGEST_PAUSE_SECONDS = 5.0
_IMPAIRED_AFTER = 3


def announce(service, deployment, state, reason):
    """Writes the rollout's state, its reason, and the event about it."""
    deployment.update(rolloutState=state, rolloutStateReason=reason, updatedAt=now())
    detail = {
        "eventType": "ERROR" if state == "FAILED" else "INFO",
        "eventName": f"SERVICE_DEPLOYMENT_{state}",
        "clusterArn": service["clusterArn"],
        "deploymentId": deployment["id"],
        "updatedAt": bus.iso(deployment["updatedAt"]),
        "reason": reason,
    }
    bus.publish("ECS Deployment State Change", service["serviceArn"], detail)


def service_action(service, event_type, name):
    detail = {
        "eventType": event_type,
        "eventName": name,
        "clusterArn": service["clusterArn"],
        "createdAt": bus.iso(now()),
    }
    bus.publish("ECS Service Action", service["serviceArn"], detail)


def begin_new(service):
    for deployment in service["deployments"]:
        if not deployment.get("_announced"):
            deployment["_announced"] = True
            announce(service, deployment, "IN_PROGRESS", f"ECS deployment {deployment['id']} in progress.")


def task_failed(service, task):
    """Counts a task that ended without being asked to, or that never passed its health checks."""
    deployment = next((d for d in service["deployments"] if d["id"] == task["_deployment_id"]), None)
    if deployment is None:
        return
    failures = deployment["_failures_in_a_row"] = deployment.get("_failures_in_a_row", 0) + 1
    pause = min(_FIRST_PAUSE_SECONDS * 2 ** (failures - 1), _LONGEST_PAUSE_SECONDS)
    deployment["_start_again_at"] = time.monotonic() + pause
    if failures == _IMPAIRED_AFTER:
        service_events.add(service, "is unable to consistently start tasks successfully.")
        service_action(service, "WARN", "SERVICE_TASK_START_IMPAIRED")
    if deployment is not primary_of(service) or deployment["rolloutState"] != "IN_PROGRESS":
        return
    if not task.get("_was_healthy"):
        deployment.update(failedTasks=deployment["failedTasks"] + 1, updatedAt=now())
        _break_circuit(service, deployment)


def task_healthy(service, task):
    """AWS counts consecutive failures: a task that got through starts the count again."""
    task["_was_healthy"] = True
    for deployment in service["deployments"]:
        if deployment["id"] == task["_deployment_id"]:
            deployment.update(_failures_in_a_row=0, failedTasks=0)


def may_start(deployment):
    return deployment["rolloutState"] != "FAILED" and deployment.get("_start_again_at", 0) <= time.monotonic()


def _break_circuit(service, deployment):
    breaker = (service.get("deploymentConfiguration") or {}).get("deploymentCircuitBreaker") or {}
    if not breaker.get("enable") or deployment["failedTasks"] < ecs._circuit_breaker_threshold(service):
        return
    deployment["desiredCount"] = 0
    announce(service, deployment, "FAILED", "ECS deployment circuit breaker: tasks failed to start.")
    service_events.add(service, f"(deployment {deployment['id']}) deployment failed: tasks failed to start.")
    if breaker.get("rollback"):
        _roll_back(service, deployment)


def _roll_back(service, failed):
    previous = next((d for d in service["deployments"] if d is not failed and d["rolloutState"] == "COMPLETED"), None)
    if previous is None:
        return
    failed["status"], previous["status"] = "ACTIVE", "PRIMARY"
    service["deployments"] = [previous, *(d for d in service["deployments"] if d is not previous)]
    service["taskDefinition"] = previous["taskDefinition"]
    previous["desiredCount"] = service["desiredCount"]
    service_events.add(service, f"rolling back to deployment {previous['id']}.")
    reason = f"ECS deployment circuit breaker: rolling back to deploymentId {previous['id']}."
    announce(service, previous, "IN_PROGRESS", reason)


def reach_steady_state(service):
    """Every wanted task can take traffic and nothing else runs."""
    primary = primary_of(service)
    service["deployments"] = [primary]
    if primary["rolloutState"] == "IN_PROGRESS":
        primary.update(_failures_in_a_row=0)
        announce(service, primary, "COMPLETED", f"ECS deployment {primary['id']} completed.")
        service_events.add(service, f"(deployment {primary['id']}) deployment completed.")
    if not service.get("_steady"):
        service["_steady"] = True
        service_events.add(service, "has reached a steady state.")
        service_action(service, "INFO", "SERVICE_STEADY_STATE")
