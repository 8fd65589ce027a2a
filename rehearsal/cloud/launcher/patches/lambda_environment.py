"""On AWS a handler's environment is its function's variables and what the runtime documents. The emulator adds every
variable of its own process, so that a handler could work here for want of a clean environment and fail there.
"""

import os
import subprocess
import threading
from types import SimpleNamespace

import clock
import ministack.core.lambda_runtime as runtime
from patching import expect, replace

# Needed to find and run node at all; AWS sets them too.
_KEPT = ("PATH", "TMPDIR")
_CLOCK = ("SLUICE_CLOCK_SPEED", "SLUICE_CLOCK_STARTED")
# Functions load this before anything else: it leads them to the cloud's names and addresses.
_NETWORK = os.path.join(os.path.dirname(clock.FOR_NODE), "network.cjs")

_this_thread = threading.local()


def _environment(inherited, config):
    declared = (config.get("Environment") or {}).get("Variables") or {}
    own = {k: v for k, v in inherited.items() if k in declared or k in _KEPT or k not in os.environ}
    name = config.get("FunctionName", "")
    return {
        "LANG": "en_US.UTF-8",
        "TZ": ":UTC",
        "_HANDLER": config.get("Handler", ""),
        "AWS_EXECUTION_ENV": f"AWS_Lambda_{config.get('Runtime', '')}",
        "AWS_LAMBDA_LOG_GROUP_NAME": (config.get("LoggingConfig") or {}).get("LogGroup") or f"/aws/lambda/{name}",
        "AWS_LAMBDA_INITIALIZATION_TYPE": "on-demand",
        **own,
        "NODE_OPTIONS": " ".join(f"--require {script}" for script in _scripts()),
        "SLUICE_NETWORK_PORT": os.environ["GATEWAY_PORT"],
        **({} if clock.SPEED == 1 else {name: os.environ[name] for name in _CLOCK}),
    }


def _scripts():
    """Where the cloud's time is not the machine's, a function tells the cloud's."""
    return [_NETWORK] if clock.SPEED == 1 else [clock.FOR_NODE, _NETWORK]


def _popen(*args, env=None, **rest):
    config = getattr(_this_thread, "config", None)
    return subprocess.Popen(*args, env=_environment(env, config) if config and env else env, **rest)


def install():
    expect(runtime.subprocess is subprocess, "ministack.core.lambda_runtime.subprocess")
    runtime.subprocess = SimpleNamespace(**{**vars(subprocess), "Popen": _popen})

    def spawn(self):
        _this_thread.config = self.config
        try:
            original(self)
        finally:
            _this_thread.config = None

    original = replace(runtime.Worker, "_spawn", spawn, "self")
