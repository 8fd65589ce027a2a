"""No process stays when the one that started the emulator ends, even by SIGKILL: its end of our stdin closes."""

import os
import signal
import sys
import threading


def _end_group_when_stdin_closes():
    while os.read(sys.stdin.fileno(), 4096):
        pass
    # The whole group: the Lambda workers are in it too. Only when we lead it, never the shell that started us by hand.
    if os.getpgrp() == os.getpid():
        os.killpg(os.getpgrp(), signal.SIGKILL)
    os._exit(0)


def start():
    if os.environ.get("SLUICE_END_WITH_STDIN") == "1":
        threading.Thread(target=_end_group_when_stdin_closes, name="parent-watch", daemon=True).start()
