"""Application Auto Scaling for ECS services: scalable targets, step and target tracking policies, scheduled actions.
The emulator has none of it: alarms name policies that nobody carries out, and counts never change by themselves.
"""

from background import every

# AWS looks at schedules and repeats what alarms ask for once a minute; a rehearsal's minutes may be short.
_LOOK_SECONDS = 1.0


def install():
    from . import api, cloudformation, scaler

    api.install()
    cloudformation.install()
    scaler.install()
    every(_LOOK_SECONDS, scaler.look, "auto-scaling")
