"""AWS evaluates alarms by the clock, by their dimensions, data points and treatment of missing data, computes metric
math, and tells EventBridge about every change of state. The emulator looks when a metric is published, at every series
of that name, takes no expressions, and tells SNS only.

An alarm looks back from now, not from the last whole minute: a rehearsal need not wait for the minute to end.
"""

import json
import time
import uuid
from datetime import datetime, timezone

import alarm_rules
import clock
import metric_math
import ministack.services.cloudformation.provisioners as provisioners
import ministack.services.cloudwatch as cloudwatch
import ministack.services.eventbridge as eventbridge
from background import every
from ministack.core.responses import request_scope
from patching import replace
from patches.metric_queries import MetricQueries, period_of

_last_state = {}


def _queries_of(alarm):
    """The alarm's metric queries, and the id of the one that it watches."""
    if alarm.get("Metrics"):
        watched = next(q["Id"] for q in alarm["Metrics"] if q.get("ReturnData", True))
        return alarm["Metrics"], watched
    metric = {k: alarm.get(k) for k in ("Namespace", "MetricName", "Dimensions")}
    stat = alarm.get("ExtendedStatistic") or alarm.get("Statistic") or "Average"
    return [{"Id": "m1", "MetricStat": {"Metric": metric, "Period": alarm.get("Period", 60), "Stat": stat}}], "m1"


def _values(alarm):
    """The alarm's data points, newest first."""
    queries, watched = _queries_of(alarm)
    period = period_of(queries)
    now = time.time() + 0.001
    count = int(alarm.get("EvaluationPeriods", 1))
    # Numbered from the oldest, so that what repeats the last value repeats an older one.
    # One more than is looked at: what says how much a value has grown needs the one before.
    places = [(count - i, (now - (i + 1) * period, now - i * period)) for i in range(count + 1)]
    series = MetricQueries(queries, list(reversed(places))).series_of(watched)
    return [series.get(place) for place, _ in places[:count]]


def _evaluate(alarm):
    if not alarm.get("Metrics") and not alarm.get("MetricName"):
        return
    try:
        decision = alarm_rules.decide(alarm, _values(alarm))
    except metric_math.UnknownExpression as problem:
        decision = alarm_rules.Decision("INSUFFICIENT_DATA", f"The local cloud cannot compute {problem}")
    before = alarm["StateValue"]
    if decision.state == before:
        return
    now = int(time.time())
    alarm.update(StateValue=decision.state, StateReason=decision.reason, StateUpdatedTimestamp=now)
    alarm["StateTransitionedTimestamp"] = now
    cloudwatch._record_history(alarm["AlarmName"], before, decision.state, decision.reason)
    cloudwatch._dispatch_alarm_actions(alarm, before, decision.state, decision.reason)
    cloudwatch._evaluate_parent_alarms(alarm)


def _evaluate_everywhere():
    for (account, region, _), alarm in list(cloudwatch._alarms._data.items()):
        with request_scope(account, region):
            _evaluate(alarm)


def _lower_first(value):
    """CloudWatch's events spell the API's fields in lower case, and dimensions as a map."""
    if isinstance(value, list):
        return [_lower_first(v) for v in value]
    if not isinstance(value, dict):
        return value
    lowered = {k[:1].lower() + k[1:]: _lower_first(v) for k, v in value.items() if v is not None}
    if "metricName" in lowered:
        lowered["name"] = lowered.pop("metricName")
        lowered["dimensions"] = {d["name"]: d["value"] for d in lowered.get("dimensions") or []}
    return lowered


def _configuration(alarm):
    description = {"description": alarm["AlarmDescription"]} if alarm.get("AlarmDescription") else {}
    if "AlarmRule" in alarm:
        return {"alarmRule": alarm["AlarmRule"], **description}
    queries, watched = _queries_of(alarm)
    metrics = [{"returnData": q["Id"] == watched, **_lower_first(q)} for q in queries]
    if not alarm.get("Metrics"):
        metrics[0]["id"] = str(uuid.uuid4())
    return {"metrics": metrics, **description}


def _state(alarm, value, reason):
    now = datetime.now(timezone.utc)
    state = {"value": value, "reason": reason, "timestamp": now.strftime("%Y-%m-%dT%H:%M:%S.%f")[:-3] + "+0000"}
    return {**state, **({"reasonData": alarm["StateReasonData"]} if alarm.get("StateReasonData") else {})}


def _tell_eventbridge(alarm, before, after, reason):
    state = _state(alarm, after, reason)
    unknown = {"value": before, "reason": "Unchecked: Initial alarm creation", "timestamp": state["timestamp"]}
    detail = {
        "alarmName": alarm["AlarmName"],
        "configuration": _configuration(alarm),
        "previousState": _last_state.get(alarm["AlarmArn"], unknown),
        "state": state,
    }
    _last_state[alarm["AlarmArn"]] = state
    entry = {
        "Source": "aws.cloudwatch",
        "DetailType": "CloudWatch Alarm State Change",
        "Detail": json.dumps(detail),
        "Resources": [alarm["AlarmArn"]],
    }
    eventbridge._put_events({"Entries": [entry]}, allow_aws_source=True)


def _patch_dispatch():
    def dispatch(alarm, old_state, new_state, reason):
        _tell_eventbridge(alarm, old_state, new_state, reason)
        original(alarm, old_state, new_state, reason)

    original = replace(cloudwatch, "_dispatch_alarm_actions", dispatch, "alarm old_state new_state reason")


def _watching(alarm, metrics):
    """The alarm as one of metric math: AWS has none of the single metric's fields then."""
    for name in ("MetricName", "Namespace", "Statistic", "ExtendedStatistic", "Period", "Unit"):
        alarm.pop(name, None)
    alarm.update(Metrics=metrics, Dimensions=[])
    return alarm


def _patch_metric_math():
    def put(params, cbor_data, is_cbor, is_json=False):
        answer = original(params, cbor_data, is_cbor, is_json)
        if answer[0] == 200 and cbor_data.get("Metrics"):
            _watching(cloudwatch._alarms[cbor_data["AlarmName"]], cbor_data["Metrics"])
        return answer

    original = replace(cloudwatch, "_put_metric_alarm", put, "params cbor_data is_cbor is_json")

    def record(name, props):
        metrics = props.get("Metrics")
        if not metrics:
            return original_record(name, props)
        single = {k: v for k, v in props.items() if k != "Metrics"}
        return _watching(original_record(name, {**single, "MetricName": "-", "Namespace": "-"}), metrics)

    original_record = replace(provisioners, "_cw_metric_alarm_record", record, "name props")


def install():
    replace(cloudwatch, "_evaluate_alarm", _evaluate, "alarm")
    # The clock does it; at every published metric it would take the traffic's time.
    replace(cloudwatch, "_evaluate_all_alarms", lambda: None, "")
    _patch_dispatch()
    _patch_metric_math()
    every(clock.often(), _evaluate_everywhere, "alarms")
