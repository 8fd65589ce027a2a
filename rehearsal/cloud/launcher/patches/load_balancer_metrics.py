"""AWS publishes AWS/ApplicationELB metrics of the traffic, per target group and per load balancer. The emulator has none.
Counted per second in memory: a data point per request would slow down every query, and the traffic with it.
"""

import math
import time

import clock
import ministack.services.alb as alb
import ministack.services.cloudwatch as cloudwatch
from background import every
from ministack.core.responses import get_account_id, get_region, request_scope
from patching import expect
from patches.target_health import host_counts

_NAMESPACE = "AWS/ApplicationELB"
# Response times are grouped by one percent, so that percentiles stay true and a second stays small.
_GROUP_WIDTH = 0.01

_points_of_second = {}


def _grouped(seconds):
    return math.exp(round(math.log(max(seconds, 1e-6)) / _GROUP_WIDTH) * _GROUP_WIDTH)


def _add(second, metric, value, unit, dimensions):
    key = (get_account_id(), get_region(), metric, value, *dimensions.values())
    point = _points_of_second.get((second, key))
    if point is not None:
        point["Count"] += 1.0
        return
    point = {"Timestamp": float(second), "Value": value, "Count": 1.0, "Unit": unit, "Dimensions": dimensions}
    _points_of_second[(second, key)] = point
    cloudwatch._metric_bucket((_NAMESPACE, metric, cloudwatch._dims_key(dimensions))).append(point)


def _names(load_balancer_arn, group_arn=None):
    """The dimension values AWS uses: the last parts of the ARNs."""
    names = {"LoadBalancer": load_balancer_arn.partition("loadbalancer/")[2]}
    if group_arn:
        names["TargetGroup"] = group_arn.rpartition(":")[2]
    return names


def record_target_answer(load_balancer_arn, group_arn, status, seconds):
    """A target answered."""
    second = int(time.time())
    for dimensions in (_names(load_balancer_arn), _names(load_balancer_arn, group_arn)):
        _add(second, "RequestCount", 1.0, "Count", dimensions)
        _add(second, f"HTTPCode_Target_{status // 100}XX_Count", 1.0, "Count", dimensions)
        _add(second, "TargetResponseTime", _grouped(seconds), "Seconds", dimensions)


def record_target_unreachable(load_balancer_arn, group_arn):
    """A target was chosen and gave no answer."""
    second = int(time.time())
    for dimensions in (_names(load_balancer_arn), _names(load_balancer_arn, group_arn)):
        _add(second, "RequestCount", 1.0, "Count", dimensions)
        _add(second, "TargetConnectionErrorCount", 1.0, "Count", dimensions)


def record_own_answer(load_balancer_arn, status):
    """The load balancer answered by itself. Its faults are known of the load balancer only, as on AWS."""
    if status < 400:
        return
    second = int(time.time())
    _add(second, f"HTTPCode_ELB_{status // 100}XX_Count", 1.0, "Count", _names(load_balancer_arn))
    if status in (500, 502, 503, 504):
        _add(second, f"HTTPCode_ELB_{status}_Count", 1.0, "Count", _names(load_balancer_arn))


def _count_hosts():
    second = int(time.time())
    for (account, region, arn), group in list(alb._tgs._data.items()):
        if not alb._targets._data.get((account, arn)):
            continue
        healthy, unhealthy = host_counts(arn)
        with request_scope(account, region):
            for load_balancer in group.get("LoadBalancerArns", []):
                dimensions = _names(load_balancer, arn)
                _add(second, "HealthyHostCount", float(healthy), "Count", dimensions)
                _add(second, "UnHealthyHostCount", float(unhealthy), "Count", dimensions)
    # Points of seconds gone by get no more requests; the metric store keeps them.
    for key in [k for k in list(_points_of_second) if k[0] < second - 2]:
        _points_of_second.pop(key, None)


def install():
    expect(cloudwatch._point_stats({"Value": 2.0, "Count": 3.0}) == (3.0, 6.0, 2.0, 2.0), "cloudwatch._point_stats")
    every(clock.often(), _count_hosts, "host-counts")
