"""Which execution, and which branch of it, the current thread works for, and whether it should still be doing so."""

import contextvars
import time


class Interrupted(BaseException):
    """The execution or branch this thread works for has ended. No state may catch it, so it is not an Exception."""


class Scope:
    """An execution, or a part of one that can be given up by itself: a branch, or a task with a timeout."""

    def __init__(self, execution, parent=None):
        self.execution = execution
        self.parent = parent
        self.given_up = False

    def is_over(self):
        if self.execution["status"] != "RUNNING":
            return True
        scope = self
        while scope:
            if scope.given_up:
                return True
            scope = scope.parent
        return False


_current = contextvars.ContextVar("execution_scope", default=None)


def enter(scope):
    _current.set(scope)


def current():
    return _current.get()


def check():
    """Raises Interrupted when there is nothing left to work for."""
    scope = _current.get()
    if scope and scope.is_over():
        raise Interrupted


def sleep(seconds, slice_seconds=0.05):
    """Sleeps, but no longer than there is something to wait for."""
    until = time.monotonic() + seconds
    while (left := until - time.monotonic()) > 0:
        check()
        time.sleep(min(left, slice_seconds))
