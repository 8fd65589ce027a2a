"""The cloud's clock. It may run faster than the machine's, so that a canary of an hour takes minutes: the emulator and
every function in it tell the same time, and metrics, alarms, schedules and waits keep step with each other. Work, an
invocation or a request, takes the time that it takes.
"""

import datetime
import os
import time

machine_time = time.time

# How many seconds of the cloud pass in one of the machine's.
SPEED = float(os.environ.get("SLUICE_CLOCK_SPEED") or 1)
# When both clocks showed the same time.
_started = float(os.environ.get("SLUICE_CLOCK_STARTED") or machine_time())

# Functions load this before anything else; it reads the same variables.
FOR_NODE = os.path.join(os.path.dirname(os.path.abspath(__file__)), "clock.cjs")


def of_machine(seconds):
    """How long something of the cloud's time takes here."""
    return seconds / SPEED


def often():
    """The interval in seconds of checks that AWS makes once a minute: no test waits long, and no minute is missed."""
    return min(1.0, of_machine(10))


def _now():
    return _started + (machine_time() - _started) * SPEED


_machine_datetime = datetime.datetime


class _AnyDatetime(type):
    """What other modules made with the original class is one, too."""

    def __instancecheck__(cls, instance):
        return isinstance(instance, _machine_datetime)


class _Datetime(_machine_datetime, metaclass=_AnyDatetime):
    @classmethod
    def now(cls, tz=None):
        return cls.fromtimestamp(_now(), tz)

    @classmethod
    def utcnow(cls):
        return cls.now(datetime.timezone.utc).replace(tzinfo=None)

    @classmethod
    def today(cls):
        return cls.now()


def install():
    """Before anything else is imported, which may take a reference to what is replaced here."""
    if SPEED == 1:
        return
    time.time = _now
    time.time_ns = lambda: int(_now() * 1_000_000_000)
    datetime.datetime = _Datetime
