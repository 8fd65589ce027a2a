"""AWS: a start with the name and input of a running execution answers with that one; an execution can time out and is
then TIMED_OUT; one that ended stays as it ended; a nested execution is an execution like any other, and when it fails
its parent sees States.TaskFailed with the child's description. The emulator has none of these.
"""

import contextvars
import json
import threading

import execution_scope
import ministack.services.eventbridge as eventbridge
import ministack.services.stepfunctions as stepfunctions
from execution_scope import Interrupted, Scope
from ministack.core.responses import json_response, now_iso
from patching import expect, replace

_CHILD_POLL_SECONDS = 0.02
_REDRIVABLE = ("FAILED", "TIMED_OUT", "ABORTED")
_STATES = ("pass", "task", "choice", "wait", "parallel", "map")


def _patch_start():
    def start(data):
        answer = original(data)
        error = json.loads(answer[2])
        if error.get("__type", "").endswith("ExecutionAlreadyExists"):
            # The message ends with the ARN in quotes.
            running = stepfunctions._executions[error["message"].split("'")[1]]
            if running["status"] == "RUNNING" and running["input"] == data.get("input", "{}"):
                return json_response({k: running[k] for k in ("executionArn", "startDate")})
        return answer

    original = replace(stepfunctions, "_start_execution", start, "data")


def _timeout_of(execution):
    machine = stepfunctions._state_machines.get(execution["stateMachineArn"]) or {}
    try:
        return json.loads(machine.get("definition", "{}")).get("TimeoutSeconds")
    except ValueError:
        return None


def _time_out(execution):
    if execution["status"] != "RUNNING":
        return
    execution.update(status="TIMED_OUT", error="States.Timeout", stopDate=now_iso())
    stepfunctions._add_event(
        execution, "ExecutionTimedOut", {"executionTimedOutEventDetails": {"error": "States.Timeout"}}
    )
    stepfunctions._emit_execution_status_event(execution)


def _patch_run():
    def run(execution_arn):
        execution = stepfunctions._executions.get(execution_arn)
        if not execution:
            return
        execution_scope.enter(Scope(execution))
        timer = None
        # In real time, as most of what it bounds is: Lambdas and the start of tasks take what they take at every scale.
        if seconds := _timeout_of(execution):
            timer = threading.Timer(seconds, contextvars.copy_context().run, (_time_out, execution))
            timer.daemon = True
            timer.start()
        try:
            original(execution_arn)
        except Interrupted:
            pass
        finally:
            if timer:
                timer.cancel()

    original = replace(stepfunctions, "_run_execution", run, "exec_arn")

    def fail(execution, error, cause):
        if execution["status"] == "RUNNING":
            original_fail(execution, error, cause)

    original_fail = replace(stepfunctions, "_fail_execution", fail, "execution error cause")


def _patch_states():
    """No state begins for an execution or a branch that has ended."""

    def guarded(handler):
        def execute(*args, **rest):
            execution_scope.check()
            return handler(*args, **rest)

        return execute

    for state in _STATES:
        handler = getattr(stepfunctions, f"_execute_{state}")
        replace(stepfunctions, f"_execute_{state}", guarded(handler))
    replace(
        stepfunctions, "_scaled_sleep", lambda s: execution_scope.sleep(s * stepfunctions._SFN_WAIT_SCALE), "seconds"
    )


def _status_detail(execution):
    status = execution["status"]
    ended_badly = status in _REDRIVABLE
    milliseconds = stepfunctions._iso_to_epoch_ms
    succeeded = status == "SUCCEEDED"
    return {
        **{k: execution[k] for k in ("executionArn", "stateMachineArn", "name", "status", "input")},
        "startDate": milliseconds(execution.get("startDate")),
        "stopDate": milliseconds(execution.get("stopDate")),
        "inputDetails": {"included": True},
        "output": execution.get("output") if succeeded else None,
        "outputDetails": {"included": True} if succeeded else None,
        "stateMachineVersionArn": None,
        "stateMachineAliasArn": None,
        "redriveCount": 0,
        "redriveDate": None,
        "redriveStatus": "REDRIVABLE" if ended_badly else "NOT_REDRIVABLE",
        "redriveStatusReason": None if ended_badly else f"Execution is {status} and cannot be redriven",
        "error": execution.get("error") if ended_badly else None,
        "cause": execution.get("cause") if ended_badly else None,
    }


def _emit(execution):
    if execution.get("sync"):
        return
    entry = {
        "Source": "aws.states",
        "DetailType": "Step Functions Execution Status Change",
        "Detail": json.dumps(_status_detail(execution)),
        "Resources": [execution["executionArn"]],
    }
    eventbridge._put_events({"Entries": [entry]}, allow_aws_source=True)


def _description(execution):
    """A child as its parent's integration describes it: names with capitals, times in milliseconds."""
    milliseconds = stepfunctions._iso_to_epoch_ms
    described = {
        "ExecutionArn": execution["executionArn"],
        "Input": execution["input"],
        "InputDetails": {"Included": True},
        "Name": execution["name"],
        "RedriveCount": 0,
        "StartDate": milliseconds(execution["startDate"]),
        "StateMachineArn": execution["stateMachineArn"],
        "Status": execution["status"],
        "StopDate": milliseconds(execution["stopDate"]),
    }
    for name in ("error", "cause"):
        if execution.get(name):
            described[name.capitalize()] = execution[name]
    return described


def _await_child(child):
    """Waits for the child; a parent that ends first takes its child with it."""
    try:
        while child["status"] == "RUNNING":
            execution_scope.sleep(_CHILD_POLL_SECONDS)
    except Interrupted:
        stepfunctions._stop_execution({"executionArn": child["executionArn"]})
        raise


def _start_and_wait(resource, input_data):
    child = stepfunctions._executions[stepfunctions._invoke_nested_start_execution(resource, input_data)["ExecutionArn"]]
    _await_child(child)
    described = _description(child)
    if child["status"] != "SUCCEEDED":
        raise stepfunctions._ExecutionError("States.TaskFailed", json.dumps(described))
    output = child["output"]
    return {
        **described,
        "Output": json.loads(output) if resource.endswith(".sync:2") else output,
        "OutputDetails": {"Included": True},
    }


def install():
    expect(hasattr(stepfunctions, "_executions"), "ministack.services.stepfunctions._executions")
    _patch_start()
    _patch_run()
    _patch_states()
    replace(stepfunctions, "_emit_execution_status_event", _emit, "execution")
    replace(stepfunctions, "_invoke_nested_start_execution_sync", _start_and_wait, "resource input_data")
