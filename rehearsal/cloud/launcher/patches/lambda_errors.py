"""AWS reports a thrown error as {errorType: error.name, errorMessage, trace} and keeps the environment warm; a process
that exits is Runtime.ExitError. The emulator calls everything Runtime.HandlerError, without a trace, and starts a new
process after every error. Step Functions matches Catch and Retry on errorType, so this decides where a workflow goes.
"""

import json
import threading

import ministack.core.lambda_runtime as runtime
import ministack.services.lambda_svc as lambda_service
from patching import replace, substitute

_ANCHOR = "the Node worker script of ministack.core.lambda_runtime"
_WORKER_DIED = "Worker process died"
_INIT_FAILED = "Worker init failed: "

_DESCRIBE = """
function _describeError(e) {
  if (e instanceof Error || (e && typeof e === "object" && "message" in e)) {
    return { errorType: e.name || "Error", errorMessage: String(e.message), trace: String(e.stack || "").split("\\n") };
  }
  return { errorType: typeof e, errorMessage: String(e), trace: [] };
}
"""

_this_thread = threading.local()


def _worker_script(script):
    script = substitute(
        script,
        'status: "error", error: String(err.message || err), trace: err.stack || ""',
        'status: "ok", thrown: _describeError(err)',
        _ANCHOR,
    )
    script = substitute(
        script, 'status: "error", error: e.message, trace: e.stack', 'status: "ok", thrown: _describeError(e)', _ANCHOR
    )
    script = substitute(
        script,
        'status: "error", error: e.message\n        }',
        'status: "error", error: JSON.stringify(_describeError(e))\n        }',
        _ANCHOR,
    )
    return _DESCRIBE + script


def _exit_error(request_id, process):
    code = process.returncode if process is not None else None
    how = f"signal: {-code}" if code is not None and code < 0 else f"exit status {code}"
    return {"errorType": "Runtime.ExitError", "errorMessage": f"RequestId: {request_id} Error: Runtime exited with error: {how}"}


def _error_of(response, request_id):
    if "thrown" in response:
        return response["thrown"]
    if response.get("error") == _WORKER_DIED:
        return _exit_error(request_id, getattr(_this_thread, "ended", None))
    return None


def _init_error(message):
    if not message.startswith(_INIT_FAILED):
        return None
    try:
        return json.loads(message[len(_INIT_FAILED) :])
    except ValueError:
        return None


def install():
    runtime._NODEJS_WORKER_SCRIPT = _worker_script(runtime._NODEJS_WORKER_SCRIPT)

    def collect(proc, deadline):
        original_collect(proc, deadline)
        _this_thread.ended = proc

    original_collect = replace(runtime, "_collect", collect, "proc deadline")

    def invoke(self, event, request_id, **rest):
        _this_thread.ended = None
        response = original_invoke(self, event, request_id, **rest)
        error = _error_of(response, request_id)
        _this_thread.error = error
        if error:
            trace = "\n".join(error.get("trace", [])) or error["errorMessage"]
            response = {**response, "status": "error", "error": error["errorMessage"], "trace": trace}
        return response

    original_invoke = replace(
        runtime.Worker, "invoke", invoke, "self event request_id trace_id depth durable invoked_function_arn"
    )

    def execute(func, event, request_id):
        _this_thread.error = None
        result = original_execute(func, event, request_id)
        if result.get("error"):
            body = result.get("body") or {}
            error = _this_thread.error or _init_error(str(body.get("errorMessage", "")))
            if error:
                result = {**result, "body": error}
        return result

    original_execute = replace(lambda_service, "_execute_function_warm", execute, "func event request_id")
