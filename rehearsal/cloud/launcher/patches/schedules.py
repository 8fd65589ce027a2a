"""On AWS a schedule of one minute starts its target once a minute. The emulator looks at its schedules every ten seconds
of the machine, which is seldom where the cloud's clock runs fast.
"""

import clock
import ministack.services.eventbridge as eventbridge
import ministack.services.scheduler as scheduler
from patching import expect


def install():
    for module, name in ((eventbridge, "_SCHEDULER_TICK_INTERVAL"), (scheduler, "_SCHEDULE_TICK_INTERVAL")):
        expect(getattr(module, name, None) == 10, f"{module.__name__}.{name}")
        setattr(module, name, clock.often())
