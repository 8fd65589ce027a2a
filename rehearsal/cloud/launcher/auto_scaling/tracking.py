"""Target tracking: AWS makes two alarms for each policy, which name it as their action."""

import uuid

import ministack.services.cloudwatch as cloudwatch

from .store import cluster_and_name

_METRICS = {
    "ECSServiceAverageCPUUtilization": "CPUUtilization",
    "ECSServiceAverageMemoryUtilization": "MemoryUtilization",
}
# AWS adds tasks after 3 minutes above the target, and takes some away after 15 below nine tenths of it.
_WAYS = (("High", "GreaterThanThreshold", 1.0, 3), ("Low", "LessThanThreshold", 0.9, 15))


def put_alarms(policy):
    delete_alarms(policy)
    tracked = policy["TargetTrackingScalingPolicyConfiguration"]
    cluster, name = cluster_and_name(policy["ResourceId"])
    metric = _METRICS[tracked["PredefinedMetricSpecification"]["PredefinedMetricType"]]
    made = []
    for way, comparison, share, minutes in _WAYS:
        if way == "Low" and tracked.get("DisableScaleIn"):
            continue
        alarm = {
            "AlarmName": f"TargetTracking-{policy['ResourceId']}-Alarm{way}-{uuid.uuid4()}",
            "Namespace": "AWS/ECS",
            "MetricName": metric,
            "Dimensions": [{"Name": "ClusterName", "Value": cluster}, {"Name": "ServiceName", "Value": name}],
            "Statistic": "Average",
            "Period": 60,
            "EvaluationPeriods": minutes,
            "Threshold": tracked["TargetValue"] * share,
            "ComparisonOperator": comparison,
            "AlarmActions": [policy["PolicyARN"]],
        }
        cloudwatch._put_metric_alarm({}, alarm, False, True)
        arn = cloudwatch._alarms[alarm["AlarmName"]]["AlarmArn"]
        made.append({"AlarmName": alarm["AlarmName"], "AlarmARN": arn})
    return made


def delete_alarms(policy):
    for alarm in policy.get("Alarms", []):
        cloudwatch._alarms.pop(alarm["AlarmName"], None)
