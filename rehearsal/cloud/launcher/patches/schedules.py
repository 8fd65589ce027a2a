"""On AWS a schedule of one minute starts its target once a minute. The emulator looks at its schedules every ten seconds
of the machine, which is seldom where the cloud's clock runs fast. And on AWS what is due never waits for what is under
way: on one machine that would pile up until nothing is served any more, so here it comes late.
"""

import clock
import ministack.core.lambda_runtime as runtime
import ministack.services.eventbridge as eventbridge
import ministack.services.scheduler as scheduler
from patching import expect, replace

# A story has three or four functions at work at once, and two cores are busy with as many.
_AT_WORK = 8


def _postponed_while_busy(module, name):
    def tick():
        if runtime.workers_in_use() < _AT_WORK:
            original()

    original = replace(module, name, tick, "")


def install():
    for module, interval, tick in (
        (eventbridge, "_SCHEDULER_TICK_INTERVAL", "_tick_scheduled_rules"),
        (scheduler, "_SCHEDULE_TICK_INTERVAL", "_tick_schedules"),
    ):
        expect(getattr(module, interval, None) == 10, f"{module.__name__}.{interval}")
        setattr(module, interval, clock.often())
        _postponed_while_busy(module, tick)
