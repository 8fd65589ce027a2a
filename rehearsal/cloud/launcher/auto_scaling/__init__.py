"""Application Auto Scaling for ECS services: scalable targets, step and target tracking policies, scheduled actions.
The emulator has none of it: alarms name policies that are never carried out, and counts never change by themselves.
"""

import clock
from background import every

def install():
    from . import api, cloudformation, scaler

    api.install()
    cloudformation.install()
    scaler.install()
    every(clock.often(), scaler.look, "auto-scaling")
