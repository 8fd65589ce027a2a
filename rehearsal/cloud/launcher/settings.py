"""What the rehearsal may set. Time is the only thing that differs from AWS, and every knob for it is here."""

import os


def _seconds(name):
    value = os.environ.get(name)
    return float(value) if value else None


# Every health check runs this often, whatever the target group says. Unset: as the group says.
HEALTH_CHECK_SECONDS = _seconds("SLUICE_HEALTH_CHECK_SECONDS")

# No alarm looks further back than this per period. Unset: as the alarm says.
ALARM_PERIOD_SECONDS = _seconds("SLUICE_ALARM_PERIOD_SECONDS")


def wait_scale():
    """How long a second of waiting takes. It can be changed while the emulator runs, so it is asked for each time."""
    from ministack.services import stepfunctions

    return stepfunctions._SFN_WAIT_SCALE
