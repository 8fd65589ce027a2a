"""Which state an alarm is in, by its data points, newest first, None where there is none. Pure."""

from dataclasses import dataclass

_COMPARISONS = {
    "GreaterThanOrEqualToThreshold": lambda value, threshold: value >= threshold,
    "GreaterThanThreshold": lambda value, threshold: value > threshold,
    "LessThanThreshold": lambda value, threshold: value < threshold,
    "LessThanOrEqualToThreshold": lambda value, threshold: value <= threshold,
}


@dataclass
class Decision:
    state: str
    reason: str


def _breaches(alarm, value):
    return _COMPARISONS[alarm["ComparisonOperator"]](value, alarm["Threshold"])


def decide(alarm, values):
    """The state these data points put the alarm in; the one it has where AWS would leave it."""
    needed = int(alarm.get("DatapointsToAlarm") or alarm["EvaluationPeriods"])
    present = [v for v in values if v is not None]
    missing = len(values) - len(present)
    breaching = sum(_breaches(alarm, v) for v in present)
    treatment = alarm.get("TreatMissingData") or "missing"
    if treatment == "breaching":
        breaching += missing
    elif treatment == "missing":
        if not present:
            return Decision("INSUFFICIENT_DATA", f"Insufficient Data: {_count(missing)} were unknown.")
        # AWS decides by what there is, even if that is less than what it needs.
        needed = min(needed, len(present))
    elif treatment == "ignore" and missing and breaching < needed:
        return Decision(alarm["StateValue"], "")
    return _decided(alarm, breaching, needed, present, values)


def _count(number):
    return f"{number} datapoint{'' if number == 1 else 's'}"


def _decided(alarm, breaching, needed, present, values):
    shown = ", ".join(f"{v:g}" for v in present) or "none"
    is_alarm = breaching >= needed
    verb = ("was" if breaching == 1 else "were") if is_alarm else "did not reach"
    relation = alarm["ComparisonOperator"].removesuffix("Threshold").removesuffix("To")
    reason = (
        f"Threshold Crossed: {breaching} out of the last {_count(len(values))} [{shown}] {verb} "
        f"{relation} the threshold ({alarm['Threshold']:g}); {_count(needed)} decide."
    )
    return Decision("ALARM" if is_alarm else "OK", reason)
