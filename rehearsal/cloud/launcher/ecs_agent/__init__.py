"""ECS without containers: each task is a process of the sample service, and services behave as AWS's rolling
scheduler makes them. The emulator itself only keeps records of tasks that never run.
"""

import clock
from background import every

# The pause between two turns when nothing was asked for; `every` adds 50 ms.
_TICK_SECONDS = 0.15


def install():
    from . import api, bus, scheduler, service_metrics, task_process

    task_process.expect_node()
    service_metrics.expect_store()
    api.install()
    bus.start()
    every(0, lambda: scheduler.tick(_TICK_SECONDS), "ecs-scheduler")
    every(clock.often(), service_metrics.publish, "ecs-metrics")
