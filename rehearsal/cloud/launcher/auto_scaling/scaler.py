"""Carries out what alarms and schedules ask for."""

import logging
import time
import uuid
from datetime import datetime, timezone

import ministack.services.cloudwatch as cloudwatch
import ministack.services.eventbridge as eventbridge
from ministack.core.responses import request_scope
from patches import alarms
from patching import expect, replace

from . import rules
from .store import actions, activities, key_of, policies, service_of, set_count, targets

logger = logging.getLogger("sluice.rehearsal")

# An alarm that stays asks again every minute.
_ASKS_AGAIN_SECONDS = 60

_last_done = {}
_last_asked = {}


def _latest(alarm):
    """The newest value that the alarm has seen."""
    return next((v for v in alarms._values(alarm) if v is not None), None)


def _wanted(policy, alarm, value, service, last):
    current = service["desiredCount"]
    tracked = policy.get("TargetTrackingScalingPolicyConfiguration")
    if tracked:
        return rules.by_target(tracked, value, current), tracked.get("ScaleOutCooldown", 300)
    steps = policy["StepScalingPolicyConfiguration"]
    cooldown = steps.get("Cooldown", 300)
    is_growing = last is not None and last.after > last.before and time.time() < last.at + cooldown
    # What was added a moment ago counts as part of the next step, so the same alarm does not add it again.
    base = last.before if is_growing else current
    return rules.by_step(steps, value - alarm["Threshold"], base), cooldown


def _carry_out(policy, alarm):
    service, target = service_of(policy["ResourceId"]), targets.get(key_of(policy))
    value = _latest(alarm)
    if service is None or target is None or value is None:
        return
    current, last = service["desiredCount"], _last_done.get(policy["PolicyARN"])
    wanted, cooldown = _wanted(policy, alarm, value, service, last)
    wanted = rules.within(wanted, current, rules.Bounds(target["MinCapacity"], target["MaxCapacity"]))
    way = "Out" if wanted > current else "In"
    is_held = target["SuspendedState"].get(f"DynamicScaling{way}Suspended", False)
    if wanted == current or is_held or rules.is_cooling(last, cooldown, time.time(), wanted, current):
        return
    _last_done[policy["PolicyARN"]] = rules.Activity(time.time(), current, wanted)
    cause = f"monitor alarm {alarm['AlarmName']} in state ALARM triggered policy {policy['PolicyName']}"
    _scale(target, wanted, cause)


def _scale(target, count, cause):
    set_count(target["ResourceId"], count)
    now = int(time.time())
    done = {
        "ActivityId": str(uuid.uuid4()),
        **{k: target[k] for k in ("ServiceNamespace", "ResourceId", "ScalableDimension")},
        "Description": f"Setting desired count to {count}.",
        "Cause": cause,
        "StartTime": now,
        "EndTime": now,
        "StatusCode": "Successful",
    }
    activities[key_of(target)] = [*(activities.get(key_of(target)) or []), done]


def _ask_policies(alarm):
    asked = [p for p in list(policies.values()) if p["PolicyARN"] in (alarm.get("AlarmActions") or [])]
    if not asked or not alarm.get("ActionsEnabled", True):
        return
    _last_asked[alarm["AlarmArn"]] = time.time()
    for policy in asked:
        _carry_out(policy, alarm)


def _ask_again(alarm):
    asked = _last_asked.get(alarm["AlarmArn"])
    if alarm["StateValue"] == "ALARM" and asked and time.time() >= asked + _ASKS_AGAIN_SECONDS:
        _ask_policies(alarm)


def _is_due(action):
    schedule, looked_at = action["Schedule"], action["_looked_at"]
    if schedule.startswith("at("):
        at = datetime.fromisoformat(schedule[3:-1]).replace(tzinfo=timezone.utc).timestamp()
        return looked_at < at <= time.time()
    fields = eventbridge._parse_cron_fields(schedule)
    due = eventbridge._cron_next_fire(fields, datetime.fromtimestamp(looked_at, timezone.utc)) if fields else None
    return due is not None and due.timestamp() <= time.time()


def _look_at_schedule(action):
    target = targets.get(key_of(action))
    is_due = _is_due(action)
    if not is_due or target is None:
        return
    action["_looked_at"] = time.time()
    if target["SuspendedState"].get("ScheduledScalingSuspended"):
        return
    target.update(action.get("ScalableTargetAction") or {})
    service = service_of(target["ResourceId"])
    if service is None:
        return
    count = rules.brought_into(service["desiredCount"], rules.Bounds(target["MinCapacity"], target["MaxCapacity"]))
    if count != service["desiredCount"]:
        _scale(target, count, f"scheduled action name {action['ScheduledActionName']} was triggered")


def look():
    for kept, work in ((cloudwatch._alarms, _ask_again), (actions, _look_at_schedule)):
        for (account, region, _), row in list(kept._data.items()):
            with request_scope(account, region):
                work(row)


def install():
    def dispatch(alarm, old_state, new_state, reason):
        original(alarm, old_state, new_state, reason)
        if new_state == "ALARM":
            _ask_policies(alarm)

    original = replace(cloudwatch, "_dispatch_alarm_actions", dispatch, "alarm old_state new_state reason")
    for name in ("_parse_cron_fields", "_cron_next_fire"):
        expect(callable(getattr(eventbridge, name, None)), f"ministack.services.eventbridge.{name}")
