"""AWS takes TimeoutSeconds and HeartbeatSeconds as expressions, ends a token's wait when heartbeats stop or when the call
that carries the token fails, and closes a token that was answered. The emulator compares expressions with numbers,
ignores heartbeats and failed calls, and takes any number of answers.

Only the timeouts of task tokens are scaled: waiting is their normal case. A Lambda takes its real time at every scale,
so the timeouts of tasks that do work are real, and a token's time begins when the call that carries it has returned.
"""

import contextvars
import json
import threading
import time
from concurrent.futures import ThreadPoolExecutor
from concurrent.futures import TimeoutError as TooLate

import clock
import execution_scope
import ministack.services.stepfunctions as stepfunctions
from execution_scope import Scope
from ministack.core.responses import error_response_json
from patching import replace

_LOOK_SECONDS = 0.05
_FIELDS = ("TimeoutSeconds", "HeartbeatSeconds")

_closed_tokens = set()


def _with_numbers(state_def, raw_input, ctx):
    """The state with its timeouts as numbers."""
    evaluated = {}
    for field in _FIELDS:
        if isinstance(state_def.get(field), str):
            evaluated[field] = stepfunctions._jsonata_state_field(state_def, field, "number", raw_input, ctx)
    return {**state_def, **evaluated}


def _patch_fields():
    def execute(state_def, raw_input, execution, ctx):
        try:
            with_numbers = _with_numbers(state_def, raw_input, ctx)
        except stepfunctions._ExecutionError as error:
            # An expression that fails is caught like any failure of the state.
            catcher = stepfunctions._find_matching_catcher(state_def.get("Catch", []), error.error)
            if catcher is None:
                raise
            described = {"Error": error.error, "Cause": error.cause}
            output = stepfunctions._apply_catcher(catcher, raw_input, ctx, "JSONata", described)
            return output, catcher["Next"]
        return original(with_numbers, raw_input, execution, ctx)

    original = replace(stepfunctions, "_execute_task", execute)


def _patch_task_timeout():
    def invoke(resource, input_data, timeout):
        outer = execution_scope.current()
        scope = Scope(outer.execution, outer) if outer else None

        def work():
            execution_scope.enter(scope)
            return stepfunctions._invoke_resource(resource, input_data)

        pool = ThreadPoolExecutor(max_workers=1)
        future = pool.submit(contextvars.copy_context().run, work)
        pool.shutdown(wait=False)
        try:
            return future.result(timeout=timeout)
        except TooLate:
            if scope:
                scope.given_up = True
            raise stepfunctions._ExecutionError("States.Timeout", "") from None

    replace(stepfunctions, "_invoke_resource_with_timeout", invoke, "resource input_data timeout")


class _Call(threading.Thread):
    """The request that carries the token, made beside the wait: the answer may come before it returns."""

    def __init__(self, resource, input_data, wake):
        super().__init__(daemon=True)
        self._context = contextvars.copy_context()
        self._work = (resource.replace(".waitForTaskToken", ""), input_data)
        self._wake = wake
        self.error = None
        self.returned_at = None

    def run(self):
        try:
            self._context.run(stepfunctions._invoke_resource, *self._work)
        except Exception as error:
            self.error = error
        except execution_scope.Interrupted:
            pass
        self.returned_at = time.monotonic()
        self._wake.set()


def _scaled(state_def, field):
    seconds = state_def.get(field)
    return None if seconds is None else clock.of_machine(seconds)


def _expired(state_def, call, info):
    """The error that ends the wait now, or None."""
    if call.returned_at is None:
        return None
    now = time.monotonic()
    timeout, heartbeat = (_scaled(state_def, field) for field in _FIELDS)
    if timeout is not None and now - call.returned_at >= timeout:
        return "States.Timeout"
    if heartbeat is not None and now - max(call.returned_at, info.get("heartbeat_at", 0)) >= heartbeat:
        return "States.HeartbeatTimeout"
    return None


def _is_answered(info):
    return info["result"] is not None or info["error"] is not None


def _await_answer(info, call, state_def):
    while not _is_answered(info):
        if call.error:
            raise call.error
        expired = _expired(state_def, call, info)
        if expired:
            raise stepfunctions._ExecutionError(expired, "")
        execution_scope.check()
        info["event"].wait(_LOOK_SECONDS)
        info["event"].clear()


def _wait_for_token(resource, input_data, token, state_def):
    info = {"event": threading.Event(), "result": None, "error": None, "heartbeat": None}
    stepfunctions._task_tokens[token] = info
    call = _Call(resource, input_data, info["event"])
    call.start()
    try:
        _await_answer(info, call, state_def)
    finally:
        stepfunctions._task_tokens.pop(token, None)
        _closed_tokens.add(token)
    if info["error"]:
        raise stepfunctions._ExecutionError(info["error"]["Error"], info["error"]["Cause"])
    return json.loads(info["result"])


def _patch_answers():
    def answering(handler):
        def answer(data):
            token = data.get("taskToken")
            info = stepfunctions._task_tokens.get(token)
            if token in _closed_tokens or (info and _is_answered(info)):
                message = "Task Timed Out: 'Provided task does not exist anymore'"
                return error_response_json("TaskTimedOut", message, 400)
            if info is None:
                return error_response_json("InvalidToken", "Invalid Token: 'Invalid token'", 400)
            info["heartbeat_at"] = time.monotonic()
            return handler(data)

        return answer

    for name in ("_send_task_success", "_send_task_failure", "_send_task_heartbeat"):
        replace(stepfunctions, name, answering(getattr(stepfunctions, name)), "data")


def _patch_history():
    def add_event(execution, event_type, details=None):
        failed = (details or {}).get("taskFailedEventDetails")
        if failed and failed["error"] in ("States.Timeout", "States.HeartbeatTimeout"):
            event_type, details = "TaskTimedOut", {"taskTimedOutEventDetails": failed}
        return original(execution, event_type, details)

    original = replace(stepfunctions, "_add_event", add_event, "execution event_type details")


def install():
    _patch_fields()
    _patch_task_timeout()
    replace(stepfunctions, "_invoke_with_callback", _wait_for_token, "resource input_data token state_def")
    _patch_answers()
    _patch_history()
