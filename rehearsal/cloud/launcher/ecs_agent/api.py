"""The ECS actions whose effect is more than a record, and the places where the emulator would act on its own."""

import ministack.services.alb as alb
import ministack.services.cloudwatch_logs as cloudwatch_logs
import ministack.services.ecr as ecr
import ministack.services.ecs as ecs
from ministack.core.responses import error_response_json, json_response
from patching import expect, replace, replace_action

from . import scheduler, task_life
from .store import LOCK, count
from .task_record import now

_TABLE = "ministack.services.ecs._ACTION_MAP"
_STORES = {alb: "_tgs", ecs: "_services _tasks _task_defs", ecr: "_images", cloudwatch_logs: "_log_groups"}
_HELPERS = (
    "_awslogs_config _bump_task_version _circuit_breaker_threshold _cluster_name_from_arn _ensure_awslogs_stream "
    "_recount_cluster _resolve_cluster_name _resolve_container_secrets _resolve_service_ref _resolve_task "
    "_resolve_td_key _sanitize _SecretResolutionError new_uuid"
)

# A service whose tasks would be placed otherwise starts new ones; a new count or a new limit does not.
_NEEDS_NEW_TASKS = ("capacityProviderStrategy", "loadBalancers", "networkConfiguration", "platformVersion")


def _refuse(code, message):
    return error_response_json(code, message, 400)


def _find(data):
    cluster = ecs._resolve_cluster_name(data.get("cluster", "default"))
    reference = ecs._resolve_service_ref(data.get("service", ""))
    return ecs._services.get(f"{cluster}/{reference[0]}") if cluster and reference else None


def _definition_problem(reference):
    definition = ecs._task_defs.get(ecs._resolve_td_key(reference))
    if definition is None:
        return _refuse("ClientException", "TaskDefinition not found.")
    if definition["status"] != "ACTIVE":
        return _refuse("ClientException", "TaskDefinition is inactive")
    return None


def _target_group_problem(data):
    for balanced in data.get("loadBalancers") or []:
        group = balanced.get("targetGroupArn")
        if group and not (alb._tgs.get(group) or {}).get("LoadBalancerArns"):
            message = f"The target group with targetGroupArn {group} does not have an associated load balancer."
            return _refuse("InvalidParameterException", message)
    return None


def _create(original):
    def create(data):
        problem = _definition_problem(data.get("taskDefinition", "")) or _target_group_problem(data)
        return problem or _answer(original, data)

    return create


def _update(original):
    def update(data):
        service = _find(data)
        if service and service["status"] != "ACTIVE":
            return _refuse("ServiceNotActiveException", "Service was not ACTIVE.")
        problem = _definition_problem(data["taskDefinition"]) if data.get("taskDefinition") else None
        problem = problem or _target_group_problem(data)
        if problem or not service:
            return problem or original(data)
        events = list(service["events"])
        renewed = any(field in data and data[field] != service.get(field) for field in _NEEDS_NEW_TASKS)
        answer = _answer(original, {**data, "forceNewDeployment": data.get("forceNewDeployment") or renewed})
        # The emulator adds a line of its own about tasks that it does not have.
        service["events"] = events
        return answer

    return update


def _answer(original, data):
    answer = original(data)
    scheduler.wake()
    return answer


def _delete(data):
    service = _find(data)
    if not service:
        return _refuse("ServiceNotFoundException", "Service not found.")
    if service["status"] != "ACTIVE":
        return _refuse("ServiceNotActiveException", "Service was not ACTIVE.")
    if service["desiredCount"] > 0 and not data.get("force"):
        return _refuse("InvalidParameterException", "The service cannot be stopped while it is scaled above 0.")
    service.update(status="DRAINING", desiredCount=0)
    for deployment in service["deployments"]:
        deployment["desiredCount"] = 0
    scheduler.wake()
    return json_response({"service": ecs._sanitize(service)})


def _stop(data):
    task = ecs._resolve_task(data.get("task", ""), ecs._resolve_cluster_name(data.get("cluster", "default")))
    if not task:
        return _refuse("InvalidParameterException", "The referenced task was not found.")
    if task["lastStatus"] != "STOPPED":
        task_life.stop(task, "UserInitiated", data.get("reason") or "Task stopped by user")
        scheduler.wake()
    return json_response({"task": ecs._sanitize(task)})


def _run(original):
    def run(data):
        family = (ecs._resolve_td_key(data.get("taskDefinition", "")) or "").rpartition(":")[0]
        return original({**data, "group": data.get("group") or f"family:{family}"})

    return run


def _describe_services(original):
    def describe(data):
        for service in ecs._services.values():
            count(service)
        return original(data)

    return describe


def _locked(handler):
    def handle(data):
        with LOCK:
            return handler(data)

    return handle


def _replace_action(action, name, wrap):
    handler = _locked(wrap(getattr(ecs, name)))
    original = replace(ecs, name, handler, "data")
    expect(replace_action(ecs._ACTION_MAP, action, handler, _TABLE) is original, f"{_TABLE}[{action!r}]")


def _deployment(original):
    def make(task_definition, desired_count, status="PRIMARY"):
        made = original(task_definition, desired_count, status)
        made.update(rolloutState="IN_PROGRESS", rolloutStateReason=f"ECS deployment {made['id']} in progress.")
        return made

    return make


def install():
    for module, names in _STORES.items():
        for name in names.split():
            expect(hasattr(module, name), f"{module.__name__}.{name}")
    for name in _HELPERS.split():
        expect(callable(getattr(ecs, name, None)), f"ministack.services.ecs.{name}")
    # With an engine the emulator starts a thread for each task and leaves the task's life to it: to ours.
    replace(ecs, "_get_docker", object, "")
    replace(ecs, "_run_task_worker", task_life.run, "task td container_overrides docker_client account_id region")
    replace(ecs, "_reconcile_service_tasks", lambda cluster, service: scheduler.wake(), "cluster_name svc_key")
    replace(ecs, "_make_deployment", _deployment(ecs._make_deployment), "task_definition desired_count status")
    replace(ecs, "_iso", now, "")
    for action, name, wrap in (
        ("CreateService", "_create_service", _create),
        ("UpdateService", "_update_service", _update),
        ("DeleteService", "_delete_service", lambda _: _delete),
        ("StopTask", "_stop_task", lambda _: _stop),
        ("RunTask", "_run_task", _run),
        ("DescribeServices", "_describe_services", _describe_services),
        ("DescribeTasks", "_describe_tasks", lambda original: original),
        ("ListTasks", "_list_tasks", lambda original: original),
    ):
        _replace_action(action, name, wrap)
