"""AWS reads one metric by its exact dimensions, knows percentile ranks and trimmed statistics, computes expressions and
answers newest first. The emulator mixes dimensions where none are asked for, gives the average for any statistic it does
not know, answers expressions with InternalError, and walks over every data point of every metric at each request.
"""

import bisect
import math
import time

import metric_math
import metric_statistics
import ministack.services.cloudwatch as cloudwatch
from patching import expect, replace

# Points are stored nearly in order; one that was published late may be this far out of it.
_LATE_SECONDS = 120


def samples_of(point):
    """A stored point as (value, how many times), or nothing for a statistic set, which has no values."""
    return (point["Value"], float(point.get("Count", 1.0))) if point.get("_stat") is None else None


def statistic(points, name):
    """One statistic of some data points, or None."""
    if not points:
        return None
    if metric_statistics.is_extended(name):
        samples = [samples_of(p) for p in points]
        return None if None in samples else metric_statistics.extended(samples, name)
    return metric_statistics.basic([cloudwatch._point_stats(p) for p in points]).get(name)


def points_between(namespace, metric, dimensions, start, end):
    """The data points of one metric, start included and end not."""
    key = (namespace, metric, cloudwatch._dims_key(dimensions))
    found = []
    for point in reversed(cloudwatch._metrics.get(key) or []):
        at = point["Timestamp"]
        if start <= at < end:
            found.append(point)
        elif at < start - _LATE_SECONDS:
            break
    return found


class MetricQueries:
    """A list of MetricDataQueries over places in time, each a (start, end), the oldest first and none over another;
    answers the series of one by its id.
    """

    def __init__(self, queries, timeline):
        self._queries = {q["Id"]: q for q in queries}
        self._places = dict(timeline)
        self._starts = [start for start, _ in self._places.values()]
        self._ends = [end for _, end in self._places.values()]
        self._known = {}
        metrics = [i for i, q in self._queries.items() if not q.get("Expression")]
        self._surroundings = metric_math.Query(list(self._places), self.series_of, metrics, period_of(queries))

    def series_of(self, name):
        if name not in self._known:
            query = self._queries.get(name)
            if query is None:
                raise metric_math.UnknownExpression(name)
            expression = query.get("Expression")
            known = metric_math.evaluate(expression, self._surroundings) if expression else self._read(query)
            self._known[name] = known
        return self._known[name]

    def _read(self, query):
        stat, metric = query["MetricStat"], query["MetricStat"]["Metric"]
        dimensions = cloudwatch._dims_from_list(metric.get("Dimensions") or [])
        points = points_between(metric["Namespace"], metric["MetricName"], dimensions, self._starts[0], self._ends[-1])
        values = {place: statistic(there, stat["Stat"]) for place, there in self._by_place(points).items()}
        return {place: value for place, value in values.items() if value is not None}

    def _by_place(self, points):
        if not points:
            return {}
        found = [[] for _ in self._starts]
        for point in points:
            index = bisect.bisect_right(self._starts, point["Timestamp"]) - 1
            if index >= 0 and point["Timestamp"] < self._ends[index]:
                found[index].append(point)
        return dict(zip(self._places, found))


def period_of(queries, default=60):
    periods = [q.get("Period") or (q.get("MetricStat") or {}).get("Period") for q in queries]
    return max((int(p) for p in periods if p), default=default)


def _timeline(start, end, period):
    first = int(start // period) * period
    # AWS takes what was asked for from its whole minute on.
    begin = int(start // min(60, period)) * min(60, period)
    places = range(first, math.ceil(end), period)
    return [(at, (max(at, begin), min(at + period, end))) for at in places]


def _result(query, queries, start, end, newest_first):
    label = query.get("Label") or (query.get("MetricStat") or {}).get("Metric", {}).get("MetricName") or query["Id"]
    answer = {"Id": query["Id"], "Label": label, "Timestamps": [], "Values": [], "StatusCode": "Complete"}
    period = period_of([query], default=period_of(queries))
    try:
        series = MetricQueries(queries, _timeline(start, end, period)).series_of(query["Id"])
    except metric_math.UnknownExpression as problem:
        messages = [{"Code": "Unsupported", "Value": f"The local cloud cannot compute {problem}"}]
        return {**answer, "StatusCode": "InternalError", "Messages": messages}
    places = sorted(series, reverse=newest_first)
    stamps = [cloudwatch._ts_iso(at) for at in places]
    return {**answer, "Timestamps": stamps, "Values": [series[at] for at in places]}


def _patch_get_metric_data():
    def get(params, cbor_data, is_cbor, is_json=False):
        if not (is_cbor or is_json):
            return original(params, cbor_data, is_cbor, is_json)
        queries = cbor_data.get("MetricDataQueries", [])
        start, end = cloudwatch._parse_ts(cbor_data.get("StartTime")), cloudwatch._parse_ts(cbor_data.get("EndTime"))
        newest_first = cbor_data.get("ScanBy", "TimestampDescending") == "TimestampDescending"
        asked = [q for q in queries if q.get("ReturnData", True)]
        results = [_result(q, queries, start or 0, end or time.time(), newest_first) for q in asked]
        if is_cbor:
            return cloudwatch._cbor_ok({"MetricDataResults": [cloudwatch._cbor_metric_data_result(r) for r in results]})
        return cloudwatch._json_ok({"MetricDataResults": results})

    original = replace(cloudwatch, "_get_metric_data", get, "params cbor_data is_cbor is_json")


def install():
    expect(cloudwatch._dims_key({"b": "2", "a": "1"}) == "a=1|b=2", "cloudwatch._dims_key")
    _patch_get_metric_data()
    replace(cloudwatch, "_is_percentile_stat", metric_statistics.is_extended, "stat_name")
    replace(
        cloudwatch,
        "_stat_value",
        lambda stats, name, points=None: stats[name] if name in stats else statistic(points, name),
        "stats stat_name points",
    )
    # Points are evicted after two weeks; no rehearsal lasts that long, and the search for them is what takes time.
    replace(cloudwatch, "_evict_old_metrics", lambda: None, "")
