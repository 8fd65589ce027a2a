"""The emulator's ECS records, and the one lock under which they change."""

import threading

import ministack.services.ecs as ecs

# Requests, the scheduler and every task's own thread change the same dictionaries.
LOCK = threading.RLock()

_STARTING = ("PROVISIONING", "PENDING", "ACTIVATING")


def service_of(task):
    """The service a task belongs to, or None: a task that RunTask started, or a service that is gone."""
    cluster, group = ecs._cluster_name_from_arn(task["clusterArn"]), task.get("group") or ""
    return ecs._services.get(f"{cluster}/{group.removeprefix('service:')}") if group.startswith("service:") else None


def tasks_of(service):
    """The service's tasks that have not stopped yet."""
    group, cluster = f"service:{service['serviceName']}", service["clusterArn"]
    return [
        t
        for t in ecs._tasks.values()
        if t["lastStatus"] != "STOPPED" and t.get("group") == group and t["clusterArn"] == cluster
    ]


def primary_of(service):
    return next((d for d in service["deployments"] if d["status"] == "PRIMARY"), None)


def count(service):
    """Makes the counts of a service and its deployments say what is so."""
    tasks = tasks_of(service)
    for counted, its_tasks in [
        (service, tasks),
        *((d, [t for t in tasks if t["_deployment_id"] == d["id"]]) for d in service["deployments"]),
    ]:
        statuses = [t["lastStatus"] for t in its_tasks if t["desiredStatus"] == "RUNNING"]
        counted["runningCount"] = statuses.count("RUNNING")
        counted["pendingCount"] = sum(statuses.count(s) for s in _STARTING)
