"""What the rehearsal may set. Time is the only thing that differs from AWS, and every knob for it is here."""

import os


def _seconds(name):
    value = os.environ.get(name)
    return float(value) if value else None


# Every health check runs this often, whatever the target group says. Unset: as the group says.
HEALTH_CHECK_SECONDS = _seconds("SLUICE_HEALTH_CHECK_SECONDS")
