"""One task's process. It ends with the launcher, also when that is killed: its stdin closes, and it is in our group."""

import os
import re
import shutil
import subprocess
import threading
from pathlib import Path

SAMPLE_SERVICE = Path(__file__).resolve().parents[3] / "sample-service" / "server.ts"

# What node made of its TypeScript is half of a task's start, and the same for all.
_COMPILED = Path(__file__).resolve().parents[4] / ".rehearsal" / "compiled"

# Before this version node does not run TypeScript.
_OLDEST_NODE = 24
_LISTENING = re.compile(r"^listening on 127\.0\.0\.1:(\d+)")
_INHERITED = ("PATH", "HOME", "TMPDIR", "LANG")


def expect_node():
    node = shutil.which("node")
    version = subprocess.run([node, "--version"], capture_output=True, text=True).stdout.strip() if node else "none"
    major = re.match(r"v(\d+)\.", version)
    if not major or int(major[1]) < _OLDEST_NODE:
        raise RuntimeError(f"Tasks run on the first node on PATH: version {_OLDEST_NODE} or newer, not {version}")
    if not SAMPLE_SERVICE.exists():
        raise RuntimeError(f"Tasks run {SAMPLE_SERVICE}, which does not exist")


class TaskProcess:
    """Starts at once. Says what it prints, line by line, and that something changed: it listens, or it has ended."""

    def __init__(self, environment, job, on_line, on_change):
        self.port = None
        self._ended = threading.Event()
        self._on_line, self._on_change = on_line, on_change
        inherited = {name: os.environ[name] for name in _INHERITED if name in os.environ}
        command = ["node", str(SAMPLE_SERVICE), *(["--job", *job] if job else [])]
        self._process = subprocess.Popen(
            command,
            env={
                **inherited,
                "NODE_COMPILE_CACHE": str(_COMPILED),
                **environment,
                "PORT": "0",
                "SLUICE_WATCH_STDIN": "1",
            },
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
            errors="replace",
        )
        threading.Thread(target=self._read, name=f"ecs-output-{self._process.pid}", daemon=True).start()

    def _read(self):
        try:
            for line in self._process.stdout:
                listening = _LISTENING.match(line)
                if listening and self.port is None:
                    self.port = int(listening[1])
                    self._on_change()
                self._on_line(line.rstrip("\n"))
        finally:
            self._process.wait()
            self._ended.set()
            self._on_change()

    @property
    def ended(self):
        return self._ended.is_set()

    @property
    def exit_code(self):
        """As Docker reports it: 128 and the signal's number for a process that a signal ended."""
        code = self._process.returncode
        return 128 - code if code is not None and code < 0 else code

    def stop(self, seconds):
        """Asks it to end and, after that many seconds, makes it."""
        self._process.terminate()
        if not self._ended.wait(seconds):
            self.kill()

    def kill(self):
        self._process.kill()
        self._ended.wait(5)
