"""How many tasks a policy makes of those that are wanted now. Pure."""

import math
from dataclasses import dataclass


@dataclass(frozen=True)
class Bounds:
    least: int
    most: int


def _in_step(step, distance):
    low, high = step.get("MetricIntervalLowerBound"), step.get("MetricIntervalUpperBound")
    if distance >= 0:
        return (low is None or distance >= low) and (high is None or distance < high)
    return (low is None or distance > low) and (high is None or distance <= high)


def _adjusted(policy, adjustment, base):
    kind = policy["AdjustmentType"]
    if kind == "ExactCapacity":
        return adjustment
    if kind == "ChangeInCapacity":
        return base + adjustment
    size = max(int(policy.get("MinAdjustmentMagnitude", 1)), math.floor(abs(base * adjustment / 100)))
    return base + int(math.copysign(size, adjustment))


def by_step(policy, distance, base):
    """What a step policy wants. distance: how far the alarm's metric is above its threshold."""
    for step in policy["StepAdjustments"]:
        if _in_step(step, distance):
            return _adjusted(policy, step["ScalingAdjustment"], base)
    return base


def by_target(policy, value, current):
    """What a target tracking policy wants: as many as bring the metric to its target."""
    wanted = math.ceil(current * value / policy["TargetValue"])
    return current if wanted < current and policy.get("DisableScaleIn") else wanted


def within(wanted, current, bounds):
    """A service outside its bounds is not moved further out, and never moved against the policy's own way."""
    if wanted > current:
        return max(current, min(max(wanted, bounds.least), bounds.most))
    if wanted < current:
        return min(current, max(min(wanted, bounds.most), bounds.least))
    return current


def brought_into(current, bounds):
    """New bounds move the service into them at once: those of a scheduled action, and those that are registered."""
    return min(max(current, bounds.least), bounds.most)


@dataclass(frozen=True)
class Activity:
    """The last thing a policy did."""

    at: float
    before: int
    after: int


def is_cooling(last, cooldown, now, wanted, current):
    """After growing, only a larger step goes on; after shrinking, nothing shrinks; growth never waits for a shrink."""
    if last is None or now >= last.at + cooldown:
        return False
    if wanted < current:
        return True
    return last.after > last.before and wanted <= last.after
