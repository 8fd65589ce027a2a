"""AWS: `ecs:runTask.sync` ends when the task does and answers with that one task, its fields with capitals and its times
in milliseconds. A container that exits with anything but 0, or that never ran, is States.TaskFailed with the task as
its cause; a task that finds no place is AmazonECS.Unknown; other refusals have the name that ECS gives them. Who stops
the execution stops the task. The emulator answers well however a task ends, and lets it run on.
"""

import json

import execution_scope
import ministack.services.ecs as ecs
import ministack.services.stepfunctions as stepfunctions
from execution_scope import Interrupted
from integration_answers import with_capitals
from patching import expect, replace, replace_action

_RESOURCE = "arn:aws:states:::ecs:runTask"
_TABLE = "ministack.services.stepfunctions._SERVICE_DISPATCH"
_POLL_SECONDS = 0.05


def _start(input_data):
    status, _, body = ecs._run_task(stepfunctions._pascal_to_camel(input_data))
    answer = json.loads(body)
    if status >= 400:
        name = answer.get("__type", "AmazonECSException").rpartition("#")[2]
        raise stepfunctions._ExecutionError(f"ECS.{name}", answer.get("message", ""))
    return answer


def _task(cluster, arn):
    return json.loads(ecs._describe_tasks({"cluster": cluster, "tasks": [arn]})[2])["tasks"][0]


def _await_end(cluster, arn):
    """Waits for the task in real time, as processes take it; an execution that is stopped takes its task with it."""
    scope = execution_scope.current()
    try:
        while _task(cluster, arn)["lastStatus"] != "STOPPED":
            execution_scope.sleep(_POLL_SECONDS)
    except Interrupted:
        # A state whose own time is over leaves its task running, as on AWS.
        if scope and not scope.given_up:
            ecs._stop_task({"cluster": cluster, "task": arn, "reason": "The execution was stopped"})
        raise
    return _task(cluster, arn)


def _run(resource, input_data):
    answer = _start(input_data)
    if not resource.endswith(".sync"):
        return with_capitals(answer)
    if answer["failures"] or not answer["tasks"]:
        raise stepfunctions._ExecutionError("AmazonECS.Unknown", json.dumps(with_capitals(answer["failures"])))
    ended = _await_end(input_data.get("Cluster", "default"), answer["tasks"][0]["taskArn"])
    if any(container.get("exitCode") != 0 for container in ended["containers"]):
        raise stepfunctions._ExecutionError("States.TaskFailed", json.dumps(with_capitals(ended)))
    return with_capitals(ended)


def install():
    for name in ("_run_task", "_describe_tasks", "_stop_task"):
        expect(callable(getattr(ecs, name, None)), f"ministack.services.ecs.{name}")
    original = replace(stepfunctions, "_invoke_ecs_run_task", _run, "resource input_data")
    expect(replace_action(stepfunctions._SERVICE_DISPATCH, _RESOURCE, _run, _TABLE) is original, f"{_TABLE}[{_RESOURCE}]")
